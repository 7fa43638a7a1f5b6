"""The reasons for and against taking one unmarked line for a heading, and what each weighs."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import wording
from .families import begins_with, defines, key, parts, short_names, similar
from .marks import Mark
from .plainlines import Line, LineKind

WEIGHTS = {
    "after a blank line": 2.0,
    "alone between blank lines": 1.0,
    "inside a paragraph": -4.0,
    "leads a list, a table or code": 1.5,
    "leads a line of text": 0.5,
    "leads a long text": 1.0,
    "few words": 1.0,
    "many words": -2.0,
    "far too long": -6.0,
    "starts with a capital": 1.0,
    "starts with a small letter": -2.0,
    "starts small where others do": -0.5,
    "all capitals": 2.0,
    "numbered": 1.0,
    "next number": -4.0,
    "shares its prefix": 4.0,
    "lends its prefix": 2.0,
    "names what follows": 3.0,
    "explains its abbreviation": 2.0,
    "goes on from a shared prefix": 1.5,
    "ends like a sentence": -5.0,
    "ends with a colon": -5.0,
    "is a question": -2.5,
    "reads like a statement": -2.0,
    "reads like a statement, in a dense note": -3.0,
    "reads like a formula": -3.0,
    "has signs of a formula": -1.0,
    "term and meaning": -2.5,
    "has columns": -2.0,
    "is indented": -2.0,
    "belongs to the label above": -2.0,
    "belongs to the lone line above": -2.0,
    "others are marked": -2.5,
    "others are in capitals": -1.5,
    "others are numbered": -1.5,
    "others like it are headings": 1.0,
}
_FEW, _MANY, _TOO_MANY = 4, 9, 15
_LONGEST = 110
_LONG_TEXT = 60
_LINES_PER_BLANK = 40
"""A note with fewer blank lines than one in this many lines does not set its headings apart."""
_BODY = frozenset({LineKind.ITEM, LineKind.QUESTION})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the weighing of one line must know about the whole note."""

    lines: Sequence[Line]
    taken: bytearray
    marked: bytearray
    spaced: bool
    """Whether blank lines set the sections apart."""
    starts_small: bool
    """Whether lines after a blank line commonly start with a small letter."""
    divided: tuple[int, ...]
    """The places of the bare lines that read `X - Y`."""
    prefixes: Counter[str]
    """How many bare lines share a first part `X` of `X - Y`."""
    first_words: Counter[str]
    """How many short bare lines that are not divided begin with a word."""


def survey(lines: Sequence[Line], taken: bytearray, marks: Sequence[Mark]) -> Surroundings:
    """What can be said about the note before any line is weighed."""
    opening = [place for place, line in enumerate(lines) if line.opens and _is_open(line)]
    small = sum(wording.starts_small(lines[place].text) for place in opening)
    marked = bytearray(len(lines))
    for mark in marks:
        marked[mark.first : mark.last + 1] = b"\x01" * (mark.last + 1 - mark.first)
    plain = tuple(_plain(lines, taken))
    divided = tuple(place for place in plain if _is_divided(lines[place].text))
    short = (key(lines[place].text).split() for place in set(plain).difference(divided))
    return Surroundings(
        lines=lines,
        taken=taken,
        marked=marked,
        spaced=sum(line.opens for line in lines) - 1 > len(lines) / _LINES_PER_BLANK,
        starts_small=small * 2 > len(opening),
        divided=divided,
        prefixes=Counter(key(parts(lines[place].text)[0]) for place in divided),
        first_words=Counter(words[0] for words in short if 1 < len(words) <= _FEW),
    )


def _plain(lines: Sequence[Line], taken: bytearray) -> Iterator[int]:
    for place, line in enumerate(lines):
        if _is_open(line) and not taken[place] and len(line.text) <= _LONGEST:
            yield place


def _is_divided(text: str) -> bool:
    names = parts(text)
    return len(names) > 1 and 0 < len(key(names[0]).split()) <= _FEW


def candidates(note: Surroundings) -> Iterator[int]:
    """The places of lines that could be headings at all."""
    for place, line in enumerate(note.lines):
        if note.taken[place] or note.marked[place] or len(line.text) > _LONGEST:
            continue
        if _is_open(line) or (line.kind is LineKind.ITEM and wording.number(line.text)):
            yield place


def reasons(note: Surroundings, place: int) -> Iterator[str]:
    """The names of all reasons that speak for or against the line."""
    yield from _where(note, place)
    yield from _how(note, place)
    yield from _kin(note, place)


def _is_open(line: Line) -> bool:
    return line.kind is LineKind.BARE


def _where(note: Surroundings, place: int) -> Iterator[str]:
    line = note.lines[place]
    after = place + 1
    if note.spaced and line.opens:
        yield "after a blank line"
        if line.closes:
            yield "alone between blank lines"
        elif place > 1 and note.lines[place - 1].opens and _is_open(note.lines[place - 1]):
            yield "belongs to the lone line above"
    elif note.spaced:
        yield "inside a paragraph"
    if line.indent:
        yield "is indented"
    if place and not line.opens and note.lines[place - 1].text.endswith(":"):
        yield "belongs to the label above"
    if after >= len(note.lines) or note.marked[after]:
        return
    following = note.lines[after]
    if note.taken[after] or following.kind in _BODY:
        yield "leads a list, a table or code"
    elif note.spaced:
        yield "leads a line of text"
    elif len(following.text) >= _LONG_TEXT:
        yield "leads a long text"


def _how(note: Surroundings, place: int) -> Iterator[str]:
    text = note.lines[place].text
    count = len(wording.words(text))
    if count <= _FEW:
        yield "few words" if count else "many words"
    elif count > _MANY:
        yield "many words" if count <= _TOO_MANY else "far too long"
    if wording.is_all_capitals(text):
        yield "all capitals"
    if wording.starts_with_capital(text):
        yield "starts with a capital"
    elif wording.starts_small(text):
        usual = note.starts_small and note.spaced
        yield "starts small where others do" if usual else "starts with a small letter"
    if text[-1] in ":?":
        yield "ends with a colon" if text[-1] == ":" else "is a question"
    elif wording.ends_like_sentence(text):
        yield "ends like a sentence"
    if wording.is_statement(text) and not wording.is_all_capitals(text):
        yield "reads like a statement" + ("" if note.spaced else ", in a dense note")
    if wording.is_formula(text):
        yield "reads like a formula"
    elif wording.has_signs(text):
        yield "has signs of a formula"
    if wording.is_term_and_meaning(text):
        yield "term and meaning"
    if wording.has_columns(text):
        yield "has columns"


def _kin(note: Surroundings, place: int) -> Iterator[str]:
    """What the line has in common with its neighbours: a number, a prefix, a name."""
    lines = note.lines
    text = lines[place].text
    if number := wording.number(text):
        yield "numbered"
        beside = [lines[near].text for near in (place - 1, place + 1) if 0 <= near < len(lines)]
        if any(_adjacent(number, wording.number(other)) for other in beside):
            yield "next number"
    yield from _family(note, place, text)


def _adjacent(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[:-1] == other[:-1] and bool(other) and abs(one[-1] - other[-1]) == 1


def _family(note: Surroundings, place: int, text: str) -> Iterator[str]:
    at = bisect_left(note.divided, place)
    above = _prefix(note, note.divided[at - 1]) if at else ""
    names = parts(text)
    if len(names) > 1:
        own = key(names[0])
        if note.prefixes[own] > 1 or begins_with(own, above) or similar(own, above):
            yield "shares its prefix"
        elif note.first_words[own] > 1:
            yield "lends its prefix"
        if defines(names):
            yield "explains its abbreviation"
        return
    if begins_with(key(text), above):
        yield "goes on from a shared prefix"
    if at < len(note.divided) and _prefix(note, note.divided[at]) in short_names(text):
        yield "names what follows"


def _prefix(note: Surroundings, place: int) -> str:
    return key(parts(note.lines[place].text)[0])
