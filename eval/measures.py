"""Which measures are reported, under which names, and which of them are better lower."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from . import metrics
from .findings import Score
from .intervals import auroc_score, mean_score
from .model import Depths, Outcome, Question

AUROC = "auroc"
AUROC_NEAR = "auroc_near"
VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that is the mean of one value per question."""

    name: str
    of: Callable[[Outcome], float | None]
    """The value of one question; None where it does not count."""
    meaning: str
    """For people, in a few words."""
    lower_is_better: bool = False


def measures(depths: Depths) -> tuple[Measure, ...]:
    """The measures taken question by question, in the order of a report."""
    return (
        *(_recall(k) for k in depths.passages),
        Measure(
            f"mrr@{metrics.RECIPROCAL_DEPTH}", metrics.reciprocal_rank, "1 / rank of that passage"
        ),
        *(_answer(k) for k in depths.quotes),
        Measure("false_answers", metrics.false_answer, "unanswerable, but answered", True),
        Measure("false_answers_near", metrics.false_answer_near, "near misses, answered", True),
        Measure("false_answers_off", metrics.false_answer_off, "off-topic, but answered", True),
        Measure("false_refusals", metrics.false_refusal, "answerable, but declined", True),
        headline(depths),
    )


def headline(depths: Depths) -> Measure:
    """Whether a question ended as it should, given all the quotes that are judged."""
    k = depths.quotes[-1]
    return Measure(f"right@{k}", partial(metrics.right, k=k), "answered or declined, rightly")


def _recall(k: int) -> Measure:
    meaning = f"a gold place in {_first(k, 'passage')}"
    return Measure(f"recall@{k}", partial(metrics.recall, k=k), meaning)


def _answer(k: int) -> Measure:
    meaning = f"the answer in {_first(k, 'quote')}"
    return Measure(f"answer@{k}", partial(metrics.answer, k=k), meaning)


def _first(k: int, noun: str) -> str:
    return f"the first {noun}" if k == 1 else f"the first {k} {noun}s"


def meanings(depths: Depths) -> Mapping[str, str]:
    """What each score of a report says, by its name, in the report's order."""
    named = {measure.name: measure.meaning for measure in measures(depths)}
    named[AUROC] = "confidence tells answerable from not"
    named[AUROC_NEAR] = "the same against near misses alone"
    named[VERBATIM] = "quotes that are in their file, byte for byte"
    return named


def scores(outcomes: Sequence[Outcome], depths: Depths) -> Mapping[str, Score]:
    """Every score over `outcomes`, by the names that `meanings` lists."""
    found = {measure.name: mean_score(values_of(measure, outcomes)) for measure in measures(depths)}
    answerable = _confidences(outcomes, lambda question: question.answerable)
    unanswerable = _confidences(outcomes, lambda question: not question.answerable)
    found[AUROC] = auroc_score(answerable, unanswerable)
    found[AUROC_NEAR] = auroc_score(answerable, _confidences(outcomes, metrics.is_near_miss))
    found[VERBATIM] = mean_score(
        [float(quote.verbatim) for outcome in outcomes for quote in outcome.quotes]
    )
    return found


def values_of(measure: Measure, outcomes: Sequence[Outcome]) -> list[float]:
    """The values of the questions that count towards `measure`."""
    values = (measure.of(outcome) for outcome in outcomes)
    return [value for value in values if value is not None]


def _confidences(outcomes: Sequence[Outcome], counts: Callable[[Question], bool]) -> list[float]:
    return [
        outcome.confidence
        for outcome in outcomes
        if outcome.confidence is not None and counts(outcome.question)
    ]
