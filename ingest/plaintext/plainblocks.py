"""Pass 5: the blocks of one section, each with what a reader must see to understand it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model import Block, BlockKind, Extent
from .plainlines import Line, LineKind, PlainText
from .stretches import Stretch, StretchKind
from .wrapping import Wrapping

_LONGEST_LABEL = 120
_EXAMPLES = ("e.g.", "eg.", "i.e.", "for example")
_PARTS_OF_ITEM = frozenset({LineKind.CARRIED, LineKind.BARE})


@dataclass(frozen=True, slots=True)
class Blocks:
    """Turns lines of one note into blocks."""

    source: PlainText
    stretches: dict[int, Stretch]
    """The tables and code of the note by their first line."""
    wrapping: Wrapping

    def of(self, first: int, end: int) -> tuple[Block, ...]:
        """The blocks of the lines from `first` up to, not including, `end`."""
        return tuple(_Reading(self, first, end).blocks())


@dataclass(slots=True)
class _Reading:
    """One walk over the lines of a section, and what leads the line that is read next."""

    note: Blocks
    place: int
    end: int
    label: Extent | None = None
    question: Extent | None = None
    items: list[tuple[int, Extent, bool]] = field(default_factory=list)
    """The open items: indent, extent, and whether the item announces the next with a colon."""

    @property
    def lines(self) -> Sequence[Line]:
        return self.note.source.lines

    def blocks(self) -> Iterator[Block]:
        """The blocks from here to the end."""
        while self.place < self.end:
            line = self.lines[self.place]
            if line.opens:
                self.question = None
            if stretch := self.note.stretches.get(self.place):
                yield from self._stretch(stretch)
            elif line.kind is LineKind.ITEM:
                yield self._item(line)
            elif line.kind is LineKind.QUESTION:
                yield self._question()
            else:
                yield self._bare(line)

    def _stretch(self, stretch: Stretch) -> Iterator[Block]:
        last = min(stretch.last, self.end - 1)
        lead = self.label or (self.items[-1][1] if self.items else None)
        self.place = last + 1
        self.label = None
        if stretch.kind is StretchKind.CODE:
            yield self._block(BlockKind.CODE, stretch.first, last, lead)
            return
        if stretch.head:
            head = stretch.first + stretch.head - 1
            yield self._block(BlockKind.TABLE_HEAD, stretch.first, head)
            lead = self.note.source.extent(stretch.first, head)
        for row in range(stretch.first + stretch.head, last + 1):
            yield self._block(BlockKind.ROW, row, row, lead)

    def _item(self, line: Line) -> Block:
        first = self.place
        self.place += 1
        while self.place < self.end and self._continues(line):
            self.place += 1
        last = self.place - 1
        while self.items and self._is_over(line):
            self.items.pop()
        lead = self.items[-1][1] if self.items else self.label
        extent = self.note.source.extent(first, last)
        announces = self.lines[last].text.endswith(":")
        self.items.append((line.indent, extent, announces))
        return self._block(BlockKind.ITEM, first, last, lead)

    def _is_over(self, line: Line) -> bool:
        """Whether the last open item does not lead this one.

        Where a list has lost its indentation, an item that ends with a colon surely leads the
        next one; how many more is not known.
        """
        indent, _, announces = self.items[-1]
        return line.indent < indent or (line.indent == indent and not announces)

    def _continues(self, item: Line) -> bool:
        line = self.lines[self.place]
        if self.place in self.note.stretches or line.kind not in _PARTS_OF_ITEM:
            return False
        if line.kind is LineKind.CARRIED:
            return True
        hanging = line.indent > item.indent and not line.opens
        return hanging or self.note.wrapping.goes_on(self.lines[self.place - 1], line)

    def _question(self) -> Block:
        first = self.place
        self._advance_wrapped()
        self.items.clear()
        self.question = self.note.source.extent(first, self.place - 1)
        return self._block(BlockKind.LABEL, first, self.place - 1)

    def _bare(self, line: Line) -> Block:
        first = self.place
        self._advance_wrapped()
        last = self.place - 1
        hanging = self.items and line.indent > self.items[0][0]
        if hanging:
            parent = next(item[1] for item in reversed(self.items) if item[0] < line.indent)
            return self._block(BlockKind.PARAGRAPH, first, last, parent)
        if self.items and not line.opens and line.text.lower().startswith(_EXAMPLES):
            return self._block(BlockKind.PARAGRAPH, first, last, self.items[-1][1])
        lead = self.question or self._announced(line)
        self.items.clear()
        if self._is_label(last):
            self.label = self.note.source.extent(first, last)
            return self._block(BlockKind.LABEL, first, last, self.question)
        self.label = lead if lead is not self.question else None
        return self._block(BlockKind.PARAGRAPH, first, last, lead)

    def _announced(self, line: Line) -> Extent | None:
        """The label that a line of text belongs to: one with a colon, and no list in between."""
        if self.label is None or self.items or line.opens:
            return None
        return self.label if self.label.text_in(self.note.source.text).endswith(":") else None

    def _is_label(self, last: int) -> bool:
        if last + 1 >= self.end:
            return False
        line, after = self.lines[last], self.lines[last + 1]
        if line.kind is LineKind.RULE:
            return False
        if line.text.endswith(":"):
            return True
        listed = after.kind is LineKind.ITEM and not after.opens
        introduces = len(line.text) <= _LONGEST_LABEL and line.text[-1] not in ".!?,;"
        return listed and introduces and line.kind is LineKind.BARE

    def _advance_wrapped(self) -> None:
        self.place += 1
        while (
            self.place < self.end
            and self.place not in self.note.stretches
            and self.note.wrapping.goes_on(self.lines[self.place - 1], self.lines[self.place])
        ):
            self.place += 1

    def _block(self, kind: BlockKind, first: int, last: int, lead: Extent | None = None) -> Block:
        extent = self.note.source.extent(first, last)
        return Block(kind, extent.start, extent.end, lead)
