"""Match misspelt question words to words that the notes have, and to misspelt words in them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index import Store, Vocabulary

from .variants import other_spellings

_SHORTEST = 4
"""Shorter words have too many neighbours to guess among."""
_LONG = 8
"""Letters of a word that may have two slips."""
_NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that a question is searched with."""

    terms: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    """Pairs of a word that the notes lack and the one searched instead."""
    unknown: tuple[str, ...]
    """Words that the notes lack and that resemble none they have."""
    counts: Mapping[str, int]
    """In how many passages each of `terms` occurs, so spelt or otherwise."""
    variants: tuple[tuple[str, str], ...] = ()
    """Pairs of one of `terms` and another spelling of it in the notes, searched beside it."""

    def rewritten(self, text: str) -> tuple[str, ...]:
        """The text with every word as it was replaced, then with the notes' other spellings."""
        replaced = _rewritten(text, self.replaced)
        return tuple(dict.fromkeys((replaced, _rewritten(replaced, self.variants))))


def _rewritten(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for word, instead in pairs:
        text = re.sub(rf"\b{re.escape(word)}\b", instead, text, flags=re.IGNORECASE)
    return text


def match_words(
    store: Store,
    wanted: Sequence[str],
    is_word: Callable[[str], bool],
    names: Mapping[str, Sequence[str]] | None = None,
) -> Spelling:
    """Each term as it is where the notes have it, else the most similar word they do have.

    A term that `is_word` knows is spelt right: the notes do not have it, and it stays unknown,
    unless they misspell it. A term of `names` is known under the phrases given for it.
    """
    counts: dict[str, int] = {}
    replaced: list[tuple[str, str]] = []
    unknown: list[str] = []
    variants: list[tuple[str, str]] = []
    for term in wanted:
        found = store.passages_with(term)
        # What is neither in the notes nor a word is misspelt itself.
        spelt = found or is_word(term)
        misspelt = other_spellings(store, term, found, is_word) if spelt else []
        variants += ((term, other) for other in misspelt)
        others = (*misspelt, *(names or {}).get(term, ()))
        if often := store.passages_with(term, *others) if others else found:
            counts[term] = often
            continue
        similar = None if is_word(term) else _most_similar(store, term, store.vocabulary())
        if similar is None:
            unknown.append(term)
        else:
            counts[similar] = store.passages_with(similar)
            replaced.append((term, similar))
    return Spelling(tuple(counts), tuple(replaced), tuple(unknown), counts, tuple(variants))


def _most_similar(store: Store, term: str, vocabulary: Vocabulary) -> str | None:
    """The nearest word by edits (a swap of neighbours is one), then the most frequent one."""
    if len(term) < _SHORTEST or not term.isalpha():
        return None
    most = 1 if len(term) < _LONG else 2
    found = _near(store, term, vocabulary.near_length(len(term), most, term[0]), most)
    if not found and most > 1:
        # A slip in the first letter is rare; such a neighbour is usually another word.
        found = _near(store, term, vocabulary.near_length(len(term), 1), 1)
    return min(found)[2] if found else None


def _near(store: Store, term: str, words: Sequence[str], most: int) -> list[tuple[float, int, str]]:
    """The words at most `most` edits away: edits, in how many passages (negative), word."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(term, words, scorer=OSA.distance, score_cutoff=most, limit=_NEIGHBOURS)
    counted = ((edits, store.passages_with(word), word) for word, edits, _ in near)
    return [(edits, -often, word) for edits, often, word in counted if often]
