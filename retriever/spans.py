"""The pieces of a passage that could be the answer: candidates for quotes.

A candidate is always one stretch of the note, so that it can be quoted verbatim: a unit alone,
with what leads to it, with the heading right above it, with its neighbour, or a short whole list.
A heading alone, or the header row of a table alone, is no answer. Where a question wants a list,
longer ones are candidates, also those that stand right under their heading, and the beginning of
those that are too long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ingest import BlockKind, Extent, Passage, Unit, units

from .lists import FoundList, find_lists

LONGEST_QUOTE = 300
"""Characters of a quote, unless the answer is a list."""
LONGEST_LIST = 600
LONGEST_WANTED_LIST = 900
"""Of the lists in 141 notebooks, 99 of 100 are shorter; of the tables, 96."""


class Shape(StrEnum):
    """How a candidate is made of its passage's units."""

    UNIT = "unit"
    WITH_LEAD = "with lead"
    WITH_HEADING = "with heading"
    PAIR = "pair"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Offsets into the note's text, and the units (first to last, inclusive) that are covered."""

    start: int
    end: int
    first: int
    last: int
    shape: Shape
    whole: bool = True
    """False where a list is too long, and these are only its first items."""


def answer_spans(passage: Passage, wants_list: bool = False) -> list[AnswerSpan]:
    """Every candidate of a passage, each stretch once, in the order of the text."""
    pieces = units(passage)
    lists = _wanted_lists(passage, pieces) if wants_list else _lists(passage, pieces)
    found = {
        (candidate.start, candidate.end): candidate
        for candidate in (
            *lists,
            *_pairs(pieces),
            *_with_heading(passage, pieces),
            *_with_leads(pieces),
            *_alone(pieces),
        )
    }
    return [found[extent] for extent in sorted(found)]


def _alone(pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    for number, unit in enumerate(pieces):
        if unit.block.kind is not BlockKind.TABLE_HEAD:
            yield AnswerSpan(unit.start, unit.end, number, number, Shape.UNIT)


def _with_leads(pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    """Each unit with its parent item, label or header row, where nothing long is between."""
    numbers = {unit.start: number for number, unit in enumerate(pieces)}
    for number, unit in enumerate(pieces):
        lead = unit.block.lead
        first = numbers.get(lead.start) if lead else None
        if first is not None and first < number:
            start = pieces[first].start
            if unit.end - start <= LONGEST_QUOTE:
                yield AnswerSpan(start, unit.end, first, number, Shape.WITH_LEAD)


def _with_heading(passage: Passage, pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    """The heading with the first unit under it: for questions whose answer the heading names."""
    heading = _heading_above(passage, pieces)
    if heading is None or pieces[0].block.kind is BlockKind.TABLE_HEAD:
        return
    if pieces[0].end - heading.start <= LONGEST_QUOTE:
        yield AnswerSpan(heading.start, pieces[0].end, 0, 0, Shape.WITH_HEADING)


def _heading_above(passage: Passage, pieces: Sequence[Unit]) -> Extent | None:
    """The heading, where the passage begins right under it.

    A later passage of a long section starts far from its heading.
    """
    heading = passage.heading
    if heading is None or not pieces or not 0 <= pieces[0].start - heading.end <= 4:
        return None
    return heading


def _pairs(pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    for number, (one, next_one) in enumerate(pairwise(pieces)):
        kinds = {one.block.kind, next_one.block.kind}
        if next_one.end - one.start <= LONGEST_QUOTE and BlockKind.TABLE_HEAD not in kinds:
            yield AnswerSpan(one.start, next_one.end, number, number + 1, Shape.PAIR)


def _lists(passage: Passage, pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    """What leads to a list, with all that it leads to, where that is short."""
    for found in find_lists(passage, pieces):
        start, end = pieces[found.first].start, pieces[found.last].end
        is_long_enough = found.has_lead and found.last - found.first >= 2
        if is_long_enough and end - start <= LONGEST_LIST:
            yield AnswerSpan(start, end, found.first, found.last, Shape.LIST)


def _wanted_lists(passage: Passage, pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    """Every list with what leads to it, also the heading right above; or as much as there is room.

    The later ones win where two are the same stretch.
    """
    yield from _lists(passage, pieces)
    heading = _heading_above(passage, pieces)
    for found in find_lists(passage, pieces):
        if len(found.items) < 2:
            continue
        if heading is not None and found.first == 0:
            yield from _that_fits(found, pieces, heading.start)
        yield from _that_fits(found, pieces, pieces[found.first].start)


def _that_fits(found: FoundList, pieces: Sequence[Unit], start: int) -> Iterator[AnswerSpan]:
    """The list from `start` with all its items, or with the first ones, two at least."""
    ends = (*(item - 1 for item in found.items[2:]), found.last)
    fitting = [last for last in ends if pieces[last].end - start <= LONGEST_WANTED_LIST]
    if fitting:
        last = fitting[-1]
        whole = last == found.last
        yield AnswerSpan(start, pieces[last].end, found.first, last, Shape.LIST, whole)
