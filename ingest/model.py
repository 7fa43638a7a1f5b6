"""The nouns of the application: what a note is and how it is divided.

Every offset in Quoth is a half-open code-point offset into `Note.text`, the decoded text of the
file with its line ends as they are and without a byte order mark. Lines are 1-based and
inclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Extent:
    """A non-empty stretch of some text: offsets `start` to `end`, half-open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"an extent needs 0 <= start < end, got {self.start}..{self.end}")

    def text_in(self, text: str) -> str:
        """The characters of `text` that the extent covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Span:
    """A non-empty stretch of one note: where a quote stands."""

    note_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Properties:
    """What a note's front matter declares; data about the note, never embedded or quoted."""

    title: str | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    """Pairs of property name and ISO 8601 date, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Note:
    """One file of the notes folder, decoded."""

    id: str
    """POSIX path relative to the notes folder."""
    text: str
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    encoding: str
    modified: datetime
    warnings: tuple[str, ...] = ()


class BlockKind(StrEnum):
    """What a block is, as far as cutting and quoting must know."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One list item without its nested items."""
    TABLE_HEAD = "table_head"
    """The header row of a table, with its delimiter row where it has one."""
    ROW = "row"
    CODE = "code"
    """Fenced or indented code, diagrams, JSON, YAML: kept whole, never read as prose."""
    LABEL = "label"
    """A bare line that introduces what follows it, without being a heading."""


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest piece of a section that makes sense by itself."""

    kind: BlockKind
    start: int
    end: int
    lead: Extent | None = None
    """What a reader must see to understand the block: the parent item of a nested item, the
    header row of a table row, the label above a list. None where the block stands alone."""

    @property
    def extent(self) -> Extent:
        """Where the block stands."""
        return Extent(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text under it, up to the next heading of any level.

    The text before the first heading is a section with an empty path and no heading.
    """

    headings: tuple[str, ...]
    """The heading path, outermost first, this section's own heading last."""
    heading: Extent | None
    """Where the section's own heading stands, markup included."""
    blocks: tuple[Block, ...]
    """In order, not overlapping; empty where nothing stands under the heading."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A note divided into sections, in the order of the text.

    Every character that is not white space lies in exactly one heading, block or in the front
    matter.
    """

    sections: tuple[Section, ...]
    properties: Properties = field(default_factory=Properties)
    front_matter: Extent | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A per-heading chunk: what is searched, and where its quotes come from.

    `text == note.text[span.start:span.end]`. The passages of a note cover every character of it
    that is not white space, outside front matter and headings, in order and once.
    """

    span: Span
    headings: tuple[str, ...]
    text: str
    first_line: int
    last_line: int
    blocks: tuple[Block, ...]
    """The blocks of the passage, with offsets into the note's text. A block too long for one
    passage is cut, so a block here may be a piece of one."""
    heading: Extent | None = None
    """Where the heading of the passage's section stands; None before the first heading."""

    @property
    def embedded_text(self) -> str:
        """What the embedder reads: the heading path, then the text."""
        return embedded_text(self.headings, self.text)


def embedded_text(headings: Sequence[str], text: str) -> str:
    """The heading path on a line of its own, then `text`."""
    return f"{' > '.join(headings)}\n{text}" if headings else text
