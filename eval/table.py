"""A report for a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from .measures import meanings
from .model import Depths, Group, Report, Score, Status

_SHOWN = 5
"""How many failures and stale gold places are listed before the rest is only counted."""
_USUAL_DEPTH = 5


def show_report(report: Report, console: Console) -> None:
    """Print the receipt, the scores overall, by kind and by topic, and what went wrong."""
    console.print(receipt_line(report), soft_wrap=True)
    console.print(_overall(report))
    for title, groups in (("By kind", report.kinds), ("By topic", report.topics)):
        if groups:
            console.print(_by_group(title, groups, report.depths))
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


def _by_group(title: str, groups: Sequence[Group], depths: Depths) -> Table:
    columns = _columns(depths)
    table = _table(title, "", ("n", *columns))
    for group in groups:
        values = (number(group.scores[name].value) for name in columns)
        table.add_row(group.name, str(group.questions), *values)
    return table


def _columns(depths: Depths) -> tuple[str, ...]:
    passages = _USUAL_DEPTH if _USUAL_DEPTH in depths.passages else depths.passages[-1]
    answers = (f"answer@{k}" for k in depths.quotes)
    return (f"recall@{passages}", *answers, "false_answers", "false_refusals")


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
