"""The words of an index, sorted so that words like another one are found without reading all."""

from collections.abc import Iterable, Iterator


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
