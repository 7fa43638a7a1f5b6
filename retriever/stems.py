"""Words without their endings, for comparing a question with a text outside the database."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain

import snowballstemmer

from index import terms_of, words

_STEMMER = snowballstemmer.stemmer("porter")


def stems(text: str) -> frozenset[str]:
    """The stems of the search terms of `text`.

    >>> sorted(stems("Messages retried, retrying"))
    ['messag', 'retri']
    """
    return frozenset(chain.from_iterable(map(_stems_of, set(words(text)))))


def stems_among(texts: Sequence[str], wanted: Collection[str]) -> list[frozenset[str]]:
    """For each of the texts, those of the stems `wanted` that it has."""
    found = [set(words(text)) for text in texts]
    # A word stands in many of the texts, and few words are asked for.
    asked = frozenset(wanted)
    telling = {word for word in set().union(*found) if not asked.isdisjoint(_stems_of(word))}
    return [
        asked.intersection(chain.from_iterable(map(_stems_of, some & telling))) for some in found
    ]


# A question has to do with ten thousand words, few of them new.
@lru_cache(maxsize=50_000)
def _stems_of(word: str) -> tuple[str, ...]:
    return tuple(str(_STEMMER.stemWord(term)) for term in terms_of(word))
