"""Results of several runs as curves."""

from eval.bench.curves import Curve, Panel, panels
from eval.bench.figures import Facts


def _result(passages: int, total: float, full: float) -> Facts:
    return {
        "machine": {},
        "index": {
            "passages": passages,
            "full": {"seconds": full},
            "updates": {"nothing changed": {"seconds": {"median": 1.0}}},
        },
        "questions": {
            "passages": passages,
            "stages": {"total": {"p50": total}, "cite": {"p50": 0.0}, "search": {"p50": 3.0}},
            "cold": {"ask": {"median": 0.5}},
        },
    }


def test_one_curve_for_each_thing() -> None:
    """From all results, by size; what costs nothing has no place on a logarithmic scale."""
    question, upkeep = panels([_result(1000, 20.0, 50.0), _result(100, 10.0, 5.0)])
    assert question.curves == (Curve("in all", ((100, 10.0), (1000, 20.0))),)
    assert [curve.name for curve in upkeep.curves] == [
        *("index from nothing", "nothing changed", "quoth ask, cold"),
    ]
    assert upkeep.curves[0].label == "index from nothing (10x)"
    assert question.curves[0].label == "in all (2x)"


def test_vectors_are_in_both_panels() -> None:
    """A search is part of a question; making their index is part of the upkeep."""
    sizes = [{"vectors": 10, "build": 0.5, "milliseconds": {"p50": 0.1}}]
    assert panels([{"vectors": {"sizes": sizes}}]) == (
        Panel("One question", "milliseconds (median)", (Curve("synthetic vectors", ((10, 0.1),)),)),
        Panel(
            "Making the index, and keeping it up to date",
            "seconds",
            (Curve("index of synthetic vectors", ((10, 0.5),)),),
        ),
    )


def test_nothing_measured() -> None:
    """No panel, and a single size says nothing of growth."""
    assert panels([{"machine": {}}]) == ()
    assert Curve("one", ((10, 2.0),)).label == "one"
