"""Values in a line of a note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.values import RANGE, Value, find_values


def _only(text: str) -> Value:
    (found,) = find_values(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "amount", "value"),
    [
        ("kept for 14 days", "time", 14 * 86400, "14 days"),
        ("kept for 12h", "time", 12 * 3600, "12h"),
        ("six hours of sun", "time", 6 * 3600, "six hours"),
        ("| Message size | 256 KB |", "data", 256 * 1024, "256 KB"),
        ("16 EC2s at a time", "count ec2", 16, "16 EC2s"),
        ("up to 120,000 messages", "count messag", 120_000, "120,000 messages"),
        ("100 requests per second", "count request per 1 time", 100, "100 requests per second"),
        ("it costs $3,400", "money $", 3400, "$3,400"),
        ("it costs $1.5k", "money $", 1500, "$1.5k"),
        ("about 20 €", "money €", 20, "20 €"),
        ("99.9% of the time", "percent", 99.9, "99.9%"),
        ("bake at 230 °C", "temperature", 230, "230 °C"),
        ("port: 5432", "number", 5432, "5432"),
        ("at 192.168.1.10", "address", "192.168.1.10", "192.168.1.10"),
        ("since v1.24", "version", "v1.24", "v1.24"),
        ("due 12 May 2024", "day", "12 may 2024", "12 May 2024"),
        ("due 2024-05-12", "iso", "2024-05-12", "2024-05-12"),
        ("at 7:30 pm", "clock", "7:30 pm", "7:30 pm"),
    ],
)
def test_a_value_has_a_kind_an_amount_and_its_own_words(
    text: str, kind: str, amount: float | str, value: str
) -> None:
    """Checked by hand."""
    found = _only(text)

    assert (found.kind, found.amount, found.text) == (kind, amount, value)
    assert text[found.start : found.end] == value


@pytest.mark.parametrize(
    "text", ["gp 2/3 (SSD)", "page 3 of 5", "in 2021", "EC2", "1-7 days", "no numbers", "a1b2"]
)
def test_a_number_without_a_kind_is_no_value(text: str) -> None:
    """Nothing could be compared with it."""
    assert find_values(text) == []


@pytest.mark.parametrize("text", ["24 to 72 hours", "30 or 60 seconds", "10 days – 12 weeks"])
def test_a_range_has_no_amount(text: str) -> None:
    """It is not one value."""
    assert RANGE in {value.amount for value in find_values(text)}


def test_amounts_are_compared_across_units() -> None:
    """What is rounded is near, but in one unit every step counts."""
    assert _only("4 days").is_near(_only("96 hours"), 0)
    assert _only("1 GB").is_near(_only("1000 MB"), 0.08)
    assert not _only("99 days").is_near(_only("100 days"), 0.08)
    assert not _only("30 s").is_near(_only("12 hours"), 0.08)


@pytest.mark.parametrize(
    ("one", "other", "transposed"),
    [
        ("365 days", "356 days", True),
        ("1,250 EUR", "1,520 EUR", True),
        ("365 days", "365 days", False),
        ("365 days", "653 days", False),
        ("12 days", "21 days", False),
        ("365 days", "356 hours", False),
        ("0.20 g", "200 g", False),
        ("10.0.0.12", "10.0.0.21", False),
    ],
)
def test_two_digits_that_changed_places(one: str, other: str, transposed: bool) -> None:
    """Of three or more, with all else the same; addresses are counted up and down."""
    assert _only(one).is_transposed(_only(other)) is transposed
    assert _only(other).is_transposed(_only(one)) is transposed


@given(st.text("0123456789.,:-/ %$€dayshoursKB", max_size=60))
def test_values_stand_in_the_text_in_order(text: str) -> None:
    """Whatever the text."""
    end = 0
    for value in find_values(text):
        assert text[value.start : value.end] == value.text
        assert value.text.strip()
        assert value.start >= end
        end = value.end
