"""Watching a notes folder on a terminal: a line for each update, until told to stop."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TextIO

import index
from index import Receipt, Skip
from ingest import QuothError

from .plain import skipped_lines
from .terminal import complain, print_lines, visible_line
from .upkeep import folder_name

_CHANGES = ("added", "changed", "renamed", "removed")


def keep_watching(notes: Path, index_folder: Path, out: TextIO, err: TextIO) -> None:
    """Keep the index up to date, with a line on `out` for each update, until told to stop.

    What goes wrong is said on `err`, once, and tried again.
    """
    known: tuple[Sequence[Skip], Sequence[Skip]] | None = None
    with _stopped_by_signals() as stop:
        for outcome in index.watch(notes, index_folder, stop):
            if known is None:
                print_lines([f"Watching {visible_line(folder_name(notes))} (Ctrl-C stops)"], err)
            if isinstance(outcome, QuothError):
                complain(f"{_clock()} {outcome} The index stays as it is; watching goes on.", err)
            elif known is not None or _has_changes(outcome):
                print_lines(update_lines(outcome, known or ((), ()), _clock()), out)
            if isinstance(outcome, Receipt):
                known = (outcome.skipped, outcome.warnings)
            known = known or ((), ())
    print_lines(["Stopped watching."], err)


def update_lines(
    receipt: Receipt, known: tuple[Sequence[Skip], Sequence[Skip]], clock: str
) -> Iterator[str]:
    """What an update did, on one line; then each file left out, or odd, that was not `known`."""
    counts = [(getattr(receipt, name), name) for name in _CHANGES]
    words = ", ".join(f"{count:,} {name}" for count, name in counts if count)
    work = f"{receipt.embedded:,} embedded, {receipt.seconds:.1f} s"
    yield f"{clock} {words or 'no notes changed'}; {work}"
    skipped = [skip for skip in receipt.skipped if skip not in known[0]]
    warnings = [skip for skip in receipt.warnings if skip not in known[1]]
    yield from skipped_lines(skipped, warnings)


def _has_changes(receipt: Receipt) -> bool:
    return any(getattr(receipt, name) for name in _CHANGES)


def _clock() -> str:
    return f"{datetime.now().astimezone():%H:%M:%S}"


@contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """An event that Ctrl-C sets, or being asked to end; a second Ctrl-C ends at once."""
    stop = Event()

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    former = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
