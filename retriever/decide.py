"""Answer or decline: how likely the notes answer at all, judged on the best evidence alone.

The best passage decides, never a vote: twenty passages that say nothing must not outweigh the
one that answers. The numbers were fitted on known questions, on near misses (the notes speak of
the subject, not of what is asked) and on questions about other people's notes.
"""

import re
from collections.abc import Sequence
from math import exp

from .model import Hit
from .query import Query
from .rank import RankedSpan
from .search import Match

THRESHOLD = 0.3
"""Below this confidence Quoth declines."""

_NAMED = 5
"""Unknown words that are named in a refusal."""

_BEST_UNIT, _UNKNOWN, _EVIDENCE, _CONSTANT = 8.15, -1.28, 0.14, -4.51


def confidence(matches: Sequence[Match], ranked: Sequence[RankedSpan], query: Query) -> float:
    """How likely the notes answer the question, from 0 to 1; 0 where nothing was found."""
    if not matches or not ranked:
        return 0.0
    words = len(query.terms) + len(query.unknown)
    log_odds = (
        _CONSTANT
        + _BEST_UNIT * max(match.best_unit for match in matches)
        + _UNKNOWN * len(query.unknown) / max(1, words)
        + _EVIDENCE * ranked[0].evidence
    )
    return 1 / (1 + exp(-log_odds))


def why_not(query: Query, hits: Sequence[Hit], notes: int) -> str:
    """Why the notes do not answer, in words that a person can check."""
    where = f"; nearest: {_place(hits[0])}" if hits else ""
    in_notes = "your only note" if notes == 1 else f"your {notes:,} notes"
    if query.unknown:
        quoted = [f'"{_as_asked(word, query.question)}"' for word in query.unknown]
        subject = f"The word {quoted[0]} is" if len(quoted) == 1 else f"{_and(quoted)} are"
        of = "" if notes == 1 else "any of "
        return f"{subject} not in {of}{in_notes}{where}."
    return f"Nothing in {in_notes} is close enough to the question{where}."


def _as_asked(word: str, question: str) -> str:
    """The word with the capitals that it has in the question."""
    found = re.search(rf"\b{re.escape(word)}\b", question, re.IGNORECASE)
    return found[0] if found else word


def _and(words: Sequence[str]) -> str:
    *named, last = words if len(words) <= _NAMED else (*words[:_NAMED], "others")
    return f"{', '.join(named)} and {last}"


def _place(hit: Hit) -> str:
    passage = hit.passage
    path = " > ".join(passage.headings) or hit.title
    first, last = passage.first_line, passage.last_line
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{path}, {passage.span.note_id}, {lines}"
