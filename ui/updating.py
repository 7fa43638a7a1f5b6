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

_KEPT = 12
"""Moments of the embedding that are looked at: what was slow long ago tells nothing."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How far the embedding was, and when."""

    at: float
    """In seconds of `time.monotonic`."""
    done: int


@dataclass(frozen=True, slots=True)
class UpdateProgress:
    """How far an update is."""

    step: Progress
    embedded: tuple[Moment, ...]
    """The last moments of the embedding, in order."""


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


def time_left(embedded: Sequence[Moment], total: int, now: float) -> float | None:
    """The seconds that embedding will still take at its pace so far; None where that is unknown.

    Args:
        embedded: Moments of the embedding, in order.
        total: How many passages there are to embed.
        now: In seconds of `time.monotonic`.
    """
    # The model is loaded before the first batch is done: that time tells nothing of the pace.
    steady = embedded[1:] if len(embedded) > 2 and embedded[0].done == 0 else embedded
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
    embedded: deque[Moment] = deque(maxlen=_KEPT)

    def follow(step: Progress) -> None:
        if step.stage is Stage.EMBEDDING:
            embedded.append(Moment(time.monotonic(), step.done))
        report(UpdateProgress(step, tuple(embedded)))

    receipt = index.build(notes, index_folder, on_progress=follow, is_last=is_last)
    return Updated(receipt, datetime.now(UTC))
