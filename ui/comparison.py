"""What changed from one run to another, in words and rows."""

from dataclasses import dataclass

from eval import Comparison, Difference, Report

from .evaluation import in_words
from .render import counted

_CHANCE = 0.05
"""Below this, people call a difference no chance."""


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after, over the questions that both runs asked."""

    label: str
    questions: int
    before: float
    after: float
    better: int
    worse: int
    p: float


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that went better, or worse, than in the earlier run."""

    id: str
    question: str
    how: str


def changes(comparison: Comparison) -> tuple[Change, ...]:
    """Every measure that some question counts towards, before and after."""
    differences = (_change(difference) for difference in comparison.differences)
    return tuple(each for each in differences if each is not None)


def verdict(comparison: Comparison) -> str:
    """Whether the later run is better, in two sentences."""
    found = comparison.headline
    better, worse = len(found.better), len(found.worse)
    asked = counted(found.questions, "question")
    if not better and not worse:
        return f"Of {asked} in both runs, none went better and none worse."
    chance = "too rarely to be chance" if found.p < _CHANCE else "so this may well be chance"
    return (
        f"Of {asked} in both runs, {better} went better and {worse} worse. By chance alone they "
        f"would part so unevenly {_times_in_100(found.p)} (paired test, p = {found.p:.3f}), "
        f"{chance}."
    )


def changed(comparison: Comparison, report: Report) -> tuple[Changed, ...]:
    """The questions that went worse, then those that went better, with their texts in `report`."""
    texts = {outcome.question.id: outcome.question.question for outcome in report.outcomes}
    found = comparison.headline
    named = [(name, "worse") for name in found.worse] + [(name, "better") for name in found.better]
    return tuple(Changed(name, texts.get(name, ""), how) for name, how in named)


def _change(found: Difference) -> Change | None:
    if found.before is None or found.after is None:
        return None
    return Change(
        label=f"{in_words(found.measure)} ({found.measure})",
        questions=found.questions,
        before=found.before,
        after=found.after,
        better=len(found.better),
        worse=len(found.worse),
        p=found.p,
    )


def _times_in_100(p: float) -> str:
    times = round(100 * p)
    if times < 1:
        return "less than once in 100 times"
    return "once in 100 times" if times == 1 else f"{times} times in 100"
