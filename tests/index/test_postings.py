"""Postings from SQLite's full text: where each term stands, how often, and what is not there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from index.lexical import add_terms, remove_terms
from index.postings import Postings, collect_postings
from index.schema import prepare_tables
from ingest import Passage, Span

Row = tuple[int, str, Passage]


def row(number: int, text: str, title: str = "", headings: tuple[str, ...] = ()) -> Row:
    """A passage as the full-text index takes it."""
    return number, title, Passage(Span("a.md", 0, len(text) or 1), headings, text, 1, 1, ())


@pytest.fixture
def tables() -> Iterator[sqlite3.Connection]:
    """An empty index in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare_tables(connection)
        yield connection


def standing(postings: Postings, term: str) -> dict[int, int]:
    """The weight of a term by the passage's number, in halves."""
    places, halves = postings.of_term(term)
    return dict(zip(postings.numbers[places].tolist(), halves.tolist(), strict=True))


def test_where_terms_stand_and_how_much(tables: sqlite3.Connection) -> None:
    """Twice the weight: 2 in title and text, 3 in a heading, for each time."""
    add_terms(tables, [row(7, "the queues, a queue", "Queue", ("My queue",)), row(9, "queued")])
    found = collect_postings(tables, np.array([7, 8, 9]))

    assert standing(found, "queue") == {7: 2 + 3 + 2 * 2}
    assert standing(found, "queu") == {9: 2}
    assert standing(found, "stork") == {}
    assert found.lengths.tolist() == [1 + 2 + 4, 0, 1]


def test_no_notes(tables: sqlite3.Connection) -> None:
    """Nothing stands anywhere."""
    found = collect_postings(tables, np.array([], dtype=np.int64))
    assert standing(found, "queue") == {}
    assert [len(array) for array in found.arrays()] == [0] * 7


def test_what_was_removed_is_not_there(tables: sqlite3.Connection) -> None:
    """SQLite keeps a mark of it, which is not taken for a passage."""
    add_terms(tables, [row(1, "stork"), row(2, "stork yak")])
    remove_terms(tables, [row(1, "stork")])
    found = collect_postings(tables, np.array([2]))

    assert standing(found, "stork") == standing(found, "yak") == {2: 2}


def test_passages_that_are_not_known(tables: sqlite3.Connection) -> None:
    """A full text of other passages than there are is not believed."""
    add_terms(tables, [row(1, "stork"), row(3, "stork")])
    for numbers in ([1], [1, 2], [2, 3], [1, 4]):
        with pytest.raises(ValueError, match="passages that are not there"):
            collect_postings(tables, np.array(numbers))


def test_many_words_at_a_time(tables: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """In however many goes they are counted, it comes to the same."""
    texts = ["yak emu ox", "ox ox elk", "elk hen yak", "cod emu emu emu"]
    add_terms(tables, [row(number, text) for number, text in enumerate(texts, 1)])
    numbers = np.arange(1, 5)
    at_once = collect_postings(tables, numbers)
    monkeypatch.setattr("index.postings._AT_ONCE", 2)
    one_by_one = collect_postings(tables, numbers)

    for word in ("yak", "emu", "ox", "elk", "hen", "cod"):
        assert standing(one_by_one, word) == standing(at_once, word) != {}
    assert one_by_one.lengths.tolist() == at_once.lengths.tolist() == [3, 3, 3, 4]
