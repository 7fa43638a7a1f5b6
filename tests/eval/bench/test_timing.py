"""Timing functions from outside: what counts where, and that nothing stays behind."""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from types import ModuleType

import pytest

from eval.bench.errors import BenchError
from eval.bench.timing import Place, replaced, timed

_STEP = 0.02


def _inner() -> str:
    time.sleep(_STEP)
    return "inner"


def _outer() -> str:
    time.sleep(_STEP)
    return sys.modules["timed_here"].inner()  # type: ignore[no-any-return]


def _several() -> Iterator[int]:
    for number in range(3):
        time.sleep(_STEP)
        yield number


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> dict[str, Place]:
    """A table of two functions, one of which calls the other, and of a generator."""
    module = ModuleType("timed_here")
    vars(module).update(inner=_inner, outer=_outer, several=_several)
    monkeypatch.setitem(sys.modules, "timed_here", module)
    return {name: ("timed_here", name) for name in ("outer", "inner", "several")}


def _module() -> ModuleType:
    return sys.modules["timed_here"]


def test_what_a_stage_takes_holds_what_it_calls(places: dict[str, Place]) -> None:
    """A stage within another one is counted twice, so that each can be read by itself."""
    with timed(places) as spent:
        assert _module().outer() == "inner"
    assert spent["outer"] >= spent["inner"] + _STEP * 900
    assert spent.keys() == {"outer", "inner"}


def test_own_work_can_be_added_up(places: dict[str, Place]) -> None:
    """What the inner one takes is not the outer one's: together they take what the call took."""
    with timed(places, own=True) as spent:
        started = time.perf_counter()
        _module().outer()
        _module().inner()
        whole = (time.perf_counter() - started) * 1000
    assert sum(spent.values()) <= whole
    assert spent["inner"] >= 2 * _STEP * 990
    assert _STEP * 990 <= spent["outer"] <= whole - spent["inner"]


def test_a_generator_is_timed_while_it_works(places: dict[str, Place]) -> None:
    """What its user does between two items is not its work."""
    with timed(places, own=True) as spent:
        started = time.perf_counter()
        for _ in _module().several():
            time.sleep(5 * _STEP)
        whole = (time.perf_counter() - started) * 1000
    assert 3 * _STEP * 990 <= spent["several"] <= whole - 15 * _STEP * 990


def test_nothing_is_left_behind(places: dict[str, Place]) -> None:
    """Afterwards the functions are the ones of before, also when the bench is stopped."""
    with suppress(KeyboardInterrupt), timed(places):
        assert _module().inner is not _inner
        raise KeyboardInterrupt
    assert _module().inner is _inner


def test_a_function_that_moved_is_missed(places: dict[str, Place]) -> None:
    """It says which, and what was timed before it is put back."""
    for place in (("timed_here", "gone"), ("no_such_module", "x"), ("timed_here:Klass", "x")):
        words = f"`{place[1]}` in {place[0]}"
        with pytest.raises(BenchError, match=words), timed({**places, "gone": place}):
            raise AssertionError
    assert _module().inner is _inner


def test_something_stands_in_for_another(places: dict[str, Place]) -> None:
    """Inside, and no longer."""
    with replaced(places["inner"], lambda before: lambda: f"not {before()}"):
        assert _module().outer() == "not inner"
    assert _module().outer() == "inner"
