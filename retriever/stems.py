"""Words without their endings, for comparing a question with a text outside the database."""

from functools import lru_cache

import snowballstemmer

from index import terms

_STEMMER = snowballstemmer.stemmer("porter")


def stems(text: str) -> frozenset[str]:
    """The stems of the search terms of `text`.

    >>> sorted(stems("Messages retried, retrying"))
    ['messag', 'retri']
    """
    return frozenset(_stem(term) for term in terms(text))


@lru_cache(maxsize=100_000)
def _stem(term: str) -> str:
    return str(_STEMMER.stemWord(term))
