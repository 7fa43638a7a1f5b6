"""Ask every known question and note what comes back."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from retriever import Answer, Reply

from .model import OnProgress, Outcome, Place, Question, Quote, Status
from .verbatim import is_verbatim

Ask = Callable[[str, Sequence[str]], Reply]
"""A question and the earlier questions of its conversation, to a reply."""


def run(
    questions: Sequence[Question],
    ask: Ask,
    notes: Path,
    on_progress: OnProgress = lambda _done, _total: None,
) -> Iterator[Outcome]:
    """One outcome for each question, in order; quotes are checked against the files in `notes`.

    An error in asking one question becomes its outcome, and the others are asked all the same.
    """
    on_progress(0, len(questions))
    for done, question in enumerate(questions, 1):
        yield _outcome(question, ask, notes)
        on_progress(done, len(questions))


def _outcome(question: Question, ask: Ask, notes: Path) -> Outcome:
    started = time.perf_counter()
    try:
        reply = ask(question.question, question.history)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is this question's result)
        reason = f"{type(error).__name__}: {error}"
        return Outcome(question, Status.FAILED, _since(started), reason=reason)
    milliseconds = _since(started)
    passages = tuple(
        Place(hit.passage.span.note_id, hit.passage.first_line, hit.passage.last_line)
        for hit in reply.hits
    )
    if isinstance(reply, Answer):
        quotes = _quotes(reply, notes)
        return Outcome(question, Status.ANSWERED, milliseconds, reply.confidence, passages, quotes)
    return Outcome(
        question,
        Status.DECLINED,
        milliseconds,
        reply.confidence,
        passages,
        reason=reply.reason,
    )


def _quotes(reply: Answer, notes: Path) -> tuple[Quote, ...]:
    return tuple(
        Quote(
            Place(citation.span.note_id, citation.first_line, citation.last_line),
            citation.quote,
            is_verbatim(citation, notes),
            citation.score,
        )
        for citation in reply.citations
    )


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
