"""Fit the three logistic models of ranker.json to known questions.

One after the other, since each stands on the one before: the order of the passages, the order of
the quotes in the best of them, and the confidence that the notes answer at all.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import numpy as np

from index import Vectors
from retriever import (
    Candidate,
    Found,
    RankerWeights,
    candidates,
    confidence_signs,
    reordered,
    signals,
)
from retriever.spans import Shape

from .listwise import Entries, fit_listwise, fit_logistic
from .seen import GoldFinder, Seen

_WORTH_OF_BREVITY = 0.12
"""Credit that a quote loses for each doubling of its length beyond `_SHORT` characters."""
_SHORT = 60
_NEVER = -1000.0
"""The weight of a shape that is left out: whatever speaks for such a quote, others come first."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A question with the quotes that its answer is chosen from, one or more."""

    one: Seen
    spans: tuple[Candidate, ...]
    table: Vectors
    """Their features, of shape (spans, names)."""


def fit_ranker(
    seen: Sequence[Seen], gold: GoldFinder, without: Collection[str] = ()
) -> RankerWeights:
    """The weights that put the right passages and quotes first, and know when there are none.

    The questions must be others than those the reader was trained on: it is too sure of those.

    Args:
        seen: What is fitted to.
        gold: Where the notes answer.
        without: Features that get no weight in any of the models, by name or by a pattern such as
            `coverage*`. Quotes of a shape that is named are not offered.
    """
    passages = _fit_passages(seen, gold, without)
    read = [replace(one, found=_reordered(one.found, passages)) for one in seen]
    names, offers = _offers(read, without)
    spans = _fit_spans(names, offers, gold)
    confidence = _fit_confidence(offers, without)
    banned = {str(shape): _NEVER for shape in Shape if _is_left_out(str(shape), without)}
    return RankerWeights(passages, {**spans, **banned}, confidence)


def _fit_passages(
    seen: Sequence[Seen], gold: GoldFinder, without: Collection[str]
) -> dict[str, float]:
    names: list[str] = []
    lists = []
    for one in seen:
        values = [signals(read.match, read.units) for read in one.found.passages]
        if one.question.answerable and values:
            names = list(values[0])
            matches = [read.match for read in one.found.passages]
            table = _table(values, without)
            lists.append(Entries(table, gold.passages(one.question, matches)))
    return dict(fit_listwise(names, lists))


def _reordered(found: Found, weights: dict[str, float]) -> Found:
    return replace(found, passages=tuple(reordered(found.passages, weights)))


def _offers(seen: Sequence[Seen], without: Collection[str]) -> tuple[list[str], list[_Offer]]:
    """The names of the features, and what is offered: making it is most of the work of a fit."""
    names: list[str] = []
    offers = []
    for one in seen:
        spans = [
            span
            for span in candidates(one.found.passages, one.found.query)
            if not _is_left_out(str(span.span.shape), without)
        ]
        if spans:
            names = list(spans[0].features)
            table = _table([span.features for span in spans], without)
            # The features of hundreds of thousands of quotes, by name, would fill the memory.
            bare = tuple(replace(span, features={}) for span in spans)
            offers.append(_Offer(one, bare, table))
    return names, offers


def _fit_spans(
    names: Sequence[str], offers: Sequence[_Offer], gold: GoldFinder
) -> dict[str, float]:
    lists = [
        Entries(offer.table, np.array(credit, dtype=np.float32))
        for offer in offers
        if offer.one.question.answerable
        for credit in [[_credit(offer.one, span, gold) for span in offer.spans]]
    ]
    return dict(fit_listwise(names, lists))


def _credit(one: Seen, candidate: Candidate, gold: GoldFinder) -> float:
    """What a quote is worth: how much of the answer it holds, and how little else."""
    start, end = candidate.span.start, candidate.span.end
    held = gold.held(one.question, candidate.match, start, end)
    doublings = max(0.0, float(np.log2((end - start) / _SHORT)))
    return held * max(
        0.0, 1 - (0.0 if one.question.must_include else _WORTH_OF_BREVITY * doublings)
    )


def _fit_confidence(offers: Sequence[_Offer], without: Collection[str]) -> dict[str, float]:
    signs = [confidence_signs(found.passages) for offer in offers for found in [offer.one.found]]
    outcome = np.array([float(offer.one.question.answerable) for offer in offers])
    return dict(fit_logistic(list(signs[0]), _table(signs, without), outcome))


def _table(rows: Sequence[Mapping[str, float]], without: Collection[str]) -> Vectors:
    """The rows as numbers; 0 where a feature is left out, which then gets the weight 0."""
    table = np.array([list(row.values()) for row in rows], dtype=np.float32)
    table[:, [_is_left_out(name, without) for name in rows[0]]] = 0
    return table


def _is_left_out(name: str, without: Collection[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in without)
