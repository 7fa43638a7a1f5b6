"""Text to search terms: the one way that words are taken, when indexing and when asking.

Terms are lower-case runs of letters and digits. An identifier is found whole and by its parts:
`changeMessageVisibility` gives `changemessagevisibility change message visibility`, `256kb` gives
`256kb 256 kb`. Folding accents and cutting endings (Porter) is left to SQLite's FTS5, which does
it for both sides.
"""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(
    r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+|\d+",
)


def terms(text: str) -> list[str]:
    """The search terms of `text`, in order.

    >>> terms("DLQ: use changeVisibility, max 256kb")
    ['dlq', 'use', 'changevisibility', 'change', 'visibility', 'max', '256kb', '256', 'kb']
    """
    found: list[str] = []
    for word in words(text):
        found.append(word.lower())
        parts = _PART.findall(word)
        if len(parts) > 1 and all(part.isascii() for part in parts):
            found.extend(part.lower() for part in parts)
    return found


def words(text: str) -> Iterator[str]:
    """The words of `text` as they are written, compatibility forms unified."""
    for match in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        yield match[0]
