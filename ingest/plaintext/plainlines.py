"""Pass 1 over plain text: what each line is by itself.

Blank lines are not kept: a line knows whether a blank line stands before it (`opens`) or after
it (`closes`). Everything later speaks of lines by their place in this list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..lines import Lines
from ..model import Extent

_MARKER = re.compile(
    r"""(?: [-*+•‣◦·○●▪–—] (?=\s)      # a bullet
          | - (?=[^\W_])               # a bullet typed without its space
          | \d{1,3} [.)] (?=\s)        # 1. or 1)
          | \d{1,3} (?:\.\d{1,3})+ [.)]? (?=\s)   # 1.1
          | \( \d{1,3} \) (?=\s) | [a-z] \) (?=\s)
          | \[ [ xX] \] (?=\s)         # a tick box
        )\s*""",
    re.VERBOSE,
)
_BARE_MARKERS = frozenset("-*+•‣◦·")
_QUESTION = re.compile(r"Q\d{0,3}\s?:")
_ANSWER = re.compile(r"A\d{0,3}\s?:")
_RULE_CHARACTERS = frozenset("=-~^*_#+.")
_TAB = 4


class LineKind(StrEnum):
    """What a line is before anything is known about its neighbours."""

    BARE = "bare"
    ITEM = "item"
    CARRIED = "carried"
    """The text of the item whose bare bullet stands on the line above."""
    QUESTION = "question"
    ANSWER = "answer"
    RULE = "rule"
    """Three or more of one drawing character and nothing else."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    text: str
    start: int
    end: int
    indent: int
    """Columns of white space before the text; a tab counts four."""
    kind: LineKind
    marker: str = ""
    opens: bool = False
    closes: bool = False

    @property
    def body(self) -> str:
        """The text after the list marker."""
        return self.text[len(self.marker) :]


@dataclass(frozen=True)
class PlainText:
    """A text with its lines that are not blank."""

    text: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines in order."""
        return tuple(_read(self.text))

    def extent(self, first: int, last: int) -> Extent:
        """From the first character of line `first` to the last of line `last`."""
        return Extent(self.lines[first].start, self.lines[last].end)


def _read(text: str) -> Iterator[Line]:
    source = Lines(text)
    contents = source.contents
    carried = False
    last = len(contents) - 1
    for place, (start, content) in enumerate(zip(source.starts, contents, strict=True)):
        stripped = content.strip()
        if not stripped:
            carried = False
            continue
        kind, marker = (LineKind.CARRIED, "") if carried else _classify(stripped)
        lead = len(content) - len(content.lstrip())
        yield Line(
            text=stripped,
            start=start + lead,
            end=start + lead + len(stripped),
            indent=lead + (_TAB - 1) * content.count("\t", 0, lead),
            kind=kind,
            marker=marker,
            opens=place == 0 or not contents[place - 1].strip(),
            closes=place == last or not contents[place + 1].strip(),
        )
        carried = kind is LineKind.ITEM and stripped in _BARE_MARKERS


def _classify(stripped: str) -> tuple[LineKind, str]:
    if stripped in _BARE_MARKERS:
        return LineKind.ITEM, stripped
    if len(stripped) >= 3 and stripped[0] in _RULE_CHARACTERS and len(set(stripped)) == 1:
        return LineKind.RULE, ""
    if found := _MARKER.match(stripped):
        return LineKind.ITEM, found[0]
    if _QUESTION.match(stripped):
        return LineKind.QUESTION, ""
    if _ANSWER.match(stripped):
        return LineKind.ANSWER, ""
    return LineKind.BARE, ""
