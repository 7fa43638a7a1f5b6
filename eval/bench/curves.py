"""Results of the bench as curves: what each thing costs at each size."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .figures import Facts, tenfold

QUESTION, UPKEEP = "One question", "Making the index, and keeping it up to date"

_STAGES = {
    "total": "in all",
    "to the passages": "to the passages",
    "- embed": "embedding the question",
    "- lexical": "words",
    "- dense": "vectors",
    "read": "reading",
    "rank": "choosing quotes",
    "cite": "checking quotes",
}
"""The stages of a question that are drawn, and in which words."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """One thing: its name, and what it costs at each size, the smallest first."""

    name: str
    points: tuple[Point, ...]

    @property
    def label(self) -> str:
        """The name, and how the cost grows where the size grows tenfold."""
        growth = tenfold(self.points)
        return self.name if growth is None else f"{self.name} ({growth:.3g}x)"


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves that share a scale."""

    title: str
    unit: str
    curves: tuple[Curve, ...]


def panels(results: Sequence[Facts]) -> tuple[Panel, ...]:
    """What the results hold, as two panels; one of which nothing was measured is left out."""
    made = (
        Panel(QUESTION, "milliseconds (median)", _curves(results, _question)),
        Panel(UPKEEP, "seconds", _curves(results, _upkeep)),
    )
    return tuple(panel for panel in made if panel.curves)


Named = Iterator[tuple[str, float, float]]
"""A curve's name, a size and a cost."""


def _question(result: Facts) -> Named:
    if questions := result.get("questions"):
        for stage, name in _STAGES.items():
            if stage in questions["stages"]:
                yield name, questions["passages"], questions["stages"][stage]["p50"]
    for one in result.get("vectors", {}).get("sizes", ()):
        yield "synthetic vectors", one["vectors"], one["milliseconds"]["p50"]


def _upkeep(result: Facts) -> Named:
    if indexing := result.get("index"):
        size = indexing["passages"]
        yield "index from nothing", size, indexing["full"]["seconds"]
        for kind, update in indexing["updates"].items():
            yield kind, size, update["seconds"]["median"]
    if questions := result.get("questions"):
        for command, seconds in questions.get("cold", {}).items():
            yield f"quoth {command}, cold", questions["passages"], seconds["median"]
    for one in result.get("vectors", {}).get("sizes", ()):
        yield "index of synthetic vectors", one["vectors"], one["build"]


def _curves(results: Sequence[Facts], named: Callable[[Facts], Named]) -> tuple[Curve, ...]:
    found: dict[str, dict[float, float]] = {}
    for result in results:
        for name, size, cost in named(result):
            if size > 0 and cost > 0:  # nothing else has a place on a logarithmic scale
                found.setdefault(name, {})[size] = cost
    return tuple(Curve(name, tuple(sorted(points.items()))) for name, points in found.items())
