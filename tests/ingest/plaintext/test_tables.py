"""Tables with pipes and with columns."""

import pytest

from ingest.plaintext.plainlines import PlainText
from ingest.plaintext.tables import tables


def found(text: str) -> list[tuple[int, int, int]]:
    """First line, last line and height of the header of each table."""
    return [(table.first, table.last, table.head) for table in tables(PlainText(text).lines)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", 2),
        ("| fish | size |\n| pike | 60 |\n| one cell only |", 1),
        ("fish | size\npike | 60\nperch | 20", 1),
        ("pike | 60\nperch | 20\neel | 50", 0),
        ("fish   size   bait\npike   60     spoon\nperch  20     worm", 1),
        ("pike    60 cm\nperch   20 cm", 0),
    ],
)
def test_tables(text: str, head: int) -> None:
    """Cells are held apart by pipes or gaps; a header is short words over figures."""
    assert found(text) == [(0, text.count("\n"), head)]


@pytest.mark.parametrize(
    "text",
    [
        "one | line",
        "- a | b\n- c | d",
        "Two spaces.  After a full stop.\nAnd here.  Again.",
        "a || b\nc or d",
    ],
)
def test_no_tables(text: str) -> None:
    """A single line, list items, wide spaces after a sentence and an or-sign are no tables."""
    assert found(text) == []
