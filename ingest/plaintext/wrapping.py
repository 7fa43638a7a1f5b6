"""Whether lines were broken by hand at a margin, and which line goes on on the next.

A note whose lines end where its author's thought ends has one fact to the line. In a hard-wrapped
note a line is broken where the first word of the next one would not have fitted any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .plainlines import Line, LineKind

_NARROWEST, _WIDEST = 45, 120
_LEAST_PAIRS = 3
_ENDS = tuple(".!?:;")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The margin of a hard-wrapped note; 0 where lines are as long as what they say."""

    width: int
    capitals: bool
    """Whether a line that starts with a small letter is an exception in this note."""

    def goes_on(self, line: Line, after: Line) -> bool:
        """Whether `after` continues the sentence of `line`."""
        if after.opens or after.kind is not LineKind.BARE:
            return False
        if self.width:
            return _is_full(line, after, self.width)
        # A single wrapped paragraph in a note of short facts.
        unfinished = not line.text.endswith(_ENDS) and _starts_small(after)
        return self.capitals and unfinished and 60 <= _end(line) <= _WIDEST


def wrapping(lines: Sequence[Line], taken: bytearray) -> Wrapping:
    """How the note's lines were broken."""
    pairs = [
        (line, after)
        for place, (line, after) in enumerate(pairwise(lines))
        if not taken[place] and _could_go_on(line, after)
    ]
    long = sum(_end(line) > _WIDEST for line, _ in pairs)
    width = max((_end(line) for line, _ in pairs if _end(line) <= _WIDEST), default=0)
    starts = [line for line in lines if line.kind is LineKind.BARE]
    capitals = sum(map(_starts_small, starts)) * 5 < len(starts)
    if width < _NARROWEST or long * 10 > len(pairs):
        return Wrapping(0, capitals)
    full = [after for line, after in pairs if _is_full(line, after, width)]
    small = sum(map(_starts_small, full))
    wrapped = len(full) >= _LEAST_PAIRS and len(full) * 10 >= len(pairs) * 7
    return Wrapping(width if wrapped and small * 2 >= len(full) else 0, capitals)


def _could_go_on(line: Line, after: Line) -> bool:
    wordy = line.kind in {LineKind.BARE, LineKind.ITEM} and after.kind is LineKind.BARE
    return wordy and not after.opens and len(line.text) >= _NARROWEST


def _starts_small(line: Line) -> bool:
    word = line.text[:_WIDEST].split(maxsplit=1)[0]
    return word.isalpha() and word.islower()


def _end(line: Line) -> int:
    return line.indent + len(line.text)


def _is_full(line: Line, after: Line, width: int) -> bool:
    word = after.text[: width + 1].split(maxsplit=1)[0]
    return _end(line) <= width and _end(line) + 1 + len(word) > width
