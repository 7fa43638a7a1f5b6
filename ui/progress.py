"""How far a build has come: a bar on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from index import OnProgress, Progress

from .terminal import complain, visible_line

_SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def shown_progress(stream: TextIO) -> Iterator[OnProgress]:
    """A callback for `index.build` that shows its progress on `stream` while the block runs."""
    if stream.isatty():
        with _bar(stream) as on_progress:
            yield on_progress
    else:
        yield _PlainLines(stream)


def progress_text(progress: Progress) -> str:
    """`reading 12 of 400: sqs.md`, safe to show on one line."""
    total = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
    current = f": {visible_line(progress.current)}" if progress.current else ""
    return f"{progress.stage.value}{total}{current}"


class _PlainLines:
    """A line when a stage begins and every few seconds after, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""
        self._last = 0.0

    def __call__(self, progress: Progress) -> None:
        if progress.reason:
            complain(visible_line(progress.reason), self._stream)
        now = time.monotonic()
        if progress.stage == self._stage and now - self._last < _SECONDS_BETWEEN_LINES:
            return
        self._stage, self._last = progress.stage, now
        complain(progress_text(progress), self._stream)


@contextmanager
def _bar(stream: TextIO) -> Iterator[OnProgress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    bars = Bars(
        # Without markup=False a note named "[red]" would colour the line.
        TextColumn("{task.description:<17}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[current]}", markup=False),
        console=Console(file=stream),
        transient=True,
    )
    task = bars.add_task("", total=None, current="")

    def show(progress: Progress) -> None:
        if progress.reason:
            bars.console.print(visible_line(progress.reason), markup=False, highlight=False)
        bars.update(
            task,
            description=progress.stage.value,
            completed=progress.done,
            total=progress.total or None,
            current=visible_line(progress.current)[-40:],
        )

    with bars:
        yield show
