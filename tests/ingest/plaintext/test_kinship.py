"""Which heading stands under which by their names."""

import pytest

from ingest.plaintext.families import begins_with, defines, ends_with, initials, key, parts, similar
from ingest.plaintext.kinship import named_parents


def test_parts_are_held_apart_by_spaced_dashes() -> None:
    """A dash inside a word parts nothing."""
    assert parts("X-ray - bones – hands") == ("X-ray", "bones", "hands")
    assert parts("A —> B") == ("A —> B",)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("River Water Gauge", "RWG"),
        ("BroodBox", "BB"),
        ("Dry Dock DD", "DDDD"),
        ("house of wax", "HW"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    """Small words are left out; humps and short capital words are spelled."""
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("RWG - River Water Gauge", True),
        ("River Water Gauge - RWG", True),
        ("T3 - Tidal Tank Test", True),
        ("Eventbridge - EB", True),
        ("RWG - repairs", False),
        ("RWG - RWG in winter", False),
        ("Bread - sourdough", False),
        ("TS - tests", False),
    ],
)
def test_defines(heading: str, says: bool) -> None:
    """A heading that spells out an abbreviation, in either order, defines it."""
    assert defines(parts(heading)) is says


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("rwg", "wrg", True),
        ("rwg", "rwx", False),
        ("steps function", "step function", True),
        ("lec 1", "lec 2", False),
        ("ab", "ba", False),
    ],
)
def test_similar(one: str, other: str, same: bool) -> None:
    """One slip is forgiven, another letter in an abbreviation or another figure is not."""
    assert similar(one, other) is same


def test_names_begin_and_end_at_words() -> None:
    """A name is part of a heading only as whole words."""
    assert key("  The ”Old” Mill! ") == "the old mill"
    assert begins_with("lambda vpc", "lambda")
    assert not begins_with("lambdas", "lambda")
    assert ends_with("old mill", "mill")
    assert not ends_with("windmill", "mill")


def test_a_family_under_its_definition() -> None:
    """Parts nest as deep as earlier headings carry them."""
    names = ["RWG - River Water Gauge", "RWG - care", "RWG - care - frost", "RWG - sites"]
    assert named_parents(names) == [None, 0, 1, 0]


def test_abbreviation_case_typo_and_cut_names_find_the_parent() -> None:
    """The prefix need not repeat the heading as it was written."""
    assert named_parents(["BroodBox", "BB - frames"]) == [None, 0]
    assert named_parents(["Dock gate", "Dock Gate - paint"]) == [None, 0]
    assert named_parents(["RWG - River Water Gauge", "RGW - typo", "RWG - x"]) == [None, 0, 0]
    assert named_parents(["Amazing road 53", "Road 53 - tolls"]) == [None, 0]
    assert named_parents(["Gauge", "Gauge and mast - paint", "Gauge - oil"]) == [None, 0, 0]


def test_a_family_may_come_back() -> None:
    """A heading returns to an earlier subject after another one."""
    names = ["Ponds", "Ponds - fish", "Trees", "Trees - oak", "Ponds - ice"]
    assert named_parents(names) == [None, 0, None, 2, 0]


def test_what_stands_between_two_of_a_family_belongs_to_it() -> None:
    """A heading without a prefix inside a family is part of it; at its end it is not."""
    names = ["Ponds", "Ponds - fish", "Cleaning day", "Ponds - ice", "Trees"]
    assert named_parents(names) == [None, 0, 0, 0, None]


def test_equal_prefixes_without_a_head_are_siblings() -> None:
    """`Bread - rye` does not lead `Bread - oat` where the note has no heads of families."""
    assert named_parents(["Bread - rye", "Bread - oat", "Soup - pea", "Soup - leek"]) == [None] * 4


def test_the_first_of_a_family_leads_where_others_do() -> None:
    """A note whose families begin with a head is read so throughout."""
    names = [
        "RWG - River Water Gauge",
        "RWG - x",
        "Ponds",
        "Ponds - y",
        "Mill - old - brick",
        "Mill - z",
    ]
    assert named_parents(names) == [None, 0, None, 2, None, 4]
