"""An index that cannot be trusted is made again from its notes, which stay as they are."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index import (
    HASH_MODEL,
    HashEmbedder,
    Store,
    build,
    examine,
    open_dense,
    repair,
    status,
)
from index.leftovers import ASIDE

from .conftest import DATABASE, FULL_TEXT, ORPHAN, ROW, VECTOR, Build, Dump, change, mended


def nearest(folder: Path) -> list[tuple[str, int, float]]:
    """What a question finds by meaning."""
    question = HashEmbedder().embed(["a queue of messages"])[0]
    with closing(Store(folder)) as store:
        found = open_dense(store).search(question, 9)
        passages = store.passages([number for number, _ in found])
    return sorted(
        (stored.passage.span.note_id, stored.passage.span.start, round(score, 5))
        for stored, (_, score) in zip(passages, found, strict=True)
    )


@pytest.fixture
def fresh(tmp_path: Path, small_notes: Path, dump: Dump) -> Callable[[], str]:
    """Says what a build from nothing would give: what it holds, and what a question finds."""

    def run() -> str:
        build(small_notes, tmp_path / "fresh", model=HASH_MODEL)
        return f"{dump(tmp_path / 'fresh')} {nearest(tmp_path / 'fresh')}"

    return run


@pytest.fixture
def held(index_folder: Path, dump: Dump) -> Callable[[], str]:
    """Says the same of the index under test."""
    return lambda: f"{dump(index_folder)} {nearest(index_folder)}"


@pytest.fixture
def untouched(small_notes: Path, tree_hash: Callable[[Path], str]) -> Callable[[], bool]:
    """Whether the notes folder is byte by byte what it was."""
    before = tree_hash(small_notes)
    return lambda: tree_hash(small_notes) == before


@pytest.mark.parametrize("damage", [ROW, FULL_TEXT, VECTOR, ORPHAN])
def test_damaged_rows_are_made_again(  # noqa: PLR0913, PLR0917
    build_index: Build,
    index_folder: Path,
    held: Callable[[], str],
    fresh: Callable[[], str],
    untouched: Callable[[], bool],
    damage: str,
) -> None:
    """The index is as a fresh one, the old database lies beside it, and no note was touched."""
    build_index()
    change(index_folder, damage)

    found = mended(index_folder)

    assert found.failed == ()
    assert found.diagnosis.is_well
    assert held() == fresh()
    assert untouched()
    (aside,) = index_folder.glob(f"{ASIDE}*")
    assert str(aside) in found.done[0]
    assert [one.where for one in found.diagnosis.findings] == [str(aside)]
    assert not list(index_folder.glob(".repair-*"))


def test_sound_vectors_are_kept(build_index: Build, index_folder: Path) -> None:
    """Only what is damaged is embedded again."""
    build_index()
    change(index_folder, VECTOR)

    found = mended(index_folder)

    assert "1 passage embedded, 5 with the vectors that were there" in found.done[0]
    assert build_index().embedded == 0


def test_vectors_that_point_elsewhere_are_not_kept(
    build_index: Build,
    index_folder: Path,
    held: Callable[[], str],
    fresh: Callable[[], str],
) -> None:
    """The cache, whose checksum holds, tells which; the model tells that there are more."""
    build_index()
    with closing(sqlite3.connect(index_folder / DATABASE)) as connection, connection:
        key, stored = connection.execute("SELECT key, vector FROM vectors LIMIT 1").fetchone()
        turned = (-np.frombuffer(stored, dtype="<f2")).tobytes()
        connection.execute("UPDATE vectors SET vector = ? WHERE key = ?", (turned, key))

    assert mended(index_folder).diagnosis.is_well
    assert held() == fresh()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:60],
        lambda content: b"\0" * 100 + content[100:],
        lambda _: b"no database " * 500,
    ],
)
def test_a_database_that_cannot_be_opened(  # noqa: PLR0913, PLR0917
    build_index: Build,
    small_notes: Path,
    index_folder: Path,
    held: Callable[[], str],
    fresh: Callable[[], str],
    damage: Callable[[bytes], bytes],
) -> None:
    """It is moved aside as it is; whose notes it held must be said where it cannot be read."""
    build_index()
    spoilt = damage((index_folder / DATABASE).read_bytes())
    (index_folder / DATABASE).write_bytes(spoilt)

    found = mended(index_folder)
    assert found.done or "quoth doctor --repair --notes NOTES" in found.failed[0]

    if not found.diagnosis.is_well:
        assert (index_folder / DATABASE).read_bytes() == spoilt
        found = mended(index_folder, small_notes)
    assert found.diagnosis.is_well
    assert held() == fresh()
    asides = [aside.read_bytes() for aside in index_folder.glob(f"{ASIDE}*")]
    assert asides == ([spoilt] if spoilt else [])


def test_an_index_of_notes_that_have_moved(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """It is made again from where they are now, without embedding anything."""
    build_index()
    moved = small_notes.rename(small_notes.with_name("elsewhere"))

    found = mended(index_folder, moved)

    assert found.diagnosis.is_well
    assert "0 passages embedded, 6 with the vectors that were there" in found.done[0]
    assert status(index_folder).notes_folder == moved


def test_without_the_notes_nothing_is_lost(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """The damaged index stays where it is, and what failed is said."""
    build_index()
    change(index_folder, ROW)
    before = (index_folder / DATABASE).read_bytes()
    small_notes.rename(small_notes.with_name("elsewhere"))

    found = mended(index_folder)

    assert found.done == ()
    assert str(small_notes) in found.failed[0]
    assert not found.diagnosis.is_well
    assert (index_folder / DATABASE).read_bytes() == before
    assert not list(index_folder.glob(f"{ASIDE}*"))


@pytest.mark.parametrize("seed", range(5))
def test_flipped_bytes_end_in_a_good_index_or_in_words(
    build_index: Build,
    small_notes: Path,
    index_folder: Path,
    dump: Dump,
    seed: int,
) -> None:
    """Ten bytes one after the other: all that matters is found, and mended from the notes."""
    build_index()
    whole = (index_folder / DATABASE).read_bytes()
    right, near = without_vectors(dump(index_folder)), nearest(index_folder)
    random = Random(seed)  # noqa: S311  (damage that can be had again)
    for _ in range(10):
        for left in index_folder.glob(f"{DATABASE}*"):
            left.unlink()
        content = bytearray(whole)
        content[random.randrange(len(content))] ^= random.randrange(1, 256)
        (index_folder / DATABASE).write_bytes(content)

        found = repair(index_folder, examine(index_folder), notes=small_notes, model=HASH_MODEL)

        assert found.failed == ()
        assert found.diagnosis.is_well
        assert without_vectors(dump(index_folder)) == right
        for one, other in zip(nearest(index_folder), near, strict=True):
            assert one[:2] == other[:2]
            assert one[2] == pytest.approx(other[2], abs=0.02)


def without_vectors(dumped: str) -> str:
    """A dump without the vectors' bits, of which some may be others without harm."""
    passages, *rest = json.loads(dumped)
    return json.dumps([[row[:-1] for row in passages], *rest])
