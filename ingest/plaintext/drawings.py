"""Diagrams in plain text: Mermaid source without its fence, and boxes drawn with characters."""

import re
from collections.abc import Iterator, Sequence

from .plainlines import Line, LineKind
from .stretches import Stretch, StretchKind, runs

_START = re.compile(
    r"(?:graph|flowchart)\s+(?:TB|TD|BT|RL|LR)\b|(?:sequenceDiagram|classDiagram|stateDiagram"
    r"(?:-v2)?|erDiagram|gantt|mindmap|gitGraph|journey|timeline|pie)\b"
)
_ARROW = re.compile(r"-->|<--|---|-\.->|==>|--[xo]\b|->>|<\|--|\.\.>|--[ox|]\{")
_KEYWORD = re.compile(
    r"(?:subgraph|direction|classDef|style|linkStyle|click|class|state|%%)\b|end$"
)
_SPOKEN = re.compile(
    r"(?:participant|actor|[Nn]ote|loop|alt|else|opt|par|and|activate|deactivate|autonumber)\b"
    r"|end$|.{1,80}->"
)
_NODE = re.compile(r"[\w.-]{1,60}[\[({>]")
_MEMBER = re.compile(r"[\w.-]{1,60}\s:\s")
_EDGE = re.compile("[\u2500-\u257f]|\\+--|--\\+")
_STRICT = ("graph", "flowchart", "classDiagram", "stateDiagram", "erDiagram")
_OPEN_LINES = 6
"""A bracket left open reaches at most this many lines: beyond it is a typing mistake."""


def drawings(lines: Sequence[Line]) -> Iterator[Stretch]:
    """The diagrams among the lines."""
    place = 0
    while place < len(lines):
        if lines[place].kind is LineKind.BARE and _START.match(lines[place].text):
            end = _diagram_end(lines, place)
            if end - place > 1:
                yield Stretch(place, end - 1, StretchKind.CODE)
            place = end
        else:
            place += 1
    yield from _boxes(lines)


def _diagram_end(lines: Sequence[Line], first: int) -> int:
    start = lines[first].text
    open_for = depth = 0
    place = first + 1
    while place < len(lines) and not lines[place].opens:
        line = lines[place]
        inside = depth > 0 and open_for < _OPEN_LINES
        if _START.match(line.text) or not (inside or _belongs(line, start)):
            break
        depth = max(0, (depth if inside else 0) + _opened(line.text))
        open_for = open_for + 1 if depth else 0
        place += 1
    return place


def _opened(text: str) -> int:
    return sum(text.count(left) - text.count(right) for left, right in ("[]", "{}", "()"))


def _belongs(line: Line, start: str) -> bool:
    if line.kind in {LineKind.ITEM, LineKind.CARRIED}:
        return False
    text = line.text[:1000]
    if start.startswith("sequence"):
        return bool(_SPOKEN.match(text))
    if not start.startswith(_STRICT):
        return True
    if start.startswith(("class", "state")) and _MEMBER.match(text):
        return True
    return bool(_KEYWORD.match(text) or _NODE.match(text) or _ARROW.search(text))


def _boxes(lines: Sequence[Line]) -> Iterator[Stretch]:
    for first, end in runs(lines, _is_drawn):
        if end - first >= 2 and any(_has_edge(line) for line in lines[first:end]):
            yield Stretch(first, end - 1, StretchKind.CODE)


def _is_drawn(line: Line) -> bool:
    return _has_edge(line) or (line.text[0] in "|│" and line.text[-1] in "|│")


def _has_edge(line: Line) -> bool:
    return bool(_EDGE.search(line.text, 0, 500))
