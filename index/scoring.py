"""Score passages: those that can be among the best, or all that have any of the terms."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate
from math import inf

from .errors import damaged
from .promising import any_of, bounds, promising, quoted

# The weights, in order: a word in the note's title, in the heading path, in the text.
_SEARCH = "SELECT rowid, -bm25(terms, 1.0, 1.5, 1.0) AS score FROM terms WHERE terms MATCH ?"
# The sign keeps SQLite from beginning anew at each of these rows, half a millisecond for each.
_AMONG = " AND +rowid IN (SELECT value FROM json_each(?))"
_BEST = " ORDER BY score DESC, rowid LIMIT ?"
_ROWS = "SELECT rowid FROM terms WHERE terms MATCH ? LIMIT ?"
_RARE = 400
"""Rows that are all scored for having a rare term, most often a misspelling beside the word: its
bound would hide how little the others need."""
_LONG = 12
"""Terms that are not rare, of a question so long that its best passages have few of them: nearly
all passages may be among these."""
_SHARE = 0.15
"""Of all rows with any of the terms: to choose more than that for scoring saves nothing."""
_STEPS = 3
"""The rarest terms: next to all chosen rows have one of them."""
_SHARES = (0.75, 0.6, 0.45, 0.3)
"""Of the highest score that can be: what the best passages have, to be tried one after the other.
Most questions' fiftieth passage has from 0.4 to 0.85 of it."""


class Scoring:
    """One search: the terms that there are, and the passages that may be found."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        counts: Mapping[str, int],
        among: Collection[int] | None,
    ) -> None:
        self._connection = connection
        self._terms = tuple(counts)
        self._among = None if among is None else frozenset(among)
        self._many = int(sum(counts.values()) * _SHARE)
        # Numbers begin at 1, so that there are no more passages than the highest says.
        rows = connection.execute("SELECT max(id) FROM terms_docsize").fetchone()[0] or 0
        most = bounds(counts, rows)
        at_most = [*accumulate(counts[term] for term in most)]
        self._rare = [term for term, sofar in zip(most, at_most, strict=True) if sofar <= _RARE]
        self._most = {term: most[term] for term in [*most][len(self._rare) :]}

    def best(self, limit: int) -> dict[int, float]:
        """The scores of the best passages, `limit` or more if there are so many."""
        if len(self._most) > _LONG:
            return self.of_all(limit)
        scores, whole = self._with_rare(), sum(self._most.values())
        if _last(scores, limit) > whole:
            return scores
        for needed in (share * whole for share in _SHARES):
            rows = self._reaching(needed)
            if rows is None:
                break
            if len(rows | scores.keys()) < limit:
                continue
            scores |= self._scores(rows - scores.keys(), needed)
            # No passage is among the best that has less than the last of these.
            last = _last(scores, limit)
            if last >= needed:
                return scores
            rows = self._reaching(last)
            if rows is None:
                break
            return scores | self._scores(rows - scores.keys(), last)
        return self.of_all(limit)

    def of_all(self, limit: int) -> dict[int, float]:
        """The scores of the best passages, found by scoring all that have any of the terms."""
        return self._scored(any_of(self._terms), self._among, limit) if self._terms else {}

    def _with_rare(self) -> dict[int, float]:
        """The scores of all passages with a rare term."""
        if not self._rare:
            return {}
        rare, others = any_of(self._rare), any_of([*self._most])
        scores = self._scored(rare, self._among)
        return scores | (self._scored(f"({rare}) AND ({others})", self._among) if others else {})

    def _reaching(self, needed: float) -> set[int] | None:
        """The passages that can have this score without a rare term; None where these are many.

        Of those with one some are found, too.
        """
        condition = promising(self._most, needed)
        if condition is None:
            return None
        rows = self._connection.execute(_ROWS, (condition, self._many + 1))
        found = {row for (row,) in rows}
        if len(found) > self._many:
            return None
        return found if self._among is None else found & self._among

    def _scores(self, rows: Collection[int], needed: float) -> dict[int, float]:
        """The scores of passages without a rare term, found by what they need for this score."""
        found: dict[int, float] = {}
        for condition in self._conditions(needed):
            left = set(rows).difference(found)
            if not left:
                break
            found |= self._scored(condition, left)
        return found

    def _conditions(self, needed: float) -> Iterator[str]:
        """Full-text queries that score all passages with this score, each all of their terms.

        In a query each term may stand but once, or it counts twice. So passages with the rarest
        term come first, then others with the next: passages that have neither are few.
        """
        terms = [*self._most]  # the rarest first
        for place, term in enumerate(terms[:_STEPS], 1):
            if len(terms) > place:
                yield f"{quoted(term)} AND ({any_of(terms[place:])})"
            if self._most[term] >= needed:
                yield quoted(term)
        yield any_of(terms)

    def _scored(
        self, condition: str, among: Collection[int] | None, limit: int = -1
    ) -> dict[int, float]:
        if among is None:
            rows = self._connection.execute(_SEARCH + _BEST, (condition, limit))
        else:
            values = (condition, json.dumps([*among]), limit)
            rows = self._connection.execute(_SEARCH + _AMONG + _BEST, values)
        scores = dict(rows.fetchall())
        # What damage makes of the lengths that the full text remembers; None stands for no number.
        if not all(score is not None and 0 < score < inf for score in scores.values()):
            raise damaged("The full text of the index is damaged.")
        return scores


def _last(scores: Mapping[int, float], limit: int) -> float:
    """The score of the last of the `limit` best; 0 where there are fewer."""
    return sorted(scores.values(), reverse=True)[limit - 1] if 0 < limit <= len(scores) else 0.0
