"""How SQLite takes words: asked of a full text in memory, which remembers no passage."""

import pytest

from index.scratch_text import ScratchText
from ingest import Passage, Span


def test_endings_and_accents_are_cut() -> None:
    """Each word by itself, in order, also when it was asked for before."""
    scratch = ScratchText()
    assert scratch.stems(["running", "café", "runs", "running"]) == [
        ("run",), ("cafe",), ("run",), ("run",)
    ]  # fmt: skip
    assert scratch.stems(["café", "queued"]) == [("cafe",), ("queu",)]
    assert scratch.stems([]) == []


def test_several_in_a_row_and_none() -> None:
    """A phrase is kept as its words; signs are not kept."""
    assert ScratchText().stems(["dead letters", "-"]) == [("dead", "letter"), ()]


def test_much_that_is_known_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory does not grow for ever, and what was forgotten is found out again."""
    monkeypatch.setattr("index.scratch_text._MOST", 2)
    scratch = ScratchText()
    words = [f"word{number}s" for number in range(9)]
    assert scratch.stems(words) == scratch.stems(words) == [(f"word{n}",) for n in range(9)]


def test_postings_of_passages() -> None:
    """Those of one call know nothing of those of another, nor of words that were asked for."""
    scratch = ScratchText()
    passage = Passage(Span("a.md", 0, 9), ("Birds",), "two storks", 1, 1, ())
    scratch.stems(["stork"])
    assert len(scratch.postings([(3, "Title", passage)]).of_term("stork")[0]) == 1
    found = scratch.postings([(4, "Other", passage), (9, "Other", passage)])

    assert found.numbers.tolist() == [4, 9]
    assert found.lengths.tolist() == [4, 4]
    assert len(found.of_term("titl")[0]) == 0
    assert [array.tolist() for array in found.of_term("bird")] == [[0, 1], [3, 3]]
    assert len(scratch.postings([]).numbers) == 0
