"""A report for a terminal."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from .confidence import show_confidence
from .findings import Group, Lengths, Report, Score
from .lengths import LONG
from .measures import meanings
from .model import Depths, Status

_SHOWN = 5
"""How many failures and stale gold places are listed before the rest is only counted."""
_USUAL_DEPTHS = (1, 5)
"""Depths of recall that the groups show, where they were looked at."""


def show_report(report: Report, console: Console) -> None:
    """Print the receipt, the scores overall and by group, confidence, and what went wrong."""
    console.print(receipt_line(report), soft_wrap=True)
    console.print(_overall(report))
    if report.kinds or report.turns:
        console.print(_by_kind(report))
    if report.topics:
        console.print(_by_group("By topic", report.topics, report.depths, _value))
    show_confidence(report, console)
    for name, lengths in (("First", report.first_quotes), ("All", report.all_quotes)):
        console.print(lengths_line(name, lengths), soft_wrap=True)
    console.print(latency_line(report))
    failed = [
        f"{outcome.question.id}: {outcome.reason}"
        for outcome in report.outcomes
        if outcome.status is Status.FAILED
    ]
    _list(console, "Questions that could not be asked", failed)
    _list(console, "Known answers that the notes no longer hold", report.stale)


def receipt_line(report: Report) -> str:
    """What was asked and how it ended."""
    receipt = report.receipt
    return (
        f"{report.known}: {receipt.questions} questions, {receipt.answerable} answerable and "
        f"{receipt.unanswerable} not; {receipt.answered} answered with {receipt.quotes} quotes, "
        f"{receipt.declined} declined, {receipt.failed} failed"
    )


def latency_line(report: Report) -> str:
    """How long a question took."""
    latency = report.latency
    if latency.p50 is None:
        return "Latency: no questions"
    return (
        f"Latency: p50 {latency.p50:.1f} ms, p95 {latency.p95:.1f} ms, "
        f"slowest {latency.slowest:.1f} ms"
    )


def lengths_line(name: str, lengths: Lengths) -> str:
    """How long the quotes are that `name` names."""
    if lengths.mean is None or lengths.p90 is None:
        return f"{name} quotes: none"
    return (
        f"{name} quotes: {lengths.n}, mean {lengths.mean:.0f} characters, p90 {lengths.p90:.0f}; "
        f"over {LONG}, lists aside: {number(lengths.long.value)}"
    )


def number(value: float | None) -> str:
    """Three decimals, or a dash where there is no number."""
    return "-" if value is None else f"{value:.3f}"


def _overall(report: Report) -> Table:
    table = _table("All questions", "score", ("value", "95 % interval", "n"))
    table.add_column("what it says")
    for name, meaning in meanings(report.depths).items():
        score = report.overall.scores[name]
        table.add_row(name, number(score.value), _interval(score), str(score.n), meaning)
    return table


def _by_kind(report: Report) -> Table:
    """Kinds, a line, then first questions and follow-ups of whatever kind."""
    table = _by_group("By kind", report.kinds, report.depths, _with_interval)
    table.add_section()
    _add_groups(table, report.turns, _columns(report.depths), _with_interval)
    return table


def _by_group(
    title: str, groups: Sequence[Group], depths: Depths, cell: Callable[[Score], str]
) -> Table:
    columns = _columns(depths)
    table = _table(title, "", ("n", *(name.replace("_", "\n") for name in columns)))
    _add_groups(table, groups, columns, cell)
    return table


def _add_groups(
    table: Table, groups: Sequence[Group], columns: Sequence[str], cell: Callable[[Score], str]
) -> None:
    for group in groups:
        cells = (cell(group.scores[name]) for name in columns)
        table.add_row(group.name, str(group.questions), *cells)


def _columns(depths: Depths) -> tuple[str, ...]:
    usual = [k for k in _USUAL_DEPTHS if k in depths.passages] or [depths.passages[-1]]
    recalls = (f"recall@{k}" for k in usual)
    answers = (f"answer@{k}" for k in depths.quotes)
    return (*recalls, *answers, "false_answers", "false_refusals")


def _value(score: Score) -> str:
    return number(score.value)


def _with_interval(score: Score) -> str:
    """The interval on a line below the value."""
    if score.low is None or score.high is None:
        return number(score.value)
    return f"{number(score.value)}\n{score.low:.2f}-{score.high:.2f}"


def _table(title: str, first: str, numbers: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _interval(score: Score) -> str:
    if score.low is None or score.high is None:
        return "no questions"
    return f"{score.low:.3f} to {score.high:.3f}"


def _list(console: Console, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    console.print(f"{title} ({len(lines)}):")
    for line in lines[:_SHOWN]:
        console.print(f"  {line}", soft_wrap=True)
    if len(lines) > _SHOWN:
        console.print(f"  and {len(lines) - _SHOWN} more")
