"""The fits of the ranker without some of its features."""

from pathlib import Path

import pytest

from eval.training.notebooks import Notebook, read_notebooks
from eval.training.prepare import all_seen
from eval.training.ranker_file import fit
from eval.training.seen import Seen
from index import HASH_MODEL
from retriever import rank
from retriever.spans import Shape

_Book = tuple[tuple[Notebook, ...], tuple[Seen, ...]]


@pytest.fixture
def book(notebook_folder: Path) -> _Book:
    """A small notebook, and what is found for its questions."""
    notebooks = read_notebooks([notebook_folder])
    return notebooks, all_seen(notebooks, HASH_MODEL)


def test_what_is_left_out_weighs_nothing(book: _Book) -> None:
    """In all models that have a feature of the name; the others have the names they always have."""
    whole, less = fit(*book), fit(*book, ["reader", "reader_*", "coverage*"])

    for name in ("passages", "spans", "confidence"):
        weights, full = getattr(less, name), getattr(whole, name)
        assert list(weights) == list(full)
        without = {key for key in full if key.startswith(("reader", "coverage"))}
        assert without
        assert all(weights[key] == 0 for key in without)
        assert any(weights[key] != 0 for key in weights.keys() - without)
    assert whole.passages["reader"] > 0


def test_a_shape_that_is_left_out_is_not_offered(book: _Book) -> None:
    """Whatever else speaks for it."""
    shapes = [str(shape) for shape in Shape if shape is not Shape.UNIT]

    weights = fit(*book, shapes)

    for one in book[1]:
        ranked = rank(one.found.passages, one.found.query, weights.spans, 3)
        assert {each.span.shape for each in ranked} == {Shape.UNIT}
        assert sum(each.probability for each in ranked) <= 1 + 1e-9
