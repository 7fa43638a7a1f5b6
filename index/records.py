"""Passages as rows of the database, and back: encoding, checksums and vector keys."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Block, BlockKind, Extent, Passage, Span, embedded_text, units

from .checksums import row_checksum
from .errors import damaged

_COLUMNS = (
    "passages.id, notes.path, notes.title, notes.digest, passages.vector, passages.start,"
    " passages.end, passages.first_line, passages.last_line, passages.headings,"
    " passages.heading_start, passages.heading_end, passages.text, passages.blocks,"
    " passages.checksum"
)
SELECT_PASSAGE = f"SELECT {_COLUMNS} FROM passages JOIN notes ON notes.id = passages.note"  # noqa: S608
INSERT_PASSAGE = (
    "INSERT INTO passages (id, note, vector, start, end, first_line, last_line, headings,"
    " heading_start, heading_end, text, blocks, checksum)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


PassageRow = tuple[
    int, str, str, str, bytes, int, int, int, int, str, int, int, str, str, bytes
]  # fmt: skip
"""What `SELECT_PASSAGE` gives."""

PassageContent = tuple[int, int, int, int, str, int, int, str, str]
"""Of that, what tells of the passage itself: from `start` on, without the checksum."""

_KINDS = {str(kind): kind for kind in BlockKind}
"""A question reads hundreds of blocks, and calling the class is slow."""

VectorRow = tuple[bytes, bytes, int]
"""A row of `vectors`: the key, the vectors, the checksum of both."""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its number in the index and what is known of its note."""

    number: int
    passage: Passage
    title: str
    digest: str


def embedded_texts(passage: Passage) -> tuple[str, ...]:
    """What the model reads of a passage: all of it, then each of its units.

    The passage stands under its heading path, a unit under its own heading.
    """
    base = passage.span.start
    pieces = (passage.text[unit.start - base : unit.end - base] for unit in units(passage))
    own = passage.headings[-1:]
    return (passage.embedded_text, *(embedded_text(own, piece) for piece in pieces))


def vector_key(fingerprint: str, texts: Sequence[str]) -> bytes:
    """The name of a passage's vectors: the same model and texts give the same one."""
    joined = "\0".join((fingerprint, *texts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()


def passage_row(
    number: int, note: int, facts: tuple[str, str, str, bytes], content: PassageContent
) -> tuple[object, ...]:
    """The values for `INSERT_PASSAGE`; `facts` are the note's path, title, digest, and the key."""
    return (number, note, facts[-1], *content, row_checksum(number, *facts, *content))


def passage_content(passage: Passage) -> PassageContent:
    """What a row holds of the passage itself, in the order of its columns."""
    heading_start, heading_end = -1, -1
    if passage.heading:
        heading_start, heading_end = passage.heading.start, passage.heading.end
    return (
        passage.span.start,
        passage.span.end,
        passage.first_line,
        passage.last_line,
        json.dumps(passage.headings, ensure_ascii=False),
        heading_start,
        heading_end,
        passage.text,
        json.dumps([_block_row(block) for block in passage.blocks], separators=(",", ":")),
    )


def stored_passage(row: PassageRow) -> StoredPassage:
    """The passage in a row of `SELECT_PASSAGE`.

    Raises:
        IndexDamagedError: the row's checksum does not match its content.
    """
    if row_checksum(*row[:-1]) != row[-1]:
        raise damaged(f"Passage {row[0]} of the index is damaged.")
    number, path, title, digest = row[:4]
    return StoredPassage(number, passage_of(path, row[5:-1]), title, digest)


def passage_of(path: str, content: PassageContent) -> Passage:
    """The passage of the note with this path that `passage_content` gave."""
    start, end, first, last, headings, heading_start, heading_end, text, blocks = content
    return Passage(
        span=Span(path, start, end),
        headings=tuple(json.loads(headings)),
        text=text,
        first_line=first,
        last_line=last,
        blocks=tuple(_block(entry) for entry in json.loads(blocks)),
        heading=Extent(heading_start, heading_end) if heading_end > 0 else None,
    )


def _block_row(block: Block) -> list[str | int]:
    lead = block.lead
    return [block.kind, block.start, block.end, *((lead.start, lead.end) if lead else ())]


def _block(entry: list[str | int]) -> Block:
    kind, start, end, *lead = entry
    found = Extent(int(lead[0]), int(lead[1])) if lead else None
    return Block(_KINDS[str(kind)], int(start), int(end), found)
