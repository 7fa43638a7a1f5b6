"""Whether lines were broken by hand at a margin, and which line goes on on the next.

A note whose lines end where its author's thought ends has one fact to the line. In a hard-wrapped
note a line is broken where the first word of the next one would not have fitted any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .plainlines import Line, LineKind

_NARROWEST, _WIDEST = 45, 120
_LEAST_PAIRS = 3
_ENDS = tuple(".!?:;")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The margin of a hard-wrapped note; 0 where lines are as long as what they say."""

    width: int

    def goes_on(self, line: Line, after: Line) -> bool:
        """Whether `after` continues the sentence of `line`."""
        if after.opens or after.kind is not LineKind.BARE:
            return False
        if self.width:
            return _is_full(line, after, self.width)
        # A single wrapped paragraph in a note of short facts.
        unfinished = not line.text.endswith(_ENDS) and after.text[0].islower()
        return unfinished and 60 <= len(line.text) <= _WIDEST


def wrapping(lines: Sequence[Line], taken: bytearray) -> Wrapping:
    """How the note's lines were broken."""
    pairs = [
        (line, after)
        for place, (line, after) in enumerate(zip(lines, lines[1:], strict=False))
        if not taken[place] and _could_go_on(line, after)
    ]
    long = sum(_end(line) > _WIDEST for line, _ in pairs)
    width = max((_end(line) for line, _ in pairs if _end(line) <= _WIDEST), default=0)
    if width < _NARROWEST or long * 10 > len(pairs):
        return Wrapping(0)
    full = sum(_is_full(line, after, width) for line, after in pairs)
    mid_sentence = sum(after.text[0].islower() for line, after in pairs if _is_full(line, after, width))
    wrapped = full >= _LEAST_PAIRS and full * 10 >= len(pairs) * 7 and mid_sentence * 2 >= full
    return Wrapping(width if wrapped else 0)


def _could_go_on(line: Line, after: Line) -> bool:
    wordy = line.kind in {LineKind.BARE, LineKind.ITEM} and after.kind is LineKind.BARE
    return wordy and not after.opens and len(line.text) >= _NARROWEST


def _end(line: Line) -> int:
    return line.indent + len(line.text)


def _is_full(line: Line, after: Line, width: int) -> bool:
    word = after.text[: width + 1].split(maxsplit=1)[0]
    return _end(line) <= width and _end(line) + 1 + len(word) > width
