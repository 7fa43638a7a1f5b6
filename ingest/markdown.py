"""The outline of a Markdown note, from a CommonMark parser's map of lines.

The parser says what each line is; the text itself is always sliced from the note, so that
offsets are exact and nothing is rewritten. Headings count only at the top level: a `#` in a code
fence, a quotation or a list item is no heading of the note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .front_matter import read_front_matter
from .lines import Lines
from .model import Block, BlockKind, Extent, Outline, Properties, Section

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

# The parser drops the rest of a note that is nested deeper than this; its default is 20, which
# an ordinary list of ten levels reaches. Python's stack ends at about 300.
_MAX_NESTING = 150
_NESTING_RULES = ["list", "blockquote", "code"]
_LINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]|!?\[([^\[\]]*)\]\([^()]*\)")
_ANCHOR = re.compile(r"<a(?:\s[^<>]*)?></a>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PAIRED = re.compile(r"(\*\*|`)(.+?)\1")


def outline(text: str) -> Outline:
    """The sections of a Markdown note, in order."""
    from markdown_it.tree import SyntaxTreeNode  # questions do without the parser

    front = read_front_matter(text)
    lines = Lines(text)
    first = lines.number_at(front.extent.end - 1) if front else 0
    tokens, warnings = _parse("\n" * first + text[lines.start(first + 1) :])
    pieces = _fill_gaps(_pieces(SyntaxTreeNode(tokens)), lines, first)
    return Outline(
        sections=tuple(_sections(pieces, lines)),
        properties=front.properties if front else Properties(),
        front_matter=front.extent if front else None,
        warnings=(*(front.warnings if front else ()), *warnings),
    )


def _parse(body: str) -> tuple[list["Token"], tuple[str, ...]]:
    """The parser's tokens. A note nested too deeply is read again without nesting."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    # Only the lines are wanted: inline parsing is most of the cost and all of the time bombs.
    parser.core.ruler.disable(["inline"])
    tokens = parser.parse(body)
    if max((token.level for token in tokens), default=0) < _MAX_NESTING - 1:
        return tokens, ()
    tokens = parser.disable(_NESTING_RULES).parse(body)
    return tokens, ("it is nested too deeply; its lists and quotations are read as plain lines",)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines `first` to `last` (0-based, `last` excluded) and what they are."""

    first: int
    last: int
    kind: BlockKind | None
    """None for a heading."""
    level: int = 0
    title: str = ""
    lead: "_Piece | None" = None


def _pieces(root: "SyntaxTreeNode") -> Iterator[_Piece]:
    for node in root.children:
        if node.type == "heading":
            first, last = node.map or (0, 0)
            title = _plain(node.children[0].content if node.children else "")
            yield _Piece(first, last, None, int(node.tag[1]), title)
        else:
            yield from _block_pieces(node, None)


def _block_pieces(node: "SyntaxTreeNode", lead: _Piece | None) -> Iterator[_Piece]:
    """The pieces of a block, outer before inner. Pieces may overlap; the first one counts."""
    if node.type in ("bullet_list", "ordered_list"):
        for item in node.children:
            yield from _item_pieces(item, lead)
    elif node.type == "table":
        yield from _table_pieces(node, lead)
    elif node.type in ("fence", "code_block"):
        yield _piece(node, BlockKind.CODE, lead)
    elif node.type == "blockquote":
        for child in node.children:
            yield from _block_pieces(child, lead)
    else:
        yield _piece(node, BlockKind.PARAGRAPH, lead)


def _item_pieces(item: "SyntaxTreeNode", lead: _Piece | None) -> Iterator[_Piece]:
    own: _Piece | None = None
    if item.children and item.children[0].type == "paragraph" and item.map:
        own = _Piece(item.map[0], (item.children[0].map or item.map)[1], BlockKind.ITEM, lead=lead)
        yield own
    for child in item.children[1:] if own else item.children:
        yield from _block_pieces(child, own or lead)


def _table_pieces(table: "SyntaxTreeNode", lead: _Piece | None) -> Iterator[_Piece]:
    first, last = table.map or (0, 0)
    head = _Piece(first, min(first + 2, last), BlockKind.TABLE_HEAD, lead=lead)
    yield head
    for line in range(head.last, last):
        yield _Piece(line, line + 1, BlockKind.ROW, lead=head)


def _piece(node: "SyntaxTreeNode", kind: BlockKind, lead: _Piece | None) -> _Piece:
    first, last = node.map or (0, 0)
    return _Piece(first, last, kind, lead=lead)


def _fill_gaps(pieces: Iterator[_Piece], lines: Lines, first: int) -> Iterator[_Piece]:
    """The pieces without overlaps; lines that the parser left out (link definitions) added."""
    free = first
    for piece in pieces:
        start = max(piece.first, free)
        yield from _paragraphs(lines, free, start)
        if start < piece.last:
            yield _Piece(start, piece.last, piece.kind, piece.level, piece.title, piece.lead)
            free = piece.last
    yield from _paragraphs(lines, free, len(lines.starts))


def _paragraphs(lines: Lines, first: int, last: int) -> Iterator[_Piece]:
    start = None
    for number in range(first, last):
        if lines.contents[number].strip():
            start = number if start is None else start
        elif start is not None:
            yield _Piece(start, number, BlockKind.PARAGRAPH)
            start = None
    if start is not None:
        yield _Piece(start, last, BlockKind.PARAGRAPH)


def _sections(pieces: Iterator[_Piece], lines: Lines) -> Iterator[Section]:
    path: list[tuple[int, str]] = []
    heading: Extent | None = None
    blocks: list[Block] = []
    for piece in pieces:
        extent = _extent(lines, piece)
        if extent is None:
            continue
        if piece.kind is not None:
            lead = _extent(lines, piece.lead) if piece.lead else None
            blocks.append(Block(piece.kind, extent.start, extent.end, lead))
            continue
        if heading or blocks:
            yield Section(tuple(title for _, title in path), heading, tuple(blocks))
        path = [(level, title) for level, title in path if level < piece.level]
        path.append((piece.level, piece.title))
        heading, blocks = extent, []
    if heading or blocks:
        yield Section(tuple(title for _, title in path), heading, tuple(blocks))


def _extent(lines: Lines, piece: _Piece) -> Extent | None:
    """From the first to the last visible character; code keeps its first line's indentation."""
    start, end = lines.start(piece.first + 1), lines.start(piece.last + 1)
    text = lines.text[start:end]
    visible = text.strip()
    if not visible:
        return None
    lead_in = len(text) - len(text.lstrip())
    if piece.kind is BlockKind.CODE:
        lead_in = max(text.rfind("\n", 0, lead_in), text.rfind("\r", 0, lead_in)) + 1
    return Extent(start + lead_in, start + len(text.rstrip()))


def _plain(title: str) -> str:
    """A heading's words without the markup of anchors, links, bold, code and escapes."""
    title = _LINK.sub(lambda match: match[1] or match[2] or "", _ANCHOR.sub("", title))
    return " ".join(_ESCAPE.sub(r"\1", _PAIRED.sub(r"\2", title)).split()) or "(untitled)"
