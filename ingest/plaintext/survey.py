"""What must be known about the whole note before any of its lines is weighed as a heading."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import wording
from .families import key, parts
from .marks import Mark
from .plainlines import Line, LineKind

LONGEST = 110
"""Characters of the longest line that may be an unmarked heading."""
FEW = 4
"""So many words are few."""
_LINES_PER_BLANK = 40
"""A note with fewer blank lines than one in this many lines does not set its headings apart."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the weighing of one line must know about the whole note."""

    lines: Sequence[Line]
    taken: bytearray
    """1 for each line of a table or of code."""
    marked: bytearray
    """1 for each line of a marked heading."""
    spaced: bool
    """Whether blank lines set the sections apart."""
    starts_small: bool
    """Whether lines after a blank line commonly start with a small letter."""
    divided: tuple[int, ...]
    """The places of the bare lines that read `X - Y`; none where nearly all lines do."""
    prefixes: Counter[str]
    """How many bare lines share a first part `X` of `X - Y`."""
    counted: dict[int, str]
    """What speaks for or against the lines that count: `L1 ...`, `L2 ...` far apart or close."""
    first_words: Counter[str]
    """How many short bare lines that are not divided begin with a word."""


def survey(lines: Sequence[Line], taken: bytearray, marks: Sequence[Mark]) -> Surroundings:
    """What can be said about the note before any line is weighed."""
    opening = [place for place, line in enumerate(lines) if line.opens and is_open(line)]
    small = sum(wording.starts_small(lines[place].text) for place in opening)
    marked = bytearray(len(lines))
    for mark in marks:
        marked[mark.first : mark.last + 1] = b"\x01" * (mark.last + 1 - mark.first)
    plain = tuple(_plain(lines, taken))
    divided = tuple(place for place in plain if _is_divided(lines[place].text))
    short = (key(lines[place].text).split() for place in set(plain).difference(divided))
    if len(divided) * 5 > len(lines) * 4:
        divided = ()
    return Surroundings(
        lines=lines,
        taken=taken,
        marked=marked,
        spaced=sum(line.opens for line in lines) - 1 > len(lines) / _LINES_PER_BLANK,
        starts_small=small * 2 > len(opening),
        divided=divided,
        prefixes=Counter(key(parts(lines[place].text)[0]) for place in divided),
        counted=_counted(lines, taken),
        first_words=Counter(words[0] for words in short if 1 < len(words) <= FEW),
    )


def _plain(lines: Sequence[Line], taken: bytearray) -> Iterator[int]:
    for place, line in enumerate(lines):
        if is_open(line) and not taken[place] and len(line.text) <= LONGEST:
            yield place


def _counted(lines: Sequence[Line], taken: bytearray) -> dict[int, str]:
    """Headings that count stand apart; lines that count one below the other are a list."""
    counted: dict[int, str] = {}
    last: dict[str, tuple[int, int]] = {}
    for place, line in enumerate(lines):
        found = None if taken[place] or len(line.text) > LONGEST else wording.counter(line.text)
        if found is None:
            continue
        stem, number = found
        before, previous = last.get(stem, (place, -1))
        last[stem] = (place, number)
        repeated = previous == number and not stem
        if place - before == 1 and (previous == number - 1 or repeated):
            counted[before] = counted[place] = "next to its next number"
        elif previous in {number - 1, number}:
            counted.setdefault(before, "counts on")
            counted[place] = "counts on"
    return {
        place: reason
        for place, reason in counted.items()
        if reason != "counts on" or not _has_sublist(lines, place)
    }


def _has_sublist(lines: Sequence[Line], place: int) -> bool:
    after = lines[place + 1] if place + 1 < len(lines) else None
    return after is not None and not after.opens and after.indent > lines[place].indent


def _is_divided(text: str) -> bool:
    names = parts(text)
    return len(names) > 1 and 0 < len(key(names[0]).split()) <= FEW


def candidates(note: Surroundings) -> Iterator[int]:
    """The places of lines that could be headings at all."""
    for place, line in enumerate(note.lines):
        if note.taken[place] or note.marked[place] or len(line.text) > LONGEST:
            continue
        if is_open(line) or (line.kind is LineKind.ITEM and wording.number(line.text)):
            yield place


def is_open(line: Line) -> bool:
    """Whether nothing is known yet about what the line is."""
    return line.kind is LineKind.BARE


def is_lone(line: Line) -> bool:
    """Whether a line that could be a heading stands between two blank lines."""
    short = len(line.text) <= LONGEST and not wording.ends_like_sentence(line.text)
    return line.opens and line.closes and is_open(line) and short
