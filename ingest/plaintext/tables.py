"""Tables in plain text: cells between pipes, and columns lined up with spaces."""

import re
from collections.abc import Iterator, Sequence

from .plainlines import Line, LineKind
from .stretches import Stretch, StretchKind, runs

_DELIMITER = re.compile(r"[|:\-+\s]+$")
_GAP = re.compile(r"(?<=[^\s.!?:;,])(?:\s{2,}|\s*\t\s*)(?=\S)")
_DIGIT = re.compile(r"\d")
_HEAD_WORDS = 4
_MOST = 2000
"""Characters of a row that are looked at: a longer line is prose, whatever it contains."""


def tables(lines: Sequence[Line]) -> Iterator[Stretch]:
    """The tables among the lines; `head` says how many rows are the header."""
    for first, end in runs(lines, _has_pipes):
        if end - first >= 2 and _same_width(lines[first:end]):
            head = _head([_piped(line) for line in lines[first : min(end, first + 8)]], "|")
            yield Stretch(first, end - 1, StretchKind.TABLE, head)
    for first, end in runs(lines, _has_columns):
        if end - first >= 2:
            rows = [_columns(line) for line in lines[first : min(end, first + 8)]]
            yield Stretch(first, end - 1, StretchKind.TABLE, _head(rows, " "))


def _has_pipes(line: Line) -> bool:
    text = line.text[:_MOST]
    return line.kind is LineKind.BARE and (text[0] == "|" or " | " in text or "| " in text[3:])


def _same_width(lines: Sequence[Line]) -> bool:
    """Whether most rows have as many cells as the others; a frame of pipes is enough."""
    if all(line.text[0] == "|" for line in lines):
        return True
    widths = [line.text.count("|") for line in lines]
    commonest = max(set(widths), key=widths.count)
    return widths.count(commonest) * 2 >= len(widths)


def _piped(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text[:_MOST].strip("|").split("|")]


def _has_columns(line: Line) -> bool:
    return line.kind is LineKind.BARE and bool(_GAP.search(line.text[:200]))


def _columns(line: Line) -> list[str]:
    return _GAP.split(line.text[:_MOST])


def _head(rows: Sequence[Sequence[str]], between: str) -> int:
    """How many of the first rows are the header.

    A header is followed by a line of dashes, or consists of short words without figures.
    """
    if len(rows) > 1 and between == "|" and all(_DELIMITER.match(cell) for cell in rows[1]):
        return 2
    names = rows[0]
    if any(not cell or len(cell.split()) > _HEAD_WORDS or _DIGIT.search(cell) for cell in names):
        return 0
    if between == "|":
        return 1 if len(rows) > 2 and len(names) > 1 else 0
    figures = sum(bool(_DIGIT.search(cell)) for row in rows[1:] for cell in row)
    return 1 if len(names) > 2 and len(rows) > 2 and figures >= len(rows) - 1 else 0
