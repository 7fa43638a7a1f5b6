"""The nouns refuse what makes no sense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import Depths, Place

LINES = st.integers(1, 20)


@pytest.mark.parametrize("lines", [(0, 1), (3, 2), (1, None), (None, 1)])
def test_a_place_has_two_lines_in_order_or_none(lines: tuple[int | None, int | None]) -> None:
    """Half a place is a mistake."""
    with pytest.raises(ValueError, match="a place needs"):
        Place("a.md", *lines)


@given(LINES, LINES, LINES, LINES)
def test_places_overlap_when_they_share_a_line(a: int, b: int, c: int, d: int) -> None:
    """As sets of lines would have it, from either side."""
    one, other = sorted((a, b)), sorted((c, d))
    shared = set(range(one[0], one[1] + 1)) & set(range(other[0], other[1] + 1))

    assert Place("a.md", *one).overlaps(Place("a.md", *other)) is bool(shared)
    assert Place("a.md", *other).overlaps(Place("a.md", *one)) is bool(shared)
    assert not Place("a.md", *one).overlaps(Place("b.md", *one))


@pytest.mark.parametrize("depths", [(), (0, 1), (3, 1), (1, 1)])
def test_depths_rise_from_one(depths: tuple[int, ...]) -> None:
    """Each depth once, in order."""
    with pytest.raises(ValueError, match="depths must be rising"):
        Depths(passages=depths)
