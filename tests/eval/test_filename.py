"""File names made of document ids."""

from hypothesis import given
from hypothesis import strategies as st

from eval.filename import note_id


def test_plain_ids_stay_and_others_are_encoded() -> None:
    """No folder is left, none is hidden, none is made."""
    assert note_id("4983", ".md") == "4983.md"
    assert note_id("../.git/x", ".md") == "%2E%2E%2F%2Egit%2Fx.md"


def test_long_ids_that_differ_at_the_end_stay_apart() -> None:
    """A digest stands for what is cut off."""
    first, second = note_id("a" * 500 + "1", ".txt"), note_id("a" * 500 + "2", ".txt")

    assert first != second
    assert len(first) < 150


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_names_are_plain_ascii_without_separators(document: str) -> None:
    """Whatever the id."""
    name = note_id(document, "")

    assert name.isascii()
    assert not set(name) & set("/\\. :")
