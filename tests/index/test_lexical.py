"""Full-text search: what is found, in which order, and that a question has no operators."""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import find_phrase, passages_with, search_terms, terms
from index.lexical import add_terms, remove_terms
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


def order(connection: sqlite3.Connection, question: str, limit: int = 10) -> list[int]:
    """The numbers of the passages found, best first."""
    return [number for number, _ in search_terms(connection, terms(question), limit)]


def test_any_word_finds(tables: sqlite3.Connection) -> None:
    """One of the words is enough; rarer words and more of them rank higher."""
    add_terms(tables, [row(1, "the queue"), row(2, "the stork and the queue"), row(3, "the end")])
    assert order(tables, "stork queue") == [2, 1]
    assert order(tables, "nothing") == []
    assert search_terms(tables, [], 10) == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("He was running", "runs"),
        ("The Café", "cafe"),
        ("uses changeMessageVisibility", "message visibility"),
        ("up to 256kb", "256 KB"),
        ("ﬁle names", "file"),
    ],
)
def test_what_counts_as_the_same_word(tables: sqlite3.Connection, text: str, question: str) -> None:
    """Endings, accents, case, parts of identifiers and ligatures make no difference."""
    add_terms(tables, [row(1, text), row(2, "other words")])
    assert order(tables, question) == [1]


def test_titles_and_headings_are_searched(tables: sqlite3.Connection) -> None:
    """A word in the title or the heading path finds the passage too."""
    add_terms(tables, [row(1, "text", title="Otters"), row(2, "text", headings=("Birds", "Stork"))])
    assert order(tables, "otter") == [1]
    assert order(tables, "bird") == order(tables, "stork") == [2]


def test_equal_scores_and_limit(tables: sqlite3.Connection) -> None:
    """Equal passages come by number, and only as many as wanted."""
    add_terms(tables, [row(number, "a stork") for number in (5, 3, 9, 7)])
    assert order(tables, "stork", limit=3) == [3, 5, 7]
    assert all(score > 0 for _, score in search_terms(tables, ["stork"], 9))


@pytest.mark.parametrize(
    "question",
    ['"', "a OR b", "NOT x", "x*", "^x", "title:x", "NEAR(x y)", "x; DROP TABLE terms", "-x", "(("],
)
def test_no_operators(tables: sqlite3.Connection, question: str) -> None:
    """Signs and words of the query language are words like all others."""
    add_terms(tables, [row(1, "x and or not near title drop a b y table terms")])
    assert order(tables, question) in ([], [1])
    assert tables.execute("SELECT count(*) FROM terms").fetchone() == (1,)


def test_a_very_long_question(tables: sqlite3.Connection) -> None:
    """A question of thousands of words is a question."""
    add_terms(tables, [row(1, "w17 and more")])
    assert [number for number, _ in search_terms(tables, [f"w{n}" for n in range(5000)], 5)] == [1]


def test_passages_with(tables: sqlite3.Connection) -> None:
    """Passages are counted once each, with any ending of the word."""
    add_terms(tables, [row(1, "pay pays"), row(2, "paying"), row(3, "x", headings=("Pay",))])
    assert passages_with(tables, "pays") == 3
    assert passages_with(tables, "stork") == 0


def test_removed_passages_leave_nothing(tables: sqlite3.Connection) -> None:
    """After a removal, counts and scores are as if the passage had never been there."""
    kept = [row(1, "the stork"), row(2, "a queue", "Title", ("Head",))]
    add_terms(tables, kept)
    before = search_terms(tables, ["stork", "queue"], 9)
    gone = row(3, "stork stork queue", "Title", ("Head",))
    add_terms(tables, [gone])
    assert search_terms(tables, ["stork", "queue"], 9) != before
    remove_terms(tables, [gone])
    assert search_terms(tables, ["stork", "queue"], 9) == before
    tables.execute("INSERT INTO terms (terms) VALUES ('integrity-check')")


def bm25(texts: Sequence[Sequence[str]], wanted: Sequence[str]) -> list[float]:
    """BM25 with k1 = 1.2 and b = 0.75, and SQLite's least weight for words in most passages."""
    mean = sum(map(len, texts)) / len(texts)
    scores = [0.0] * len(texts)
    for word in set(wanted):
        having = sum(word in text for text in texts)
        weight = math.log((len(texts) - having + 0.5) / (having + 0.5))
        weight = weight if weight > 0 else 1e-6
        for place, text in enumerate(texts):
            times = Counter(text)[word]
            length = 1.2 * (1 - 0.75 + 0.75 * len(text) / mean)
            scores[place] += weight * times * 2.2 / (times + length)
    return scores


WORDS = st.sampled_from(["ox", "elk", "cod", "hen", "yak", "emu"])


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=12),
    st.lists(WORDS, min_size=1, max_size=3),
)
@settings(max_examples=60)
def test_scores_are_bm25(texts: list[list[str]], wanted: list[str]) -> None:
    """Over texts without titles and headings, the scores are those of the textbook."""
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare_tables(connection)
        add_terms(connection, [row(place, " ".join(text)) for place, text in enumerate(texts)])
        found = dict(search_terms(connection, wanted, 100))
    true = {place: score for place, score in enumerate(bm25(texts, wanted)) if score > 0}
    assert found == pytest.approx(true, rel=1e-6, abs=1e-9)


def test_only_among_some_passages(tables: sqlite3.Connection) -> None:
    """The best of those; the scores are what they are among all."""
    add_terms(tables, [row(number, "queue " * number) for number in (1, 2, 3)])
    scores = dict(search_terms(tables, ["queue"], 9))

    assert search_terms(tables, ["queue"], 1, among=[1, 9]) == [(1, scores[1])]
    assert search_terms(tables, ["queue"], 9, among=[]) == []


def test_terms_in_a_row(tables: sqlite3.Connection) -> None:
    """A term with blanks stands for all of its parts, next to each other and in order."""
    add_terms(tables, [row(1, "dead letter queues"), row(2, "the letter is dead, the queue")])

    assert [number for number, _ in search_terms(tables, ["dead letter queue"], 9)] == [1]
    assert passages_with(tables, "dead letter", "queue") == 2
    assert find_phrase(tables, "Dead-Letter queue") == {1}


def test_a_phrase_in_the_text_alone(tables: sqlite3.Connection) -> None:
    """Or in title and headings, too."""
    add_terms(tables, [row(1, "text", "the queue"), row(2, "queues"), row(3, "x", "", ("queue",))])

    assert find_phrase(tables, "queue") == {1, 2, 3}
    assert find_phrase(tables, "queue", in_text=True) == {2}
