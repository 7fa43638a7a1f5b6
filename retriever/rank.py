"""The extractive answer ranker: which spans of the best passages answer, best first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from ingest import Extent, units

from .asked import asked_for
from .features import features, gather
from .query import Query
from .rerank import ReadMatch, everything, weigh
from .search import Match
from .spans import AnswerSpan, answer_spans

_PASSAGES = 8
"""Passages whose spans are considered."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may answer, with what speaks for and against it."""

    match: Match
    span: AnswerSpan
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RankedSpan:
    """A span with the ranker's opinion of it."""

    match: Match
    span: AnswerSpan
    evidence: float
    """The weighted sum of its features; comparable between questions."""
    answering: Extent
    """The unit of the span that the reader holds for the answer."""
    probability: float
    """That this span is the best answer among those considered, from 0 to 1."""


def candidates(passages: Sequence[ReadMatch], query: Query) -> Iterator[Candidate]:
    """Every span that is considered, passage by passage in their order."""
    asked = asked_for(query.question)
    everywhere = everything(passages)
    for read in passages[:_PASSAGES]:
        shared = gather(read, passages[0].score, everywhere)
        for span in answer_spans(read.match.stored.passage, asked.whole_list):
            yield Candidate(read.match, span, features(span, shared, query, asked))


def rank(
    passages: Sequence[ReadMatch], query: Query, weights: Mapping[str, float], limit: int
) -> list[RankedSpan]:
    """The `limit` best spans, best first, none of which overlaps or repeats a better one.

    Ties are in the order of the passages.
    """
    scored = [(weigh(one.features, weights), one) for one in candidates(passages, query)]
    scored.sort(key=lambda entry: -entry[0])
    read = {one.match.stored.number: one for one in passages}
    total = sum(exp(score - scored[0][0]) for score, _ in scored)
    chosen: list[RankedSpan] = []
    for score, one in scored:
        if len(chosen) == limit:
            break
        if not any(_repeats(one, other) for other in chosen):
            share = exp(score - scored[0][0]) / total
            best = _answering(read[one.match.stored.number], one.span)
            chosen.append(RankedSpan(one.match, one.span, score, best, share))
    return chosen


def _answering(read: ReadMatch, span: AnswerSpan) -> Extent:
    """The unit in `span` with the reader's highest score, the first of equals."""
    best = span.first + int(read.units[span.first : span.last + 1].argmax())
    unit = units(read.match.stored.passage)[best]
    return Extent(unit.start, unit.end)


def _repeats(one: Candidate, other: RankedSpan) -> bool:
    """Whether the span shares lines with a chosen one, or says the same word for word."""
    note, other_note = (match.stored.passage.span.note_id for match in (one.match, other.match))
    overlaps = one.span.start < other.span.end and other.span.start < one.span.end
    same_words = _text(one.match, one.span) == _text(other.match, other.span)
    return (note == other_note and overlaps) or same_words


def _text(match: Match, span: AnswerSpan) -> str:
    passage = match.stored.passage
    start = max(0, span.start - passage.span.start)
    return passage.text[start : span.end - passage.span.start]
