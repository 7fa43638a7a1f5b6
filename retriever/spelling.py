"""Match misspelt question words to words that the notes have."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index import Store, passages_with

_SHORTEST = 4
"""Shorter words have too many neighbours to guess among."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that a question is searched with."""

    terms: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    """Pairs of a word that the notes lack and the one searched instead."""
    unknown: tuple[str, ...]
    """Words that the notes lack and that resemble none they have."""
    counts: Mapping[str, int]
    """In how many passages each of `terms` occurs."""


def match_words(store: Store, wanted: Sequence[str], is_word: Callable[[str], bool]) -> Spelling:
    """Each term as it is where the notes have it, else the most similar word they do have.

    A term that `is_word` knows is spelt right: the notes do not have it, and it stays unknown.
    """
    counts: dict[str, int] = {}
    replaced: list[tuple[str, str]] = []
    unknown: list[str] = []
    vocabulary: list[str] | None = None
    for term in wanted:
        if often := passages_with(store.connection, term):
            counts[term] = often
            continue
        if is_word(term):
            unknown.append(term)
            continue
        vocabulary = vocabulary if vocabulary is not None else store.vocabulary()
        similar = _most_similar(store, term, vocabulary)
        if similar is None:
            unknown.append(term)
        else:
            counts[similar] = passages_with(store.connection, similar)
            replaced.append((term, similar))
    return Spelling(tuple(counts), tuple(replaced), tuple(unknown), counts)


def _most_similar(store: Store, term: str, vocabulary: Sequence[str]) -> str | None:
    """The nearest word by edits (a swap of neighbours is one), then the most frequent one."""
    if len(term) < _SHORTEST or not term.isalpha():
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = 1 if len(term) < 8 else 2
    near = process.extract(term, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=20)
    best: tuple[float, int, str] | None = None
    for word, edits, _ in near:
        often = passages_with(store.connection, word)
        # A slip in the first letter is rare; such a neighbour is usually another word.
        rank = (edits + (word[0] != term[0]), -often, word)
        if often and rank[0] <= most and (best is None or rank < best):
            best = rank
    return best[2] if best else None
