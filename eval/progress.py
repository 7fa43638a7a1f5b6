"""Progress on stderr: a moving bar for a person, a line now and then for a log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .model import OnProgress

_LINES = 10
"""About how many lines a log gets."""


@contextmanager
def progress() -> Iterator[OnProgress]:
    """What to call with the number of questions done and the total."""
    if not sys.stderr.isatty():
        yield _log
        return
    columns = (TextColumn("asking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _log(done: int, total: int) -> None:
    if done and done * _LINES // total > (done - 1) * _LINES // total:
        sys.stderr.write(f"asked {done} of {total} questions\n")
