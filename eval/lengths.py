"""How long quotes are: an answer should be read at a glance, not searched through again."""

from collections.abc import Sequence

import numpy as np

from .findings import Lengths
from .intervals import mean_score
from .model import Outcome, Question

LONG = 300
"""More characters than this are too many for an answer that is no list."""
_LIST = "list"


def first_quotes(outcomes: Sequence[Outcome]) -> Lengths:
    """The lengths of the quotes that are read first."""
    return _lengths(
        [(outcome.question, outcome.quotes[0].text) for outcome in outcomes if outcome.quotes]
    )


def all_quotes(outcomes: Sequence[Outcome]) -> Lengths:
    """The lengths of all the quotes that were shown."""
    return _lengths([(each.question, quote.text) for each in outcomes for quote in each.quotes])


def _lengths(quotes: Sequence[tuple[Question, str]]) -> Lengths:
    sizes = [len(text) for _, text in quotes]
    return Lengths(
        n=len(sizes),
        mean=sum(sizes) / len(sizes) if sizes else None,
        p90=float(np.percentile(sizes, 90)) if sizes else None,
        long=mean_score(
            [float(len(text) > LONG) for question, text in quotes if not _wants_a_list(question)]
        ),
    )


def _wants_a_list(question: Question) -> bool:
    return bool(question.must_include) or question.kind == _LIST
