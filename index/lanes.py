"""Lots of work done side by side, each lot by one thread, results in the order of the lots.

The arithmetic is done outside of Python, so threads do run side by side; and whoever gives the
lots goes on reading notes while they are in work.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

_MOST_LANES = 8
_AHEAD = 2
"""Lots that wait for each lane, so that none is idle while results are written."""

_Lot = TypeVar("_Lot")
_Result = TypeVar("_Result")


def lanes() -> int:
    """How many lots are worked on at a time: one for each core that may be used, up to eight."""
    return min(_MOST_LANES, _cores())


def threads_a_lane() -> int:
    """How many threads the arithmetic of one lot may have."""
    return max(1, _cores() // lanes())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Lanes(Generic[_Lot, _Result]):
    """Works on the lots that it is given. Close it, or its threads stay."""

    def __init__(self, work: Callable[[_Lot], _Result]) -> None:
        self._work = work
        self._threads = ThreadPoolExecutor(lanes())
        self._given: deque[tuple[_Lot, Future[_Result]]] = deque()

    def give(self, lot: _Lot) -> None:
        """Have a lot worked on, after those that were given before."""
        self._given.append((lot, self._threads.submit(self._work, lot)))

    def done(self, *, until_all: bool = False) -> Iterator[tuple[_Lot, _Result]]:
        """The next lots and what came of them, as many as must be done for the lanes to have room.

        Raises:
            Whatever the work on a lot raised.
        """
        most = 0 if until_all else _AHEAD * lanes()
        while self._given and (len(self._given) > most or self._given[0][1].done()):
            lot, future = self._given.popleft()
            yield lot, future.result()

    def close(self) -> None:
        """Let go of the threads, once each is done with the lot that it is at."""
        self._threads.shutdown(cancel_futures=True)
