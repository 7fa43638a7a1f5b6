"""Why a quote was chosen, for people to check.

That is: the words that it shares with the question, the headings that name the rest, and where in
it the answer stands.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from index import words

from .asked import Asked
from .model import Evidence, Mark
from .query import Query
from .stems import stems
from .values import find_values
from .wording import is_content

# Over a text with every capital as A and every other letter as a.
_NAME = re.compile(r"(?<![Aa])(?:A['’])?A[Aa]*a[Aa]*(?:['’ -](?:A['’])?A[Aa]*a[Aa]*)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s)\Z")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def evidence(
    query: Query, asked: Asked, quote: str, context: Sequence[str], best: tuple[int, int] | None
) -> Evidence:
    """What speaks for `quote`, in the question's words and the quote's places.

    Args:
        query: The question.
        asked: What kind of answer it wants.
        quote: The quote as it is shown.
        context: The headings above the quote and what it stands under.
        best: Where in the quote the reader sees the answer; None where that cannot be said.
    """
    inside, around = stems(quote), stems("\n".join(context))
    spoken = {word.casefold(): word for word in words(query.asked) if _is_meant(word, query)}
    here = [word for word in spoken.values() if _covers(word, inside, query)]
    others = [word for word in spoken.values() if word not in here]
    above = [word for word in others if _covers(word, around, query)]
    missing = [word for word in others if word not in above]
    answer = tuple(_answer_marks(asked, quote, best))
    shared = tuple(_asked_marks(query, quote, inside))
    return Evidence(tuple(here), tuple(above), tuple(missing), answer, shared)


def _is_meant(word: str, query: Query) -> bool:
    return bool(stems(word) & query.weights.keys())


def _covers(word: str, found: frozenset[str], query: Query) -> bool:
    instead = (same for stem in stems(word) for same in query.stands_for.get(stem, ()))
    return bool(stems(word) & found) or any(same <= found for same in instead)


def _answer_marks(asked: Asked, quote: str, best: tuple[int, int] | None) -> Iterator[Mark]:
    """The values or names that were asked for; else the unit that answers, if there are others."""
    start, end = best or (0, len(quote))
    wanted = list(_wanted(asked, quote[start:end]))
    if wanted:
        yield from (Mark(start + mark.start, start + mark.end) for mark in wanted)
    elif 0 < end - start < len(quote.strip()):
        yield Mark(start, end)


def _wanted(asked: Asked, text: str) -> Iterator[Mark]:
    if asked.kinds & {"number", "time"}:
        yield from (Mark(value.start, value.end) for value in find_values(text))
    elif "person" in asked.kinds:
        yield from _names(text)


def _names(text: str) -> Iterator[Mark]:
    """Capitalized words in a row. A sentence begins with a capital too: one alone is no name."""
    for found in _NAME.finditer("".join(map(_shape, text))):
        start, end = found.span()
        if _SENTENCE_START.search(text, 0, start):
            first, _, rest = text[start:end].partition(" ")
            if not rest:
                continue
            start += 0 if is_content(first.casefold()) else len(first) + 1
        yield Mark(start, end)


def _shape(letter: str) -> str:
    if letter.isupper() or letter.istitle():
        return "A"
    return "a" if letter.isalpha() or unicodedata.combining(letter) else letter


def _asked_marks(query: Query, quote: str, found: frozenset[str]) -> Iterator[Mark]:
    """The words of the quote that are the question's, or are another name of them as a whole."""
    meant = set(query.weights)
    for stem in query.weights:
        meant.update(*(same for same in query.stands_for.get(stem, ()) if same <= found))
    for word in _WORD.finditer(quote):
        if stems(word[0]) & meant:
            yield Mark(*word.span())
