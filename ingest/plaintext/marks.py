"""Headings that the author marked: underlined, framed with signs, or led by `#`, `==` or `**`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .plainlines import Line, LineKind

_HASHES = re.compile(r"(#{1,6})\s+(\S.*?)[\s#]*$")
_STARS = re.compile(r"(\*{1,6})\s+(\S.*)$")
_LONGEST = 150
_FRAMES = "=-~*+_#"
_STRENGTH = {"=": 1, "*": 1, "_": 2, "-": 2, "[": 2, "~": 3, "+": 3, "^": 4, ".": 4, "#": 1}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked heading on lines `first` to `last`."""

    first: int
    last: int
    text: str
    """The heading without its decoration."""
    style: str
    """Headings marked alike have the same style."""
    strength: int
    """1 for the marks that commonly stand for the highest level, and so on down."""


def marks(lines: Sequence[Line], taken: bytearray) -> tuple[Mark, ...]:
    """The marked headings, in order; `taken` lines are not looked at."""
    found = tuple(_all_marks(lines, taken))
    counts: dict[str, int] = {}
    for mark in found:
        counts[mark.style] = counts.get(mark.style, 0) + 1
    starred = counts.get("**", 0) > 1
    # A line or two in brackets or led by a star are no style: these signs have other uses.
    return tuple(
        mark
        for mark in found
        if (mark.style != "[" or counts["["] > 2) and (set(mark.style) != {"*"} or starred)
    )


def _all_marks(lines: Sequence[Line], taken: bytearray) -> Iterator[Mark]:
    place = 0
    while place < len(lines):
        mark = None if taken[place] else _mark_at(lines, place, taken)
        if mark:
            yield mark
        place = mark.last + 1 if mark else place + 1


def _mark_at(lines: Sequence[Line], place: int, taken: bytearray) -> Mark | None:
    line = lines[place]
    if line.kind is LineKind.RULE:
        return _overlined(lines, place, taken)
    if len(line.text) > _LONGEST or line.kind not in {LineKind.BARE, LineKind.ITEM}:
        return None
    under = place + 1 if place + 1 < len(lines) and not taken[place + 1] else None
    if under and _underlines(lines, place, under):
        sign = lines[under].text[0]
        return Mark(place, under, line.text, f"under {sign}", _STRENGTH[sign])
    found = _decorated(line)
    return found and Mark(place, place, *found)


def _overlined(lines: Sequence[Line], place: int, taken: bytearray) -> Mark | None:
    """A heading between two rules of the same sign."""
    if place + 2 >= len(lines) or any(taken[place : place + 3]):
        return None
    over, title, under = lines[place : place + 3]
    if (
        title.kind is LineKind.BARE
        and under.kind is LineKind.RULE
        and under.text[0] == over.text[0]
        and not (over.closes or title.closes)
        and len(title.text) <= _LONGEST
    ):
        return Mark(place, place + 2, title.text, f"between {over.text[0]}", 1)
    return None


def _underlines(lines: Sequence[Line], place: int, under: int) -> bool:
    line, rule = lines[place], lines[under]
    if rule.kind is not LineKind.RULE or line.closes:
        return False
    alike = abs(len(rule.text) - len(line.text)) <= 3
    begins = line.opens or lines[place - 1].kind is LineKind.RULE
    long_enough = len(rule.text) * 2 >= len(line.text)
    return (line.kind is LineKind.BARE and begins and long_enough) or alike


def _decorated(line: Line) -> tuple[str, str, int] | None:
    """The bare heading, its style and strength, of a line that is decorated."""
    text = line.text
    if line.indent > 3:
        return None
    if (found := _HASHES.match(text)) and line.opens:
        return found[2], found[1], len(found[1])
    if text[0] == "[" and text[-1] == "]" and _is_title(text[1:-1]):
        return text[1:-1].strip(), "[", _STRENGTH["["]
    if (found := _STARS.match(text)) and text[-1] != "*" and not line.indent:
        return found[2], found[1], len(found[1])
    return _framed(text) if text[0] in _FRAMES else None


def _framed(text: str) -> tuple[str, str, int] | None:
    sign = text[0]
    left = len(text) - len(text.lstrip(sign))
    right = len(text) - len(text.rstrip(sign))
    inner = text[left : len(text) - right].strip()
    least = 3 if sign in "*_" else 2
    led = sign == "=" and left >= 2 and text[left : left + 1] == " "
    if _is_title(inner) and left >= least and (right >= least or led):
        return inner, f"{sign * min(left, 4)} framed", _STRENGTH[sign]
    return None


def _is_title(inner: str) -> bool:
    return any(sign.isalpha() for sign in inner) and not any(sign in "[]|" for sign in inner)
