"""Work that is done side by side."""

import threading
from contextlib import closing

import pytest

from index import lanes
from index.lanes import Lanes


def test_results_come_in_the_order_of_the_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the first lot is the last to be done."""
    monkeypatch.setattr(lanes, "lanes", lambda: 3)
    second = threading.Event()

    def work(lot: int) -> int:
        if lot == 1:
            assert second.wait(30)
        if lot == 2:
            second.set()
        return lot * lot

    with closing(Lanes(work)) as side_by_side:
        for lot in (1, 2, 3):
            side_by_side.give(lot)
        assert list(side_by_side.done(until_all=True)) == [(1, 1), (2, 4), (3, 9)]
        assert list(side_by_side.done(until_all=True)) == []


def test_nobody_runs_far_ahead() -> None:
    """Whoever gives lots waits for the first ones once the lanes have enough before them."""
    with closing(Lanes[int, int](abs)) as side_by_side:
        for lot in range(50):
            side_by_side.give(lot)
        assert len(list(side_by_side.done())) >= 50 - 2 * lanes.lanes()


def test_what_fails_is_said() -> None:
    """The error of a lot comes where its result would have come."""
    with closing(Lanes[int, float](lambda lot: 1 / lot)) as side_by_side:
        side_by_side.give(1)
        side_by_side.give(0)
        results = side_by_side.done(until_all=True)
        assert next(results) == (1, 1.0)
        with pytest.raises(ZeroDivisionError):
            next(results)


def test_every_core_has_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """One lane a core up to eight; where there are more cores, a lane has several."""
    for cores, expected in ((1, (1, 1)), (2, (2, 1)), (8, (8, 1)), (20, (8, 2))):
        monkeypatch.setattr(lanes, "_cores", lambda cores=cores: cores)
        assert (lanes.lanes(), lanes.threads_a_lane()) == expected
