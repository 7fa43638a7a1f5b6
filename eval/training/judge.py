"""How a ranker does on known questions: what it would show, as outcomes that `eval.metrics` judges.

What is left aside, because it needs the index or the files: that a question about a heading with
nothing under it is declined, and that a quote must still be in its file.
"""

from collections.abc import Sequence

from retriever import Match, RankerWeights, rank, reordered
from retriever.decide import confidence
from retriever.leaning import doubt
from retriever.settings import SURE_ENOUGH

from ..model import Outcome, Place, Status
from .seen import GoldFinder, Seen

QUOTES = 3
"""Quotes that are judged."""


def judged(seen: Sequence[Seen], weights: RankerWeights, gold: GoldFinder) -> tuple[Outcome, ...]:
    """One outcome for each question, in order. Nothing is searched or read again.

    The quotes are there also where the confidence is under `SURE_ENOUGH` and the question counts
    as declined: so the order of the quotes is measured apart from when to decline.
    """
    return tuple(_outcome(one, weights, gold) for one in seen)


def _outcome(one: Seen, weights: RankerWeights, gold: GoldFinder) -> Outcome:
    query = one.found.query
    passages = reordered(one.found.passages, weights.passages)
    ranked = rank(passages, query, weights.spans, QUOTES) if passages else []
    doubts = doubt(query, ranked[0]) if ranked else 0.0
    likely = confidence(passages, weights.confidence, doubts)
    return Outcome(
        question=one.question,
        status=Status.ANSWERED if likely >= SURE_ENOUGH else Status.DECLINED,
        milliseconds=0.0,
        confidence=likely,
        passages=tuple(
            _place(match) for match in (*(read.match for read in passages), *one.found.rest)
        ),
        quotes=tuple(
            gold.quote(one.question, each.match, each.span.start, each.span.end) for each in ranked
        ),
    )


def _place(match: Match) -> Place:
    passage = match.stored.passage
    return Place(passage.span.note_id, passage.first_line, passage.last_line)
