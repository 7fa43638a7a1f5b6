"""The words' file: made from this generation, whole, and the same as the full text.

Without a good one searching takes longer and finds the same, so that most of this is no fault.
"""

import numpy as np

from ..postings import Postings, collect_postings
from ..store import Store
from ..word_cache import WORDS, read_words
from .cache import problem_of
from .findings import Examination, Finding, Remedy, Subject, counted, fault, notice

WORD_CACHE = "words"


def check_words(subject: Subject) -> Examination:
    """Its header and its checksum; thoroughly: every word, where it is of this generation."""
    store = subject.store
    generations = (subject.info.token, store.lineage(WORDS).generation)
    problem = problem_of(store.folder / WORDS, generations)
    found = None if problem else read_words(store, generations)
    if found is None:
        yield _stale(problem or "Another version of Quoth wrote it.")
        return "the file beside the database"
    generation, postings = found
    is_own = generation == subject.info.token
    if subject.thorough and is_own and not _is_same(store, postings):
        what = "It was made from other words than the full text has."
        yield fault(WORD_CACHE, what, WORDS, Remedy.CACHE)
    return f"its checksum and {counted(len(postings.hashes), 'term')}"


def _is_same(store: Store, postings: Postings) -> bool:
    try:
        made = collect_postings(store.connection, store.passage_numbers())
    except ValueError:
        return False
    pairs = zip(postings.arrays(), made.arrays(), strict=True)
    return all(np.array_equal(one, other) for one, other in pairs)


def _stale(what: str) -> Finding:
    return notice(
        WORD_CACHE, f"{what} Until it is made again, searching takes longer.", WORDS, Remedy.CACHE
    )
