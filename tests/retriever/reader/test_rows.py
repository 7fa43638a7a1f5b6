"""A question and a passage as one row of tokens."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import find_model
from ingest import Passage
from retriever.reader import Reading, reading
from retriever.reader.export import BASE
from retriever.reader.rows import LONGEST_ROW, Words, row

CLS, SEP, MARK = 101, 102, 2
PIECE = st.lists(st.integers(1000, 30_000), max_size=150)


@pytest.fixture(scope="module")
def words() -> Words:
    """The tokenizer of the model that the reader was trained from."""
    return Words(find_model(BASE).tokenizer)


def test_a_row() -> None:
    """Question, path, and each unit behind its mark; units are numbered from 1."""
    made = row([11, 12], [21], [[31, 32], [], [33]])
    assert made.tokens == (CLS, 11, 12, SEP, 21, MARK, 31, 32, MARK, MARK, 33, SEP)
    assert made.unit_of == (0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3, 0)
    assert (made.passage_starts, made.units) == (4, 3)


def test_a_passage_without_units() -> None:
    """Is a row all the same, with nothing in it to score."""
    assert row([11], [21], []).tokens == (CLS, 11, SEP, 21, SEP)
    assert row([], [], []).tokens == (CLS, SEP, SEP)


def test_long_parts_are_cut() -> None:
    """A question and a unit keep their start, a path its end."""
    made = row(range(1000, 1100), range(2000, 2100), [range(3000, 3200), [4000]])
    assert made.tokens[1:57] == tuple(range(1000, 1056))
    assert made.tokens[58:90] == tuple(range(2068, 2100))
    assert made.tokens[90:203] == (MARK, *range(3000, 3112))
    assert made.tokens[203:] == (MARK, 4000, SEP)


def test_units_without_room_are_left_out() -> None:
    """Of sixty units of nine tokens and a mark, as many as fit are in the row."""
    made = row([11], [21], [range(1000, 1009)] * 60)
    assert made.units == 35  # 4 tokens before them, one after: (352 - 5) // 10 and a cut one
    assert len(made.tokens) <= LONGEST_ROW


@given(question=PIECE, path=PIECE, pieces=st.lists(PIECE, max_size=60))
def test_any_row(question: list[int], path: list[int], pieces: list[list[int]]) -> None:
    """Fits, has a mark for each unit and the units in order, and at least the first of them."""
    made = row(question, path, pieces)
    assert len(made.tokens) == len(made.unit_of) <= LONGEST_ROW
    assert made.tokens[made.passage_starts - 1] == made.tokens[-1] == SEP
    assert made.tokens.count(MARK) == made.units == max(made.unit_of)
    assert bool(made.units) == bool(pieces)
    inside = [number for number in made.unit_of if number]
    assert inside == sorted(inside)
    assert set(inside) == set(range(1, made.units + 1))


def test_rows_of_texts(words: Words) -> None:
    """Each reading has its row, in order; text of no tokens is a mark alone."""
    first, second = words.rows(
        "Any tea?", [Reading("Tea", ("Green tea.", "\u200b")), Reading("", ())]
    )
    asked, path, unit = words.tokens(["Any tea?", "Tea", "Green tea."])
    assert first.tokens == (CLS, *asked, SEP, *path, MARK, *unit, MARK, SEP)
    assert second.tokens == (CLS, *asked, SEP, SEP)
    assert words.rows("Any tea?", []) == []


def test_a_very_long_question(words: Words) -> None:
    """Two thousand characters leave room for the passage."""
    (made,) = words.rows("why " * 500, [Reading("Tea", ("Green tea.",))])
    assert made.passage_starts == 58
    assert made.units == 1


def test_what_is_read_of_a_passage(passages: Callable[[str], list[Passage]]) -> None:
    """The title, unless it is a heading already, the headings, and every unit by itself."""
    (passage,) = passages("# Tea\n\n## Green\n\n- Brew it cool.\n- Steep it briefly.\n")
    units = ("- Brew it cool.", "- Steep it briefly.")
    assert reading("Tea", passage) == Reading("Tea > Green", units)
    assert reading("Drinks", passage) == Reading("Drinks > Tea > Green", units)
