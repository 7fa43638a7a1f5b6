"""Answer or decline: how likely the notes answer at all.

The reader's view of every passage counts most: it was taught on near misses, questions about what
the notes speak of but do not say. The weights are fitted so that 0.8 is right eight times in ten.
"""

import re
from collections.abc import Mapping, Sequence

from .empty import EmptyHeading
from .model import Hit
from .query import Query
from .rerank import ReadMatch, as_share, everything, weigh

_NAMED = 5
"""Unknown words that are named in a refusal."""


def confidence(
    passages: Sequence[ReadMatch], weights: Mapping[str, float], doubt: float = 0.0
) -> float:
    """How likely the notes answer the question, from 0 to 1; 0 where nothing was found.

    `doubt` is taken off the log-odds.
    """
    if not passages:
        return 0.0
    return as_share(weigh(signs(passages), weights) - doubt)


def signs(passages: Sequence[ReadMatch]) -> dict[str, float]:
    """What speaks for the notes answering, by name; the weights are fitted to these.

    The question's words are not among them: near misses are full of words that the notes have, so
    a fit would learn to trust a question the more, the fewer of its words it finds.
    """
    best = max(float(one.units.max(initial=-12.0)) for one in passages)
    return {
        "constant": 1.0,
        "reader": everything(passages),
        "reader_best": best,
    }


def why_not(
    query: Query,
    hits: Sequence[Hit],
    notes: int,
    bare: tuple[str, EmptyHeading] | None = None,
) -> str:
    """Why the notes do not answer, in words that a person can check.

    `bare` is an unknown word that stands in a heading without text all the same, and the heading.
    """
    where = f"; nearest: {_place(hits[0])}" if hits else ""
    if bare:
        word = _as_asked(bare[0], query.question)
        return f'The word "{word}" stands only in a {bare[1].place}, with no text under it{where}.'
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
