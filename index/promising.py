"""Which rows can be among the best, told from their words alone, before any is scored.

Scoring a row takes SQLite fifteen times as long as finding it. What a term can add to a score is
bounded by its rarity, so a row that has too few of the terms need not be scored: the bounds of
those it has must add up to the score that is needed. That is a condition of AND and OR.
"""

from collections.abc import Mapping, Sequence
from math import log

_MOST = 2.2
"""What BM25 multiplies a term's weight with at most: k1 + 1."""
_LEAST_WEIGHT = 1e-6
"""SQLite's weight of a term that more than half of the rows have."""
_DECIDING = 8
"""The rarest terms, whose presence is told apart: a condition doubles with each."""
_ROUNDING = 1 - 1e-9


def bounds(counts: Mapping[str, int], rows: int) -> dict[str, float]:
    """What each term can add to a row's score at most, the rarest term first.

    Args:
        counts: In how many rows each term occurs.
        rows: How many rows there are, or more.
    """
    rare_first = sorted(counts, key=lambda term: (counts[term], term))
    return {term: _MOST * _weight(counts[term], rows) for term in rare_first}


def _weight(count: int, rows: int) -> float:
    more = (rows - count + 0.5) / (count + 0.5)
    return max(log(more), _LEAST_WEIGHT) if more > 0 else _LEAST_WEIGHT


def promising(most: Mapping[str, float], needed: float) -> str | None:
    """A full-text query for all rows that can have the score `needed`; None where any row can.

    It finds others, too. `most` is what `bounds` gave.
    """
    terms = [*most.items()]
    # The others are taken to be in every row.
    missing = needed * _ROUNDING - sum(bound for _, bound in terms[_DECIDING:])
    condition = _condition(terms[:_DECIDING], missing)
    return condition or None


def _condition(terms: Sequence[tuple[str, float]], missing: float) -> str | None:
    """What finds the rows whose terms add up to `missing`: "" for all rows, None for no row."""
    if missing <= 0:
        return ""
    if sum(bound for _, bound in terms) < missing:
        return None
    (term, bound), *others = terms
    beside = _condition(others, missing - bound)
    ways = [quoted(term) if not beside else f"({quoted(term)} AND {beside})"]
    ways = [] if beside is None else ways
    without = _condition(others, missing)
    ways += [without] if without else []
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def quoted(term: str) -> str:
    """The term, or the terms in a row, so that nothing in it is an operator."""
    return f'"{term}"'


def any_of(terms: Sequence[str]) -> str:
    """A full-text query for the rows with any of the terms."""
    return " OR ".join(map(quoted, terms))
