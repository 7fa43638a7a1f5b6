"""Words that the notes themselves misspell."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from index import Encoder, Store
from retriever.query import understand
from retriever.spelling import match_words
from retriever.stems import stems

Notes = dict[str, str | bytes]
KNOWN = {"replication", "filter", "larger", "sweater", "sweet", "kinesis", "registry"}

NOTES: Notes = {
    "a.md": "# A\n\nKineses shards. The replicaiton lags. A registery.\n",
    "b.md": "# B\n\nReplication works. Replications, kinetic things.\n",
    "c.md": "# C\n\nA filler, a lager that is sweeter than before.\n",
    "d.md": "# D\n\nReplication again.\n\n## E\n\nAnd replication.\n",
}


@pytest.fixture
def slips(build: Callable[[Notes], Path]) -> Iterator[Store]:
    """An index of notes with slips."""
    store = Store(build(NOTES))
    yield store
    store.close()


def _variants(store: Store, word: str, known: Collection[str] = KNOWN) -> list[str]:
    found = match_words(store, [word], lambda term: term in known)
    assert found.terms == (word,)
    return [variant for _, variant in found.variants]


@pytest.mark.parametrize(
    ("word", "variant"),
    [
        ("kinesis", "kineses"),  # the notes have no other
        ("replication", "replicaiton"),  # they have both
        ("replicaiton", "replication"),
        ("registry", "registery"),  # a letter too many in a long word
    ],
)
def test_the_notes_spell_it_otherwise(slips: Store, word: str, variant: str) -> None:
    """One slip inside a word."""
    assert _variants(slips, word) == [variant]


@pytest.mark.parametrize("word", ["filter", "larger", "sweater"])
def test_another_word_is_no_slip(slips: Store, word: str) -> None:
    """A letter of another sound, a short word that lacks one, a form of a known word."""
    found = match_words(slips, [word], lambda term: term in KNOWN)

    assert (found.variants, found.unknown) == ((), (word,))


def test_two_known_words_are_two(slips: Store) -> None:
    """However near they are."""
    assert _variants(slips, "replicaiton", {*KNOWN, "replicaiton"}) == []


def test_every_spelling_counts(slips: Store) -> None:
    """In the search, in the coverage, in how rare the word is; and it is shown."""
    assert match_words(slips, ["replicaiton"], KNOWN.__contains__).counts == {"replicaiton": 4}
    query = understand(slips, Encoder(slips.info().identity), "Does replication lag?")

    assert query.searched_as == "Does replication lag? (replication = replicaiton)"
    assert query.asked == "Does replication lag?"
    assert query.also == ("replicaiton",)
    assert query.coverage(stems("replicaiton lag")) == 1
