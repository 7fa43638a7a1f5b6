"""Functions timed from outside, where they are called, and put back afterwards.

Quoth itself keeps three clocks for its receipt; more would be in its way.
"""

import inspect
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial, wraps
from typing import Any

from .errors import BenchError

Place = tuple[str, str]
"""Where a function is called from: a module, or a class in one (`module:class`), and its name."""

Spent = dict[str, float]
"""Milliseconds by stage."""


class _Clock(threading.local):
    """The milliseconds that this thread's timed functions took inside the one at work."""

    inside = 0.0


@contextmanager
def timed(places: Mapping[str, Place], *, own: bool = False) -> Iterator[Spent]:
    """Inside, what every stage takes is added up in the dictionary, for the caller to empty.

    With `own`, what a stage spends in another one counts for that one alone, thread by thread, so
    that the stages can be added up. A generator is timed while it works, not while it waits.

    Raises:
        BenchError: a function is not where the table says.
    """
    spent: Spent = {}
    clock, lock = _Clock(), threading.Lock()

    @contextmanager
    def counted(stage: str) -> Iterator[None]:
        before, clock.inside = clock.inside, 0.0
        started = time.perf_counter()
        try:
            yield
        finally:
            whole = (time.perf_counter() - started) * 1000
            with lock:
                spent[stage] = spent.get(stage, 0.0) + whole - (clock.inside if own else 0.0)
            clock.inside = before + whole

    with ExitStack() as stack:
        for stage, place in places.items():
            stack.enter_context(replaced(place, partial(_timed, stage, counted)))
        yield spent


@contextmanager
def replaced(place: Place, make: Callable[[Any], Any]) -> Iterator[None]:
    """Inside, what `make` makes of the thing at `place` stands there instead of it.

    Raises:
        BenchError: nothing is there.
    """
    owner, name = _owner(place), place[1]
    before = vars(owner)[name]
    setattr(owner, name, make(before))
    try:
        yield
    finally:
        setattr(owner, name, before)


def _owner(place: Place) -> Any:  # noqa: ANN401  (a module or a class)
    module, _, inside = place[0].partition(":")
    found: Any = sys.modules.get(module)
    owner = getattr(found, inside, None) if inside else found
    if owner is None or place[1] not in vars(owner):
        raise BenchError(
            f"The bench looks for `{place[1]}` in {place[0]}, and it is not there any more. Say "
            "where it is called from now, in the tables of eval/bench"
        )
    return owner


def _timed(stage: str, counted: Callable[[str], Any], function: Callable[..., Any]) -> Any:  # noqa: ANN401
    @wraps(function)
    def call(*values: Any, **named: Any) -> Any:  # noqa: ANN401
        with counted(stage):
            return function(*values, **named)

    @wraps(function)
    def generate(*values: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401
        running, ended = function(*values, **named), object()
        try:
            while True:
                with counted(stage):
                    item = next(running, ended)
                if item is ended:
                    return
                yield item
        finally:
            running.close()

    return generate if inspect.isgeneratorfunction(function) else call
