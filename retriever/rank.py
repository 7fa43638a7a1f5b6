"""The extractive answer ranker: which spans of the best passages answer, best first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from .features import asked_for, features, gather
from .query import Query
from .search import Match
from .spans import AnswerSpan, answer_spans

_PASSAGES = 8
"""Passages whose spans are considered."""


@dataclass(frozen=True, slots=True)
class RankedSpan:
    """A span with the ranker's opinion of it."""

    match: Match
    span: AnswerSpan
    evidence: float
    """The weighted sum of its features; comparable between questions."""
    probability: float
    """That this span is the best answer among those considered, from 0 to 1."""


def rank(matches: Sequence[Match], query: Query, limit: int) -> list[RankedSpan]:
    """The `limit` best spans, best first, none of which overlaps or repeats a better one.

    Ties are in the order of the passages.
    """
    weights = _weights()
    asked = asked_for(query.question)
    scored: list[tuple[float, Match, AnswerSpan]] = []
    for match in matches[:_PASSAGES]:
        shared = gather(match, matches[0].score)
        for span in answer_spans(match.stored.passage):
            found = features(span, shared, query, asked)
            scored.append((sum(weights[name] * found[name] for name in found), match, span))
    scored.sort(key=lambda entry: -entry[0])
    total = sum(exp(score - scored[0][0]) for score, _, _ in scored)
    chosen: list[RankedSpan] = []
    for score, match, span in scored:
        if len(chosen) == limit:
            break
        if not any(_repeats(match, span, other) for other in chosen):
            share = exp(score - scored[0][0]) / total
            chosen.append(RankedSpan(match, span, score, share))
    return chosen


def _repeats(match: Match, span: AnswerSpan, other: RankedSpan) -> bool:
    """Whether the span shares lines with a chosen one, or says the same word for word."""
    same_note = match.stored.passage.span.note_id == other.match.stored.passage.span.note_id
    overlaps = same_note and span.start < other.span.end and other.span.start < span.end
    return overlaps or _text(match, span) == _text(other.match, other.span)


def _text(match: Match, span: AnswerSpan) -> str:
    passage = match.stored.passage
    start = max(0, span.start - passage.span.start)
    return passage.text[start : span.end - passage.span.start]


@cache
def _weights() -> Mapping[str, float]:
    text = files("retriever").joinpath("ranker.json").read_text("utf-8")
    return {name: float(weight) for name, weight in json.loads(text)["weights"].items()}
