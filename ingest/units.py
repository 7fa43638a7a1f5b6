"""The smallest pieces of a passage that may be quoted: a sentence, an item, a row, some code.

Passages are searched whole and by their units: a question is often near one line of a passage
whose other lines speak of other things.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .model import Block, BlockKind, Extent, Passage

# Prose up to this many characters is one unit, however many sentences it has.
_LONG_PROSE = 160
_LONG_CODE = 240
_CODE_UNIT = 100
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_`]*[A-Z0-9À-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|e\.g|i\.e|etc|vs|cf|ca|approx|incl|excl|max|min|no|nr|fig|dr|mr|mrs|ms|st)"
    r"|\b\d+)\.$",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a block of a passage, with offsets into the note's text."""

    block: Block
    start: int
    end: int

    @property
    def is_whole_block(self) -> bool:
        """Whether the block is not divided further."""
        return (self.start, self.end) == (self.block.start, self.block.end)


def units(passage: Passage) -> tuple[Unit, ...]:
    """The units of a passage, in order. They cover all of it but white space.

    The same passage always has the same units.
    """
    base = passage.span.start
    return tuple(
        Unit(block, block.start + piece.start, block.start + piece.end)
        for block in passage.blocks
        for piece in _divide(block.kind, passage.text[block.start - base : block.end - base])
    )


def _divide(kind: BlockKind, text: str) -> Iterator[Extent]:
    if kind is BlockKind.CODE and len(text) > _LONG_CODE:
        cuts = _code_cuts(text)
    elif kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.LABEL) and len(text) > _LONG_PROSE:
        cuts = _sentence_cuts(text)
    else:
        cuts = []
    start = 0
    for end in (*cuts, len(text)):
        piece = text[start:end]
        if piece.strip():
            lead_in = len(piece) - len(piece.lstrip()) if start else 0
            yield Extent(start + lead_in, start + len(piece.rstrip()))
        start = end


def _sentence_cuts(text: str) -> list[int]:
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if text[match.start()] != "." or not _ABBREVIATION.search(text, 0, match.start() + 1)
    ]


def _code_cuts(text: str) -> list[int]:
    """Between lines, so that a unit of code has about `_CODE_UNIT` characters or one line."""
    cuts: list[int] = []
    start = 0
    for match in _LINE_END.finditer(text):
        if match.end() - start >= _CODE_UNIT:
            cuts.append(match.end())
            start = match.end()
    return cuts
