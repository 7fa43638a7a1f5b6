"""Text to search terms: the one way that words are taken, when indexing and when asking.

Terms are lower-case runs of letters and digits. An identifier is found whole and by its parts:
`changeMessageVisibility` gives `changemessagevisibility change message visibility`, `256kb` gives
`256kb 256 kb`. Chinese and Japanese are written without blanks, so each of their characters is a
term, and a word inside a sentence is found. Folding accents and cutting endings (Porter) is left
to SQLite's FTS5, which does it for both sides.
"""

import re
import unicodedata
from functools import lru_cache

_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ASCII_WORDS = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
_WORD = re.compile(rf"[^\W_{_ALONE}]+|(?=\w)[{_ALONE}]")
_UNSEEN = re.compile("[\u00ad\u2060\ufeff]")
"""Soft hyphens, and what else may stand inside a word without being seen."""
_PART = re.compile(
    r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+|\d+",
)


def terms(text: str) -> list[str]:
    """The search terms of `text`, in order.

    >>> terms("DLQ: use changeVisibility, max 256kb")
    ['dlq', 'use', 'changevisibility', 'change', 'visibility', 'max', '256kb', '256', 'kb']
    """
    return [term for word in words(text) for term in terms_of(word)]


@lru_cache(maxsize=50_000)
def terms_of(word: str) -> tuple[str, ...]:
    """The search terms of one of the `words` of a text."""
    parts = _PART.findall(word)
    if len(parts) > 1 and all(part.isascii() for part in parts):
        return (word.lower(), *(part.lower() for part in parts))
    return (word.lower(),)


def words(text: str) -> list[str]:
    """The words of `text` as they are written, compatibility forms unified."""
    if text.isascii():  # as nearly all texts are: a third of the time
        return text.translate(_ASCII_WORDS).split()
    return _WORD.findall(unified(text))


def unified(text: str) -> str:
    """`text` with compatibility forms unified, without characters that cannot be seen."""
    return text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
