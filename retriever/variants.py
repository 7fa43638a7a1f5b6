"""Other spellings of one word in the notes themselves: nobody spells everything right."""

from collections.abc import Callable

from index import Store

from .stems import stems

_SHORTEST = 6
_SHORTEST_UNEVEN = 8
"""Shorter words become others by one letter more or less: `lager` is no slip for `larger`."""
_NEIGHBOURS = 20
_ALIKE = {frozenset(pair) for pair in ("ei", "ae", "iy", "cs", "sz", "ck")}
"""Letters that stand for one sound."""
_ENDINGS = ("s", "es", "d", "ed", "r", "er", "ing", "ly")


def other_spellings(
    store: Store, term: str, often: int, is_word: Callable[[str], bool]
) -> list[str]:
    """Words of the notes that are `term` with one slip inside: `kineses` for `kinesis`.

    `often` is in how many passages `term` itself occurs. At least one of the two is no word that
    `is_word` knows. A slip at either end is taken for another word or another ending.
    """
    if len(term) < _SHORTEST or not term.isalpha():
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    nearby = store.vocabulary().near_length(len(term), 1, term[0])
    found = process.extract(term, nearby, scorer=OSA.distance, score_cutoff=1, limit=_NEIGHBOURS)
    return [
        word
        for word, edits, _ in found
        if edits == 1
        and word.isalpha()
        and word[-1] == term[-1]
        and _may_be_slip(term, word)
        and stems(word) != stems(term)
        and _is_same((term, often), (word, store.passages_with(word)), is_word)
    ]


def _may_be_slip(term: str, word: str) -> bool:
    """Whether two letters are swapped, one is another of the same sound, or a long word lacks one.

    Any other letter makes another word: `filler` is no `filter`.
    """
    if len(term) != len(word):
        return min(len(term), len(word)) >= _SHORTEST_UNEVEN
    pairs = [frozenset(pair) for pair in zip(term, word, strict=True) if pair[0] != pair[1]]
    return len(pairs) != 1 or pairs[0] in _ALIKE


def _is_same(
    asked: tuple[str, int], other: tuple[str, int], is_word: Callable[[str], bool]
) -> bool:
    """Whether two spellings are one word, by how often either occurs and which is a known word."""
    (term, often), (word, other_often) = asked, other
    known, other_known = _is_form(term, is_word), _is_form(word, is_word)
    if not other_often or (known and other_known):
        return False
    if other_known:
        # The question has the misspelling, which the notes have, too: much the rarer one.
        return often * 3 <= other_often
    return known or other_often < often or len(term) == len(word)


def _is_form(term: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a word or the word that it is a form of is known."""
    stripped = (term.removesuffix(ending) for ending in _ENDINGS if term.endswith(ending))
    return is_word(term) or any(is_word(word) for word in stripped)
