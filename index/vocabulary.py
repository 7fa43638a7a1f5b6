"""The words of an index, sorted so that words like another one are found without reading all."""

import sqlite3
from collections.abc import Iterable, Iterator

from .errors import damaged


class Vocabulary:
    """Words by length and first letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[int, dict[str, list[str]]] = {}
        for word in words:
            self._words.setdefault(len(word), {}).setdefault(word[:1], []).append(word)

    def __iter__(self) -> Iterator[str]:
        for by_letter in self._words.values():
            for some in by_letter.values():
                yield from some

    def near_length(self, length: int, most: int, first: str | None = None) -> list[str]:
        """The words at most `most` letters longer or shorter; with `first`, that begin so."""
        found: list[str] = []
        for size in range(length - most, length + most + 1):
            by_letter = self._words.get(size, {})
            chosen = by_letter.values() if first is None else [by_letter.get(first, [])]
            for some in chosen:
                found += some
        return found


def read_vocabulary(connection: sqlite3.Connection) -> Vocabulary:
    """Every word that was ever indexed.

    Raises:
        IndexDamagedError: one of them is no word.
    """
    words = [row[0] for row in connection.execute("SELECT word FROM words ORDER BY word")]
    # Without checksums: a word that is not in the full text is never looked for.
    if not all(isinstance(word, str) for word in words):
        raise damaged("The words of the index are damaged.")
    return Vocabulary(words)
