"""The reader that only counts words."""

import pytest

from retriever.reader import Reading
from retriever.reader.no_reader import NoReader
from retriever.reader.overlap import OverlapReader

GREEN = Reading("Tea > Green", ("Brew it cool.", "Steep for two minutes."))


def test_shared_words() -> None:
    """Words of the path count for every unit: one of two is 0, both are 4, none is -4."""
    (scores,) = OverlapReader().read("green minutes", [GREEN])
    assert scores.tolist() == [0.0, 4.0]
    (scores,) = OverlapReader().read("tomatoes", [GREEN])
    assert scores.tolist() == [-4.0, -4.0]


def test_nothing_to_compare() -> None:
    """A question without words shares none; a passage without units has no scores."""
    readings = [GREEN, Reading("Tea", ())]
    assert [one.tolist() for one in OverlapReader().read("?", readings)] == [[-4.0, -4.0], []]
    assert OverlapReader().read("green", []) == []


@pytest.mark.parametrize("question", ["green", ""])
def test_no_reader(question: str) -> None:
    """It scores every unit 0."""
    readings = [GREEN, Reading("Tea", ())]
    assert [one.tolist() for one in NoReader().read(question, readings)] == [[0.0, 0.0], []]
