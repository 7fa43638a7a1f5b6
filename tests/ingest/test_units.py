"""The pieces of a passage that may be quoted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Block, BlockKind, Limit, Passage, Span, cut, outline, units

START = 7


def passage(text: str, kind: BlockKind) -> Passage:
    """A passage of one block that stands at offset 7 of its note."""
    blocks = (Block(kind, START, START + len(text)),)
    return Passage(Span("a.md", START, START + len(text)), (), text, 1, 1, blocks)


def pieces(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """The texts of its units."""
    return [text[unit.start - START : unit.end - START] for unit in units(passage(text, kind))]


LONG = (
    "This sentence is here only to make the whole text so long that it has to be divided at last."
)


@pytest.mark.parametrize("text", ["One. Two. Three.", "x" * 160, "Short prose! Yes. " * 8 + "End."])
def test_short_prose_is_one_unit(text: str) -> None:
    """Up to 160 characters stay together."""
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        [LONG, "Second one."],
        [LONG, "Was it so?", "Yes!", "“Quoted.”", "(In brackets.)", "**Bold.**", "`Code` too."],
        [LONG, "See e.g. Smith and Dr. Jones, approx. 5 pp. long, etc. And on it goes."],
        [LONG, "Version 2.5 of it. lower case goes on here."],
        [LONG, "Step 1. Take it.", "Then rest."],
        [LONG, "Ärger…", "Ende."],
    ],
)
def test_long_prose_is_cut_into_sentences(parts: list[str]) -> None:
    """A sentence ends at its mark before a new beginning, not at an abbreviation or number."""
    assert pieces(" ".join(parts) + " " + LONG) == [*parts, LONG]


@pytest.mark.parametrize("kind", [BlockKind.ROW, BlockKind.TABLE_HEAD])
def test_rows_are_whole(kind: BlockKind) -> None:
    """A row of a table is one unit, however long it is."""
    text = f"| {LONG} {LONG} {LONG} |"
    assert pieces(text, kind) == [text]


def test_code_is_cut_between_lines() -> None:
    """Long code is cut between lines, into units of about a hundred characters."""
    lines = [f"    line_{number:02} = {'x' * 40}" for number in range(8)]
    found = pieces("\n".join(lines), BlockKind.CODE)
    assert [len(piece.splitlines()) for piece in found] == [2, 2, 2, 2]
    assert pieces("a = 1\nb = 2", BlockKind.CODE) == ["a = 1\nb = 2"]


def test_whole_blocks() -> None:
    """A unit says whether it is all of its block."""
    assert [unit.is_whole_block for unit in units(passage("One.", BlockKind.ITEM))] == [True]
    text = f"{LONG} {LONG}"
    assert [unit.is_whole_block for unit in units(passage(text, BlockKind.ITEM))] == [False, False]


notes = st.lists(
    st.sampled_from([LONG, "Why? Yes! No…", "- item. Another", "```", "x = 1;" * 30, "| a | b |"])
    | st.text(alphabet="aB.!?\"') 1`*\n\r\t\u2028", max_size=30),
    max_size=14,
).map("\n".join)


@given(notes, st.sampled_from(["a.md", "a.txt"]))
def test_units_cover_their_passage(text: str, name: str) -> None:
    """All visible characters of a passage, in order, once; no unit is blank."""
    limit = Limit(lambda part: len(part.split()), 40)
    for found in cut(name, text, outline(name, text), (limit,)):
        parts = units(found)
        assert all(one.end <= two.start for one, two in pairwise(parts))
        for unit in parts:
            assert text[unit.start : unit.end].strip()
            assert unit.block.start <= unit.start < unit.end <= unit.block.end
        visible = [char for char in found.text if not char.isspace()]
        joined = "".join(text[unit.start : unit.end] for unit in parts)
        assert [char for char in joined if not char.isspace()] == visible
        assert units(found) == parts
