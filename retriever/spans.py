"""The pieces of a passage that could be the answer: candidates for quotes.

A candidate is always one stretch of the note, so that it can be quoted verbatim: a unit alone,
with what leads to it, with the heading right above it, with its neighbour, or a short whole list.
A heading alone, or the header row of a table alone, is no answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ingest import BlockKind, Passage, Unit, units

LONGEST_QUOTE = 300
"""Characters of a quote, unless the answer is a list."""
LONGEST_LIST = 600


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


def answer_spans(passage: Passage) -> list[AnswerSpan]:
    """Every candidate of a passage, each stretch once, in the order of the text."""
    pieces = units(passage)
    found = {
        (candidate.start, candidate.end): candidate
        for candidate in (
            *_lists(pieces),
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
    heading = passage.heading
    if heading is None or not pieces or pieces[0].block.kind is BlockKind.TABLE_HEAD:
        return
    # A later passage of a long section starts far from its heading.
    if 0 <= pieces[0].start - heading.end <= 4 and pieces[0].end - heading.start <= LONGEST_QUOTE:
        yield AnswerSpan(heading.start, pieces[0].end, 0, 0, Shape.WITH_HEADING)


def _pairs(pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    for number, (one, next_one) in enumerate(pairwise(pieces)):
        kinds = {one.block.kind, next_one.block.kind}
        if next_one.end - one.start <= LONGEST_QUOTE and BlockKind.TABLE_HEAD not in kinds:
            yield AnswerSpan(one.start, next_one.end, number, number + 1, Shape.PAIR)


def _lists(pieces: Sequence[Unit]) -> Iterator[AnswerSpan]:
    """What leads to a list, with all that it leads to, where that is short."""
    groups: dict[int, tuple[int, int]] = {}
    numbers = {unit.start: number for number, unit in enumerate(pieces)}
    for number, unit in enumerate(pieces):
        lead = unit.block.lead
        first = numbers.get(lead.start) if lead else None
        if first is not None and first < number:
            groups[first] = (first, number)
    for first, last in groups.values():
        start, end = pieces[first].start, pieces[last].end
        if last - first >= 2 and end - start <= LONGEST_LIST:
            yield AnswerSpan(start, end, first, last, Shape.LIST)
