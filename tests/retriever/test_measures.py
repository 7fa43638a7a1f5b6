"""Units of measure."""

import pytest

from retriever.measures import unit_of_measure


@pytest.mark.parametrize(
    ("one", "other"), [("Days", "d"), ("KiB", "kb"), ("%", "percent"), ("EUR", "€"), ("hrs", "h")]
)
def test_a_unit_has_many_names(one: str, other: str) -> None:
    """Long ones and short ones; of the long ones the case does not count."""
    assert unit_of_measure(one) == unit_of_measure(other)
    assert unit_of_measure(one) is not None


@pytest.mark.parametrize("word", ["messages", "a", "b", "K", ""])
def test_other_words_are_no_units(word: str) -> None:
    """Nor are letters in the wrong case: `b` is no byte."""
    assert unit_of_measure(word) is None
