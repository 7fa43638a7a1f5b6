"""Words as arrays of numbers find what SQLite's full text finds, with the very same scores."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import add_terms, passages_with, remove_terms, search_terms
from index.postings import Postings, collect_postings
from index.schema import prepare_tables
from index.scratch_text import ScratchText
from index.word_index import FullText, Part, WordIndex
from ingest import Passage, Span

Row = tuple[int, str, Passage]

WORDS = st.sampled_from(["ox", "elks", "elk", "cod", "hen", "yaks", "emu"])
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
WANTED = st.lists(
    st.one_of(WORDS, st.tuples(WORDS, WORDS).map(" ".join)), min_size=1, max_size=6, unique=True
)


def row(number: int, text: str) -> Row:
    """A passage as the full-text index takes it."""
    heading = (text.split(maxsplit=1)[0],)
    return number, "ox hen", Passage(Span("a.md", 0, len(text)), heading, text, 1, 1, ())


def collected(connection: sqlite3.Connection) -> Postings:
    """The postings of all that is there."""
    found = connection.execute("SELECT rowid FROM terms ORDER BY rowid").fetchall()
    return collect_postings(connection, np.array([number for (number,) in found], dtype=np.int64))


def updated(
    connection: sqlite3.Connection, before: Sequence[Row], gone: set[int], added: Sequence[Row]
) -> WordIndex:
    """An index made of `before`, brought up to what is there without `gone` and with `added`."""
    add_terms(connection, before)
    base = collected(connection)
    remove_terms(connection, [one for one in before if one[0] in gone])
    add_terms(connection, added)
    scratch = ScratchText()
    is_alive = ~np.isin(base.numbers, [*gone])
    later = Part(scratch.postings(added))
    return WordIndex([Part(base, is_alive), later], FullText(connection), scratch, "before")


UPDATES = st.tuples(
    st.lists(TEXTS, min_size=1, max_size=25),
    st.sets(st.integers(1, 25), max_size=12),
    st.lists(TEXTS, max_size=8),
)
"""The passages of before, which of them are gone, and what came."""


@given(UPDATES, WANTED, st.integers(1, 12), st.none() | st.sets(st.integers(1, 40)))
@settings(max_examples=200, deadline=None)
def test_the_same_as_the_full_text(
    update: tuple[list[str], set[int], list[str]],
    wanted: list[str],
    limit: int,
    among: set[int] | None,
) -> None:
    """After any update, with phrases, other endings, and only some passages allowed."""
    before, gone, later = update
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare_tables(connection)
        old = [row(number, text) for number, text in enumerate(before, 1)]
        new = [row(number, text) for number, text in enumerate(later, 30)]
        words = updated(connection, old, gone, new)
        found, count = words.search(wanted, limit, among), words.count(wanted)
        true = search_terms(connection, wanted, limit, among)
        assert count == passages_with(connection, *wanted)
    assert found == true  # to the last digit, and in the same order


def test_nothing_left() -> None:
    """All passages are gone."""
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare_tables(connection)
        words = updated(connection, [row(1, "ox"), row(2, "elk")], {1, 2}, [])
        assert words.search(["ox", "elk", "ox elk"], 5) == []
        assert words.count(["ox"]) == words.count(["ox", "elk"]) == words.count(["ox elk"]) == 0


def test_nothing_wanted() -> None:
    """Nothing is found, nor among no passages."""
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare_tables(connection)
        words = updated(connection, [row(1, "ox"), row(2, "elk")], set(), [row(3, "ox")])
        assert words.search([], 5) == []
        assert words.search(["ox"], 5, []) == []
