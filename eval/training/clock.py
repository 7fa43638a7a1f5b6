"""Time spent and left."""

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clock:
    """Runs from when it is made."""

    seconds: float
    """How long it is to take."""
    started: float = field(default_factory=time.monotonic)

    @property
    def passed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def spent(self) -> float:
        """The share of the time that is over, from 0 to 1."""
        return min(1.0, self.passed / self.seconds)

    @property
    def left(self) -> str:
        """The time left, in words."""
        return in_words(max(0.0, self.seconds - self.passed))


def in_words(seconds: float) -> str:
    """A stretch of time for people.

    >>> in_words(42.4), in_words(600), in_words(3900)
    ('42 s', '10 min', '1 h 5 min')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
