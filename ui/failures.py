"""The questions of a run that went wrong: what was expected, and what came instead."""

from dataclasses import dataclass

from eval import Depths, Outcome, Place, Question, Report, Status, answer_rank, gold_rank, headline

_NEAREST = 3
"""Passages that are shown where nothing was quoted, or the right one did not come."""


@dataclass(frozen=True, slots=True)
class Came:
    """A quote or passage that came; a passage is told by its place alone."""

    place: Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that did not end as it should."""

    question: Question
    problem: str
    """What went wrong, in words."""
    search: str
    """Where the right passage came; empty where there is none."""
    quotes: tuple[Came, ...]
    passages: tuple[Came, ...]
    """The best ones, with their places only."""
    reason: str
    """Why it was declined, or the error; empty where it was answered."""

    @property
    def came(self) -> str:
        """What came instead, on one line."""
        text = self.quotes[0].text if self.quotes else self.reason
        return " ".join(text.split())


def failures(report: Report) -> tuple[Failure, ...]:
    """The questions that went wrong, in the order in which they were asked."""
    found = ((outcome, problem_of(outcome, report.depths)) for outcome in report.outcomes)
    return tuple(_failure(outcome, problem) for outcome, problem in found if problem)


def problem_of(outcome: Outcome, depths: Depths) -> str:
    """What went wrong with a question, in words; empty where it ended as it should."""
    if outcome.status is Status.FAILED:
        return "asking it raised an error"
    if not outcome.question.answerable:
        is_answered = outcome.status is Status.ANSWERED
        return "answered, though the notes do not answer" if is_answered else ""
    if outcome.status is Status.DECLINED:
        return "declined, though the notes answer"
    deepest = depths.passages[-1]
    rank = gold_rank(outcome)
    is_right = headline(depths).of(outcome)
    if is_right or (is_right is None and rank is not None and rank <= deepest):
        return ""
    if rank is None or rank > deepest:
        return f"no right passage among the first {deepest}"
    return _quoted_wrongly(outcome, depths.quotes[-1])


def place_words(place: Place) -> str:
    """Such as `sqs.md`, `sqs.md, line 3` or `sqs.md, lines 3-9`."""
    if place.first_line is None:
        return place.note
    if place.first_line == place.last_line:
        return f"{place.note}, line {place.first_line}"
    return f"{place.note}, lines {place.first_line}-{place.last_line}"


def _quoted_wrongly(outcome: Outcome, k: int) -> str:
    if outcome.question.must_include:
        return "the quotes do not hold the whole list"
    rank = answer_rank(outcome)
    if rank is not None and rank > k:
        return f"the answer came only in quote {rank}"
    return "no quote holds the answer"


def _failure(outcome: Outcome, problem: str) -> Failure:
    return Failure(
        question=outcome.question,
        problem=problem,
        search=_search_words(outcome),
        quotes=tuple(Came(quote.place, quote.text) for quote in outcome.quotes),
        passages=tuple(Came(place) for place in outcome.passages[:_NEAREST]),
        reason=outcome.reason,
    )


def _search_words(outcome: Outcome) -> str:
    if not outcome.question.answerable or outcome.status is Status.FAILED:
        return ""
    rank = gold_rank(outcome)
    if rank is None:
        return f"not among {len(outcome.passages)}"
    return f"number {rank} of {len(outcome.passages)}"
