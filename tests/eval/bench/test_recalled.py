"""Recall of vector search on an index of notes."""

from pathlib import Path

import pytest

import index
from eval.bench.recalled import measure_recall


def test_a_small_index_is_searched_whole(folder: Path) -> None:
    """What is nearest to a question is found, however few passages there are."""
    assert measure_recall(folder, [("basil tomatoes", ()), ("messages", ())]) == {
        "recall@10": 1.0,
        "nominated": 1.0,
    }


def test_what_is_not_found_is_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that gives only the best passage finds half of two."""
    search = index.DenseIndex.search
    monkeypatch.setattr(index.DenseIndex, "search", lambda *asked: search(*asked)[:1])
    assert measure_recall(folder, [("basil tomatoes", ())])["nominated"] == 0.5
