"""What the numbers mean: pure functions from one outcome, or from lists of them, to a number.

A function of one outcome returns None where the question does not count towards the measure;
the measure is the mean over the others. A question whose asking failed counts as a miss.
"""

from collections.abc import Sequence

import numpy as np

from ingest import Lines

from .model import Outcome, Place, Question, Quote, Status

RECIPROCAL_DEPTH = 10
OFF_TOPIC = "offtopic"
"""The kind of unanswerable questions that have nothing to do with the notes."""


def recall(outcome: Outcome, k: int) -> float | None:
    """1 if a gold place is among the first `k` passages, of an answerable question.

    A passage counts when it is in the gold's note and shares a line with it, and one gold place
    is enough. In information retrieval this is called success@k or hit rate; it is the recall
    of questions, not of places.
    """
    if not outcome.question.answerable:
        return None
    return _within(gold_rank(outcome), k)


def reciprocal_rank(outcome: Outcome) -> float | None:
    """1 / rank of the first passage with a gold place, 0 past rank 10; its mean is MRR@10."""
    if not outcome.question.answerable:
        return None
    rank = gold_rank(outcome)
    return 1 / rank if rank is not None and rank <= RECIPROCAL_DEPTH else 0.0


def answer(outcome: Outcome, k: int) -> float | None:
    """1 if the first `k` quotes answer an answerable question that has answer strings.

    A quote answers when it overlaps a gold place and what it shows of the gold lines holds one
    of the answer strings. Where `must_include` is given, the first `k` quotes together must
    hold all of it, each string within the gold lines of one quote.
    """
    question = outcome.question
    if not question.answerable or not (question.answers or question.must_include):
        return None
    return _within(answer_rank(outcome), k)


def right(outcome: Outcome, k: int) -> float | None:
    """1 if the question ended as it should: answered by the first `k` quotes, or declined."""
    if outcome.question.answerable:
        return answer(outcome, k)
    return float(outcome.status is Status.DECLINED)


def false_answer(outcome: Outcome) -> float | None:
    """1 if an unanswerable question was answered. The mean is better the lower it is."""
    if outcome.question.answerable:
        return None
    return float(outcome.status is Status.ANSWERED)


def false_answer_near(outcome: Outcome) -> float | None:
    """The same for near misses alone: the notes are about it, but do not say this."""
    return false_answer(outcome) if is_near_miss(outcome.question) else None


def false_answer_off(outcome: Outcome) -> float | None:
    """The same for questions that have nothing to do with the notes."""
    return false_answer(outcome) if outcome.question.kind == OFF_TOPIC else None


def is_near_miss(question: Question) -> bool:
    """Whether the notes do not answer it, though nothing says that it is off topic."""
    return not question.answerable and question.kind != OFF_TOPIC


def false_refusal(outcome: Outcome) -> float | None:
    """1 if an answerable question was declined. The mean is better the lower it is."""
    if not outcome.question.answerable:
        return None
    return float(outcome.status is Status.DECLINED)


def gold_rank(outcome: Outcome) -> int | None:
    """The rank, from 1, of the first passage that overlaps a gold place."""
    for rank, passage in enumerate(outcome.passages, 1):
        if any(passage.overlaps(place) for place in outcome.question.gold):
            return rank
    return None


def answer_rank(outcome: Outcome) -> int | None:
    """The number of quotes, from the first, that it takes to answer the question."""
    question = outcome.question
    missing = {fold(text) for text in question.must_include}
    for rank, quote in enumerate(outcome.quotes, 1):
        shown = shown_of_gold(question, quote)
        if missing:
            missing -= {text for text in missing if any(text in part for part in shown)}
            if not missing:
                return rank
        elif any(fold(text) in part for text in question.answers for part in shown):
            return rank
    return None


def shown_of_gold(question: Question, quote: Quote) -> tuple[str, ...]:
    """What the quote shows of each gold place that it overlaps, folded."""
    return tuple(
        fold(_lines_within(quote, place)) for place in question.gold if quote.place.overlaps(place)
    )


def fold(text: str) -> str:
    """The text for comparing: white space runs as one space, case ignored.

    >>> fold("  Up to 256  KB ")
    'up to 256 kb'
    """
    return " ".join(text.casefold().split())


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float | None:
    """The chance that an answerable question has more confidence than an unanswerable one.

    Ties count half: the area under the ROC curve. 1 is perfect, 0.5 is blind. None where either
    side is empty. Computed over ranks: Mann and Whitney, 1947.
    """
    if not answerable or not unanswerable:
        return None
    ordered = np.sort(unanswerable)
    below = np.searchsorted(ordered, answerable, "left")
    up_to = np.searchsorted(ordered, answerable, "right")
    return float((below + up_to).mean()) / 2 / len(ordered)


def _within(rank: int | None, k: int) -> float:
    return float(rank is not None and rank <= k)


def _lines_within(quote: Quote, place: Place) -> str:
    first = quote.place.first_line
    if first is None or place.first_line is None or place.last_line is None:
        return quote.text
    lines = Lines(quote.text).contents
    return "\n".join(lines[max(place.first_line - first, 0) : place.last_line - first + 1])
