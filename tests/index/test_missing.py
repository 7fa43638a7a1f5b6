"""Vectors that are made while notes are still being read."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from index import HASH_MODEL, HashEmbedder, ModelError, Progress, Stage, Vectors, missing
from index.encoder import identify
from index.missing import MissingVectors, Texts
from index.records import vector_key
from index.writer import Writer


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    """The database of an index that holds nothing yet."""
    with closing(Writer(tmp_path)) as made:
        yield made


@pytest.fixture(autouse=True)
def _small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "_AT_ONCE", 4)
    monkeypatch.setattr(missing, "MANY", 6)
    monkeypatch.setattr("index.encoder.MANY", 6)


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the model was given."""
    seen: list[str] = []
    embed = HashEmbedder.embed

    def noted(self: HashEmbedder, texts: Sequence[str]) -> Vectors:
        seen.extend(texts)
        return embed(self, texts)

    monkeypatch.setattr(HashEmbedder, "embed", noted)
    return seen


def keyed(*passages: str) -> list[tuple[bytes, Texts]]:
    """Passages of one unit each."""
    return [(vector_key("hash", (text, f"unit of {text}")), (text, f"unit of {text}"))
            for text in passages]  # fmt: skip


def made(writer: Writer, *notes: Sequence[str]) -> tuple[int, int]:
    """What is counted when these notes come one after the other."""
    with MissingVectors(identify(HASH_MODEL, None), writer, lambda _: None) as vectors:
        for note in notes:
            vectors.add(keyed(*note))
        return vectors.finish()


@pytest.mark.parametrize("size", [1, 3, 4, 5, 6, 7, 8, 9, 40])
def test_every_passage_is_embedded_once(writer: Writer, embedded: list[str], size: int) -> None:
    """Few or many, in whole lots or not: each text once, and next time none."""
    names = [f"passage {number}" for number in range(size)]
    assert made(writer, *([name] for name in names)) == (size, 0)
    assert sorted(embedded) == sorted([*names, *(f"unit of {name}" for name in names)])
    assert made(writer, names) == (0, size)
    assert len(embedded) == 2 * size


def test_what_notes_share_is_embedded_once(writer: Writer, embedded: list[str]) -> None:
    """In one note, in another one before, or in one whose lot is in work."""
    notes = [["a", "a", "b"], ["b", "c"], ["d", "e", "f", "g"], ["a", "g", "h"]]
    assert made(writer, *notes) == (8, 4)
    assert len(embedded) == 16


def test_what_was_embedded_before_an_error_is_kept(writer: Writer) -> None:
    """The next build takes it up."""

    def stopped() -> None:
        with MissingVectors(identify(HASH_MODEL, None), writer, lambda _: None) as vectors:
            vectors.add(keyed(*"abcdefghijkl"))
            for lot, rows in vectors._lanes.done(until_all=True):
                vectors._keep(lot, rows)
                break
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    embedded, reused = made(writer, [*"abcdefghijkl"])
    assert reused >= 4
    assert embedded + reused == 12


def test_an_error_of_the_model_is_the_error_of_the_build(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though it happens beside, in another thread."""

    def refuse(self: HashEmbedder, texts: Sequence[str]) -> Vectors:
        raise ModelError("The model is gone.")

    monkeypatch.setattr(HashEmbedder, "embed", refuse)
    with pytest.raises(ModelError, match="gone"):
        made(writer, [*"abcdefghijkl"])


def test_only_many_tell_the_precision(writer: Writer) -> None:
    """A few are made in another way, which says nothing of the others."""
    for names, expected in ((["x"], None), ([*"abcdefghij"], "float32")):
        with MissingVectors(identify(HASH_MODEL, None), writer, lambda _: None) as vectors:
            vectors.add(keyed(*names))
            vectors.finish()
            assert vectors.precision == expected


def test_what_is_left_is_counted(writer: Writer) -> None:
    """When all notes are read, what is not embedded yet comes to its end before one's eyes."""
    told: list[Progress] = []
    with MissingVectors(identify(HASH_MODEL, None), writer, told.append) as vectors:
        vectors.add(keyed(*"abcdefghij"))
        vectors.finish()
    assert {step.stage for step in told} == {Stage.EMBEDDING}
    assert told[-1].done == told[-1].total > 0
    assert [step.done for step in told] == sorted(step.done for step in told)
