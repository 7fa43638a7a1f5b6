"""Which unmarked lines are headings, and why."""

import pytest

from ingest.plaintext.evidence import WEIGHTS
from ingest.plaintext.headings import Heading, headings
from ingest.plaintext.plainlines import PlainText


def found(text: str) -> list[Heading]:
    """The headings of a text without tables or code."""
    lines = PlainText(text).lines
    return list(headings(lines, bytearray(len(lines))))


def words(text: str) -> list[str]:
    """The words of the headings of a text."""
    return [heading.text for heading in found(text)]


DENSE = "Goats\n- four\n{}\n- and this\n- and that\nHens\n- nine"


@pytest.mark.parametrize("line", ["Ducks", "Small geese", "Care in winter", "GUINEA FOWL"])
def test_titles_in_a_dense_note(line: str) -> None:
    """Without blank lines a short capital line before a list is a heading."""
    assert words(DENSE.format(line)) == ["Goats", line, "Hens"]


@pytest.mark.parametrize(
    "line",
    [
        "types:",
        "resolution",
        "They are loud at night",
        "Is it worth it?",
        "Feed them twice.",
        "e.g. maize",
        "Hay -> straw",
        "Price: 12 a bag",
    ],
)
def test_labels_and_statements_in_a_dense_note(line: str) -> None:
    """Labels, statements, questions, examples and facts are no headings, list or not."""
    assert words(DENSE.format(line)) == ["Goats", "Hens"]


def test_a_shared_prefix_is_enough() -> None:
    """Lines that share their first part are headings even with nothing below them."""
    text = "GT - Goats\n- four\nGT - horns\nGT - milk and cheese\n- white\nTG - hooves\n- trim them"
    assert words(text) == ["GT - Goats", "GT - horns", "GT - milk and cheese", "TG - hooves"]


def test_a_note_of_divided_lines_has_no_headings() -> None:
    """Where nearly every line reads `X - Y`, a dash is only how this author writes facts."""
    assert words("\n".join(f"hut - {number} beds - warm" for number in "abcdef")) == []


def test_a_blank_line_before_makes_a_heading_likely() -> None:
    """In a spaced note the first line of a paragraph may be small, asking or stating."""
    text = "lec 1 - stars\nhot and far away\n\nlec 2 - moons\ncold\n\nWhy it matters\ntides\n"
    assert words(text) == ["lec 1 - stars", "lec 2 - moons", "Why it matters"]


def test_lines_inside_a_paragraph_are_not_headings() -> None:
    """In a spaced note only the first line of a paragraph is looked at."""
    assert words("Moons\nPhobos\n- small\nDeimos\n- smaller\n\nSuns\nOne\n") == ["Moons", "Suns"]


def test_lone_lines_in_a_row_are_notes_not_headings() -> None:
    """One thought a paragraph: a heading needs something to lead."""
    assert words("Buy oats\n\nCall Ida\n\nFix the bike\n\nWater the beans") == []


def test_numbers_that_stand_apart_are_headings_and_lists_are_not() -> None:
    """A heading counts over the whole note, a list counts from line to line."""
    text = "1. Sowing\n- in March\n- in rows\n2. weeding\n- daily\n3. Harvest\n- late"
    assert words(text) == ["1. Sowing", "2. weeding", "3. Harvest"]
    assert words("Sowing\n\n1. Dig\n2. Rake\n3. Sow\n\nHarvest\n\n1. Wait\n2. Pick\n") == [
        "Sowing",
        "Harvest",
    ]


def test_the_title_is_told_from_the_first_section() -> None:
    """A first line above a remark and a first heading above its own list are different things."""
    titled = "Goat book\n(second edition)\n\nFeeding\n- hay\n\nMilking\n- at six\n"
    assert [heading.style for heading in found(titled)] == ["title", "bare", "bare"]
    untitled = "Feeding\n- hay\n\nMilking\n- at six\n"
    assert [heading.style for heading in found(untitled)] == ["bare", "bare"]


def test_every_heading_has_its_reasons() -> None:
    """A heading can be questioned: its reasons are named and weighed."""
    [heading] = [heading for heading in found(DENSE.format("Ducks")) if heading.text == "Ducks"]
    assert "leads a list, a table or code" in heading.reasons
    assert sum(WEIGHTS[reason] for reason in heading.reasons) >= 3
