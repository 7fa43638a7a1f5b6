"""The reasons for and against taking one unmarked line for a heading, and what each weighs."""

from bisect import bisect_left
from collections.abc import Callable, Iterator

from . import wording
from .families import begins_with, defines, ends_with, key, parts, short_names, similar
from .plainlines import LineKind
from .survey import FEW, Surroundings, is_lone

# Set by hand. A heading needs 2.5 in a spaced note and 3.0 in a dense one (`headings`), so no
# single reason is enough except a shared prefix, and none but length alone is a veto.
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
    "counts on": 2.0,
    "next to its next number": -6.0,
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
    "leads nothing": -3.5,
    "others are marked": -2.5,
    "others are in capitals": -1.5,
    "others are numbered": -1.5,
    "others like it are headings": 1.0,
}
_MANY, _TOO_MANY = 9, 15
_LONG_TEXT = 60
_BODY = frozenset({LineKind.ITEM, LineKind.QUESTION})
_WORDING: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("all capitals", wording.is_all_capitals),
    ("starts with a capital", wording.starts_with_capital),
    ("ends like a sentence", wording.ends_like_sentence),
    ("ends with a colon", lambda text: text[-1] == ":"),
    ("is a question", lambda text: text[-1] == "?"),
    ("reads like a formula", wording.is_formula),
    ("has signs of a formula", wording.has_signs),
    ("term and meaning", wording.is_term_and_meaning),
    ("has columns", wording.has_columns),
)


def reasons(note: Surroundings, place: int) -> Iterator[str]:
    """The names of all reasons that speak for or against the line."""
    yield from _before(note, place)
    yield from _after(note, place)
    yield from _length(note.lines[place].text)
    yield from (reason for reason, holds in _WORDING if holds(note.lines[place].text))
    yield from _tone(note, place)
    yield from _count(note, place)
    yield from _family(note, place)


def _before(note: Surroundings, place: int) -> Iterator[str]:
    line = note.lines[place]
    above = note.lines[place - 1] if place else None
    if note.spaced:
        yield "after a blank line" if line.opens else "inside a paragraph"
    if note.spaced and line.opens and line.closes:
        yield "alone between blank lines"
    elif note.spaced and line.opens and place > 1 and above and is_lone(above):
        yield "belongs to the lone line above"
    if line.indent:
        yield "is indented"
    if above and not line.opens and above.text.endswith(":"):
        yield "belongs to the label above"


def _after(note: Surroundings, place: int) -> Iterator[str]:
    after = place + 1
    if after == len(note.lines):
        if note.spaced:
            yield "leads nothing"
        return
    if note.marked[after]:
        return
    following = note.lines[after]
    if note.lines[place].closes and not note.taken[after] and is_lone(following):
        yield "leads nothing"
    elif note.taken[after] or following.kind in _BODY:
        yield "leads a list, a table or code"
    elif note.spaced:
        yield "leads a line of text"
    elif len(following.text) >= _LONG_TEXT:
        yield "leads a long text"


def _length(text: str) -> Iterator[str]:
    count = len(wording.words(text))
    if 0 < count <= FEW:
        yield "few words"
    elif count > _TOO_MANY:
        yield "far too long"
    elif not FEW < count <= _MANY:
        yield "many words"


def _tone(note: Surroundings, place: int) -> Iterator[str]:
    text = note.lines[place].text
    if wording.starts_small(text):
        usual = note.starts_small and note.spaced
        yield "starts small where others do" if usual else "starts with a small letter"
    if wording.is_statement(text) and not wording.is_all_capitals(text):
        yield "reads like a statement" + ("" if note.spaced else ", in a dense note")


def _count(note: Surroundings, place: int) -> Iterator[str]:
    text = note.lines[place].text
    if wording.number(text):
        yield "numbered"
    counted = note.counted.get(place)
    if counted and not (counted == "counts on" and note.spaced and not note.lines[place].opens):
        yield counted


def _family(note: Surroundings, place: int) -> Iterator[str]:
    """What the line has in common with others by its prefix or its name."""
    text = note.lines[place].text
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
    below = _prefix(note, note.divided[at]) if at < len(note.divided) else ""
    if below in short_names(text) or ends_with(key(text), below):
        yield "names what follows"


def _prefix(note: Surroundings, place: int) -> str:
    return key(parts(note.lines[place].text)[0])
