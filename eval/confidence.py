"""What a report says of confidence, for a terminal: what thresholds cost, and calibration."""

from rich.console import Console
from rich.table import Table

from .diagram import summary
from .findings import Curve, Report, Risk
from .risk import lowest_within

_PROMISES = (0.2, 0.1, 0.05)
"""Shares of false answers for which the lowest threshold is told."""
_WIDTH = 40
"""Characters of a bar that stands for all."""


def show_confidence(report: Report, console: Console) -> None:
    """Print the risk at each threshold, then each curve with its bars."""
    if any(outcome.confidence is not None for outcome in report.outcomes):
        console.print(_risk_table(report))
    for promise in _PROMISES:
        found = lowest_within(report.outcomes, promise)
        if found:
            console.print(promise_line(promise, found), soft_wrap=True)
    for curve in report.calibration:
        if curve.n:
            console.print(_bars(curve))
        console.print(summary_line(curve), soft_wrap=True)


def promise_line(promise: float, found: Risk) -> str:
    """Which threshold keeps false answers within `promise`, and what it costs."""
    return (
        f"False answers at most {promise:.0%}: threshold {found.threshold:.2f}, "
        f"false refusals {_percent(found.false_refusals)}"
    )


def summary_line(curve: Curve) -> str:
    """A curve's numbers, and the Brier score of one who only knows how often it holds."""
    if curve.share is None:
        return summary(curve)
    blind = curve.share * (1 - curve.share)
    return f"{summary(curve)} (always saying {curve.share:.2f}: {blind:.3f})"


def bar(share: float, forecast: float) -> str:
    """A bar as long as `share`, with a mark where `forecast` would have it end.

    >>> bar(0.5, 0.75)
    '####################..........|.........'
    """
    filled = round(share * _WIDTH)
    drawn = "#" * filled + "." * (_WIDTH - filled)
    mark = min(int(forecast * _WIDTH), _WIDTH - 1)
    return f"{drawn[:mark]}|{drawn[mark + 1 :]}"


def _risk_table(report: Report) -> Table:
    scores = report.overall.scores
    title = "Risk: what declining below a threshold would cost"
    table = Table(title=title, title_justify="left")
    table.add_column("threshold", justify="right")
    for name, counted in (
        ("false answers", "false_answers"),
        ("near misses", "false_answers_near"),
        ("off-topic", "false_answers_off"),
        ("false refusals", "false_refusals"),
    ):
        table.add_column(f"{name}\nof {scores[counted].n}", justify="right", no_wrap=True)
    for risk in report.risks:
        shares = (risk.false_answers, risk.near, risk.offtopic, risk.false_refusals)
        table.add_row(f"{risk.threshold:.2f}", *map(_percent, shares))
    return table


def _bars(curve: Curve) -> Table:
    table = Table(title=f"{curve.title}: confidence and truth", title_justify="left")
    for name in ("confidence", "mean", "true", "n"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("# came true, | mean confidence", no_wrap=True)
    for each in curve.bins:
        edges = f"{each.start:.1f} to {each.end:.1f}"
        numbers = (f"{each.forecast:.2f}", f"{each.share:.2f}", str(each.n))
        table.add_row(edges, *numbers, bar(each.share, each.forecast))
    return table


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"
