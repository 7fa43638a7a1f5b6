"""An index brought up to date while the page goes on, and how long that will still take."""

import math
import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import index
from index import Progress, Receipt, Stage

from .jobs import Job, find, start

_KEPT = 24
"""Moments of a step that are looked at: what was slow long ago tells nothing."""
_SECONDS_BETWEEN = 4.0
"""Notes come in bursts, a lot at a time, and tell the pace only over some of them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a step was, and when."""

    at: float
    """In seconds of `time.monotonic`."""
    done: int


@dataclass(frozen=True, slots=True)
class UpdateProgress:
    """How far an update is."""

    step: Progress
    moments: tuple[Moment, ...]
    """The last ones of this step, in order."""


@dataclass(frozen=True, slots=True)
class Updated:
    """An update that has ended well."""

    receipt: Receipt
    ended: datetime


UpdateJob = Job[UpdateProgress, Updated]


def start_update(notes: Path, index_folder: Path, *, is_last: bool = False) -> UpdateJob:
    """The update of `index_folder` that is running, or a new one.

    With `is_last`, commands that name no index mean this one from then on.
    """
    return start(
        update_name(index_folder), lambda report: _update(notes, index_folder, is_last, report)
    )


def find_update(index_folder: Path) -> UpdateJob | None:
    """The last update of `index_folder` that this server began, running or ended."""
    return cast("UpdateJob | None", find(update_name(index_folder)))


def update_name(index_folder: Path) -> Hashable:
    """The name of the job that updates `index_folder`."""
    return ("update", str(index_folder.resolve()))


def time_left(moments: Sequence[Moment], total: int, now: float) -> float | None:
    """The seconds that a step will still take at its pace so far; None where that is unknown.

    Args:
        moments: How far it was when, in order.
        total: How far it is when it is done.
        now: In seconds of `time.monotonic`.
    """
    # The model is loaded before the first batch is done: that time tells nothing of the pace.
    steady = moments[1:] if len(moments) > 2 and moments[0].done == 0 else moments
    if not steady or steady[-1].done <= steady[0].done:
        return None
    first, last = steady[0], steady[-1]
    each = (last.at - first.at) / (last.done - first.done)
    return max(0.0, each * (total - last.done) - (now - last.at))


def left_words(seconds: float) -> str:
    """`about 3 minutes left`: no more exact than such a guess is."""
    if seconds < 10:
        return "a few seconds left"
    if seconds <= 50:
        return f"about {math.ceil(seconds / 10) * 10} seconds left"
    hours, minutes = divmod(math.ceil(seconds / 60), 60)
    words = [_counted(hours, "hour"), _counted(minutes, "minute")]
    return f"about {' '.join(filter(None, words))} left"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _update(
    notes: Path, index_folder: Path, is_last: bool, report: Callable[[UpdateProgress], None]
) -> Updated:
    moments: deque[Moment] = deque(maxlen=_KEPT)
    stage = Stage.SCANNING

    def follow(step: Progress) -> None:
        nonlocal stage
        if step.stage is not stage or (moments and step.done < moments[-1].done):
            stage = step.stage
            moments.clear()  # also where a step has begun again
        now = time.monotonic()
        if step.total and (not moments or now - moments[-1].at >= _SECONDS_BETWEEN):
            moments.append(Moment(now, step.done))
        report(UpdateProgress(step, tuple(moments)))

    receipt = index.build(notes, index_folder, on_progress=follow, is_last=is_last)
    return Updated(receipt, datetime.now(UTC))
