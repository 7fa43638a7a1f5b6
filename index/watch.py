"""Keep an index up to date while its notes are edited.

What changed is always found by `build`, which compares the folder with the index. Events only say
when to look; the whole folder is compared now and then all the same, so that a lost event costs
minutes and never a note.
"""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ingest import QuothError

from .build import build
from .errors import IndexFolderError
from .model import Progress, Receipt

if TYPE_CHECKING:
    from .watch_events import FolderEvents

_TICK = 0.5
"""Seconds between two looks at whether to stop, and whether the folder is still the same."""
_SHARE = 20
"""Where the folder must be looked at again and again, that takes a twentieth of the time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, in seconds."""

    quiet: float = 0.5
    """Without an event, before the folder is looked at."""
    at_most: float = 5.0
    """From the first event on, where there is no such quiet."""
    again: float = 5.0
    """At least, after an error, or where the system does not tell of changes."""
    in_full: float = 600.0
    """Until the folder is looked at though nothing was heard of it."""


class _StoppedError(Exception):
    """Raised out of a build that is not to be finished."""


def watch(
    notes: Path, index_folder: Path, stop: Event, *, pace: Pace | None = None
) -> Iterator[Receipt | QuothError]:
    """The outcome of each update of the index in `index_folder` that there is something to say of.

    The first one comes when listening has begun and the folder was looked at once. From then on a
    receipt comes where notes, skipped files or warnings are not those of before, or where an error
    has passed; an error comes once, and watching goes on: the notes folder may be away, the index
    busy, the disk full. The index is as it was then.

    Args:
        notes: The notes folder, which may vanish and come back.
        index_folder: Where its index is; made if it is missing.
        stop: Set to end. An update that is running is given up then, within a batch of passages.
        pace: How long to wait, where not the default.
    """
    from .watch_events import FolderEvents

    pace = pace or Pace()
    before: Receipt | QuothError | None = None
    with closing(FolderEvents(notes)) as events:
        while not stop.is_set():
            events.follow()
            events.forget()
            started = time.monotonic()
            try:
                outcome = _update(notes, index_folder, stop)
            except _StoppedError:
                return
            if _is_news(outcome, before):
                yield outcome
            before = outcome
            _wait(events, _longest(events, outcome, time.monotonic() - started, pace), stop, pace)


def _update(notes: Path, index_folder: Path, stop: Event) -> Receipt | QuothError:
    def check(_: Progress) -> None:
        if stop.is_set():
            raise _StoppedError

    try:
        return build(notes, index_folder, on_progress=check, is_last=False)
    except QuothError as error:
        return error
    except OSError as error:
        return IndexFolderError(f"The index is not up to date ({error}). It is tried again.")


def _is_news(outcome: Receipt | QuothError, before: Receipt | QuothError | None) -> bool:
    if isinstance(outcome, QuothError) or not isinstance(before, Receipt):
        return str(outcome) != str(before)
    changes = (outcome.added, outcome.changed, outcome.renamed, outcome.removed)
    odd = (outcome.skipped, outcome.warnings) != (before.skipped, before.warnings)
    return any(changes) or odd


def _longest(
    events: "FolderEvents", outcome: Receipt | QuothError, took: float, pace: Pace
) -> float:
    """The seconds after which the folder is looked at again, whatever is heard of it."""
    if isinstance(outcome, Receipt) and events.can_be_relied_on:
        return pace.in_full
    return min(pace.in_full, max(pace.again, took * _SHARE))


def _wait(events: "FolderEvents", longest: float, stop: Event, pace: Pace) -> None:
    """Return after a change and some quiet, after `longest` seconds, or to stop."""
    end = time.monotonic() + longest
    while not stop.is_set() and not events.is_another() and time.monotonic() < end:
        if events.wait(min(_TICK, max(0.0, end - time.monotonic()))):
            end = time.monotonic() + pace.at_most
            while events.wait(0) and not stop.is_set() and time.monotonic() < end:
                events.forget()
                events.wait(pace.quiet)
            return
