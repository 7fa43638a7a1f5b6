"""How Quoth stands on this computer, in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from index import BUILT_IN, Status
from ui.standing import index_rows, model_problem, reader_words, size_words, version_rows


def test_the_index_in_rows(status: Status) -> None:
    """What it holds and what made it."""
    rows = dict(index_rows(replace(status, model=BUILT_IN, dimension=384)))

    assert rows["Model"] == "all-MiniLM-L6-v2, 384 dimensions"
    assert rows["Reader"] == "the one that ships"
    assert (rows["Vectors"], rows["Generation"]) == ("5 (float32)", "4")
    assert rows["Questions"] == "embedded in float32"
    assert rows["Built"].startswith("2026-01-0")


def test_the_reader_is_named_as_it_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment, or by the model."""
    assert reader_words("hash") == "the one for tests"
    monkeypatch.setenv("QUOTH_READER", "none")
    assert "not read" in reader_words("hash")
    monkeypatch.setenv("QUOTH_READER", "/models/mine.safetensors")
    assert reader_words(BUILT_IN) == "/models/mine.safetensors"


def test_a_model_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    """The built-in one is there; one of a hub is not looked for."""
    assert model_problem(BUILT_IN) is None
    assert model_problem("hash") is None
    assert model_problem("someone/model") is None
    assert "is not there" in (model_problem(str(tmp_path / "gone")) or "")


def test_every_version_is_known() -> None:
    """All that is named is installed."""
    assert all(version[0].isdigit() for _, version in version_rows())


def test_sizes_are_in_megabytes() -> None:
    """As in `quoth status`."""
    assert size_words(3_400_000_000) == "3,400.0 MB"
