"""Two reports on the same questions: which went better, which worse, and whether that is chance.

Only questions that both reports hold, unchanged, are compared. The p-values are of one test each;
among a dozen measures one below 0.05 is no surprise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

from rich.console import Console
from rich.table import Table

from .errors import ReportFileError
from .findings import Report
from .measures import Measure, headline, measures
from .metrics import reciprocal_rank
from .model import Depths, Outcome
from .table import number


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure, before and after, over the questions that count towards it in both."""

    measure: str
    questions: int
    before: float | None
    after: float | None
    """None where no question counts."""
    better: tuple[str, ...]
    """Ids of the questions that went better after."""
    worse: tuple[str, ...]
    p: float
    """How often chance alone would part better from worse as unevenly, or more."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one report to another."""

    compared: int
    left_out: int
    """Questions that only one of the reports has, or whose known answer has changed."""
    differences: tuple[Difference, ...]
    headline: Difference
    """Whether questions ended as they should: the one to read first."""


def compare(before: Report, after: Report) -> Comparison:
    """What changed from `before` to `after`.

    Raises:
        ReportFileError: they have no question in common, or were made at different depths.
    """
    depths = _common_depths(before.depths, after.depths)
    earlier = {outcome.question: outcome for outcome in before.outcomes}
    pairs = [
        (earlier[outcome.question], outcome)
        for outcome in after.outcomes
        if outcome.question in earlier
    ]
    if not pairs:
        raise ReportFileError(
            f"The reports on {before.known} and {after.known} have no question in common. "
            "Compare reports on the same known questions"
        )
    return Comparison(
        compared=len(pairs),
        left_out=len(before.outcomes) + len(after.outcomes) - 2 * len(pairs),
        differences=tuple(
            _difference(measure, pairs)
            for measure in measures(depths)
            if measure.of is not reciprocal_rank
        ),
        headline=_difference(headline(depths), pairs),
    )


def mcnemar(better: int, worse: int) -> float:
    """The exact two-sided p-value of McNemar's test on paired yes-or-no outcomes.

    Were neither report better, each question that changed would go either way by a fair coin.
    1 where nothing changed. McNemar, Psychometrika 1947; exact binomial form.

    >>> mcnemar(1, 9) == 2 * (1 + 10) / 2**10
    True
    """
    changed, fewer = better + worse, min(better, worse)
    return min(1.0, 2 * sum(comb(changed, i) for i in range(fewer + 1)) / (1 << changed))


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print every measure before and after, then the questions that changed sides."""
    table = Table(title="Compared with the earlier report", title_justify="left")
    table.add_column("score")
    for name in ("before", "after", "better", "worse", "p", "n"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in comparison.differences:
        changes = (str(len(row.better)), str(len(row.worse)), number(row.p), str(row.questions))
        table.add_row(row.measure, number(row.before), number(row.after), *changes)
    console.print(table)
    if comparison.left_out:
        console.print(f"{comparison.left_out} questions are not in both reports, or have changed")
    changed = comparison.headline
    console.print(
        f"Better by {changed.measure}: {', '.join(changed.better) or 'none'}", soft_wrap=True
    )
    console.print(
        f"Worse by {changed.measure}: {', '.join(changed.worse) or 'none'}", soft_wrap=True
    )


def _difference(measure: Measure, pairs: Sequence[tuple[Outcome, Outcome]]) -> Difference:
    counted = [
        (after.question.id, was, now)
        for before, after in pairs
        if (was := measure.of(before)) is not None and (now := measure.of(after)) is not None
    ]
    more = tuple(name for name, was, now in counted if now > was)
    less = tuple(name for name, was, now in counted if now < was)
    better, worse = (less, more) if measure.lower_is_better else (more, less)
    return Difference(
        measure=measure.name,
        questions=len(counted),
        before=_mean([was for _, was, _ in counted]),
        after=_mean([now for _, _, now in counted]),
        better=better,
        worse=worse,
        p=mcnemar(len(better), len(worse)),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _common_depths(before: Depths, after: Depths) -> Depths:
    try:
        return Depths(
            tuple(k for k in after.passages if k in before.passages),
            tuple(k for k in after.quotes if k in before.quotes),
        )
    except ValueError as error:
        raise ReportFileError(
            f"The reports look at different depths, {before.passages} and {after.passages}. "
            "Run both with the same --k"
        ) from error
