"""What training says on the way, on stderr: lines that are worth keeping as a log."""

import sys
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .clock import Clock

if TYPE_CHECKING:
    from .loss import Mark

_SAY_EVERY = 20.0
"""Seconds."""


def say(line: str) -> None:
    """Write a line now."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


class Diary:
    """Averages of the last steps, said now and then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._said = 0.0
        self._steps = 0
        self._losses: deque[float] = deque(maxlen=200)
        self._right: dict[bool, deque[bool]] = {
            True: deque(maxlen=3000),
            False: deque(maxlen=1000),
        }

    def add(self, loss: float, marks: Sequence["Mark"]) -> None:
        """Take note of a step, and say how it goes if that was not said lately."""
        self._steps += 1
        self._losses.append(loss)
        for mark in marks:
            self._right[mark.answered].append(mark.right)
        if self._steps == 1 or self._clock.passed - self._said >= _SAY_EVERY:
            self._said = self._clock.passed
            say(self.line())

    def line(self) -> str:
        """How it goes."""
        return (
            f"{self._clock.left} left, step {self._steps}: loss {_mean(self._losses)}, "
            f"first unit right {_mean(self._right[True])}, declined {_mean(self._right[False])}"
        )


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.3f}" if values else "-"
