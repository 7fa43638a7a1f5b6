"""Whether all that a reply shows is true: quotes, passages, titles, headings, lines and paths."""

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from index import Store
from ingest import Lines, QuothError, decode
from retriever import Answer, Assistant, Citation, Hit, Reply, Timing

_NEVER = Timing(0, 0, 0)
_WAYS_OUT = ("quoth doctor --repair", "quoth index", "Update Quoth")
_PLACE = re.compile(r"(\S+\.(?:md|txt)), lines? (\d+)")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a sound index holds, and what it replies to each question."""

    passages: Mapping[tuple[str, int], Hit]
    """By note and where they start; of what search thinks of them, nothing."""
    replies: Mapping[str, Reply]


def truth_of(index_folder: Path, questions: tuple[str, ...]) -> Truth:
    """What the index in `index_folder` replies, as long as it is sound."""
    with closing(Store(index_folder)) as store:
        every = [row[0] for row in store.connection.execute("SELECT id FROM passages")]
        passages = {
            (one.passage.span.note_id, one.passage.span.start): Hit(
                one.passage, one.title, one.digest, rank=0, score=0, lexical=0, dense=0
            )
            for one in store.passages(every)
        }
    with Assistant.open(index_folder, "none") as assistant:
        return Truth(passages, {one: _timeless(assistant.ask(one)) for one in questions})


def outcome(index_folder: Path, questions: tuple[str, ...], *truths: Truth) -> str:
    """How asking ended: "right", "refused" or "ranked otherwise".

    Raises:
        AssertionError: something was shown that is not true, or nobody was told what to do.
    """
    ends = {_asked(index_folder, question, truths) for question in questions}
    return next(end for end in ("ranked otherwise", "refused", "right") if end in ends)


def _asked(index_folder: Path, question: str, truths: tuple[Truth, ...]) -> str:
    try:
        with Assistant.open(index_folder, "none") as assistant:
            reply = _timeless(assistant.ask(question))
            notes = assistant.notes_folder
    except QuothError as error:
        if not any(way in str(error) for way in _WAYS_OUT):
            raise AssertionError(f"no way out: {error}") from error
        return "refused"
    if any(reply == truth.replies[question] for truth in truths):
        return "right"
    for hit in reply.hits:
        assert any(_is_of(hit, truth) for truth in truths), f"a false passage: {hit}"
    if isinstance(reply, Answer):
        for citation in reply.citations:
            _check_citation(notes, citation, truths)
    else:
        _check_reason(reply.reason, truths, question)
    return "ranked otherwise"


def _check_reason(reason: str, truths: tuple[Truth, ...], question: str) -> None:
    """It is one that a sound index gives, or the place that it names is one where a passage is."""
    if any(reason == getattr(truth.replies[question], "reason", "") for truth in truths):
        return
    places = {
        (hit.passage.span.note_id, str(hit.passage.first_line))
        for truth in truths
        for hit in truth.passages.values()
    }
    assert set(_PLACE.findall(reason)) <= places, f"a false place: {reason}"


def _timeless(reply: Reply) -> Reply:
    return replace(reply, timing=_NEVER)


def _is_of(hit: Hit, truth: Truth) -> bool:
    true = truth.passages.get((hit.passage.span.note_id, hit.passage.span.start))
    return true == replace(hit, rank=0, score=0, lexical=0, dense=0)


def _check_citation(notes: Path, citation: Citation, truths: tuple[Truth, ...]) -> None:
    span = citation.span
    text = decode((notes / span.note_id).read_bytes()).text
    lines = Lines(text)
    assert citation.quote == text[span.start : span.end], f"a false quote: {citation}"
    place = (lines.number_at(span.start), lines.number_at(span.end - 1))
    assert (citation.first_line, citation.last_line) == place, f"false lines: {citation}"
    under = {
        (hit.title, hit.passage.headings)
        for truth in truths
        for hit in truth.passages.values()
        if hit.passage.span.note_id == span.note_id
    }
    assert (citation.title, citation.headings) in under, f"a false heading: {citation}"
