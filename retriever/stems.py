"""Words without their endings, for comparing a question with a text outside the database."""

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


# A question has to do with ten thousand words, few of them new.
@lru_cache(maxsize=50_000)
def _stems_of(word: str) -> tuple[str, ...]:
    return tuple(str(_STEMMER.stemWord(term)) for term in terms_of(word))
