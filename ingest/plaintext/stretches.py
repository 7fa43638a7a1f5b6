"""What the finders of pass 2 offer: a stretch of lines that is one table or one piece of code."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .plainlines import Line


class StretchKind(StrEnum):
    """How a stretch is turned into blocks."""

    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `first` to `last`, both included."""

    first: int
    last: int
    kind: StretchKind
    head: int = 0
    """How many of a table's first lines are its header."""


def runs(
    lines: Sequence[Line], wanted: Callable[[Line], bool], *, across_blanks: bool = False
) -> Iterator[tuple[int, int]]:
    """The longest runs of wanted lines, as (first, end); a blank line ends a run, if it may."""
    first: int | None = None
    for place, line in enumerate(lines):
        keep = wanted(line)
        if first is not None and (not keep or (line.opens and not across_blanks)):
            yield first, place
            first = None
        if keep and first is None:
            first = place
    if first is not None:
        yield first, len(lines)
