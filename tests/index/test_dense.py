"""Nearest passages: exact, and from a cache that is trusted only when it is whole."""

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import DenseIndex, HashEmbedder, Receipt, Store, Vectors, open_dense
from index.dense_cache import CACHE

Build = Callable[..., Receipt]
QUESTION = HashEmbedder().embed(["standard queue messages"])[0]


def dense_of(rows: Vectors, numbers: list[int]) -> DenseIndex:
    """An index of these rows."""
    made = faiss.IndexIDMap2(faiss.IndexFlatIP(rows.shape[1]))
    made.add_with_ids(rows, np.array(numbers, dtype=np.int64))
    return DenseIndex("token", made, "token")


def search(folder: Path) -> list[tuple[int, float]]:
    """What a question finds in the index in `folder`."""
    with closing(Store(folder)) as store:
        return open_dense(store).search(QUESTION, 4)


def test_best_first() -> None:
    """Passages come by cosine, equal ones by number, at most as many as there are."""
    rows = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], dtype=np.float32)
    found = dense_of(rows, [40, 30, 20, 10]).search(np.array([1, 0], dtype=np.float32), 9)
    assert found == [(10, 1.0), (40, 1.0), (20, pytest.approx(0.6)), (30, 0.0)]


def test_nothing_to_find() -> None:
    """An empty index and a question that is no number find nothing."""
    empty = DenseIndex("token", faiss.IndexIDMap2(faiss.IndexFlatIP(2)))
    assert empty.search(np.ones(2, dtype=np.float32), 5) == []
    one = dense_of(np.array([[1, 0]], dtype=np.float32), [1])
    assert one.search(np.array([np.nan, 0], dtype=np.float32), 5) == []
    assert one.search(np.ones(2, dtype=np.float32), 0) == []


@given(st.integers(1, 60), st.integers(1, 12), st.integers(0, 2**32 - 1))
@settings(max_examples=50)
def test_agrees_with_brute_force(size: int, limit: int, seed: int) -> None:
    """The passages and cosines are those of comparing the question with every one."""
    random = np.random.default_rng(seed)
    rows = random.standard_normal((size, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    question = rows[0] + 0.1 * random.standard_normal(16).astype(np.float32)
    numbers = random.permutation(size * 3)[:size].tolist()
    cosines = rows @ question
    best = np.argsort(-cosines, kind="stable")[:limit]
    found = dense_of(rows, numbers).search(question, limit)
    assert [number for number, _ in found] == [numbers[row] for row in best]
    assert [score for _, score in found] == pytest.approx(cosines[best].tolist(), abs=1e-5)


def test_search_in_a_built_index(build_index: Build, index_folder: Path) -> None:
    """The passage that shares most words with the question is nearest."""
    build_index()
    with closing(Store(index_folder)) as store:
        (best, *_) = store.passages([search(index_folder)[0][0]])
    assert best.passage.headings == ("SQS", "Standard queue")


def flip(content: bytes) -> bytes:
    """One bit in the middle is another."""
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def flip_last(content: bytes) -> bytes:
    """One bit of the last byte is another."""
    return content[:-1] + bytes([content[-1] ^ 128])


def of_another_generation(content: bytes) -> bytes:
    """The cache is whole, but was made from another generation."""
    mark, header, body = content.split(b"\n", 2)
    facts = json.loads(header) | {"generation": "0" * 32}
    return b"\n".join((mark, json.dumps(facts).encode(), body))


def of_another_faiss(content: bytes) -> bytes:
    """The cache is whole, but FAISS cannot read it."""
    mark, header, _ = content.split(b"\n", 2)
    body = b"what another version wrote"
    facts = json.loads(header) | {"sha256": hashlib.sha256(body).hexdigest()}
    return b"\n".join((mark, json.dumps(facts).encode(), body))


@pytest.mark.parametrize(
    "damage",
    [
        flip,
        flip_last,
        of_another_generation,
        of_another_faiss,
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content[:10],
        lambda content: content + b"\0",
        lambda content: b"x" + content[1:],
        lambda content: content[:0],
        lambda content: b"\0" * len(content),
    ],
)
def test_a_damaged_cache_is_made_again(
    build_index: Build, index_folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Whatever is wrong with the cache, the search finds the same and the cache is whole again."""
    build_index()
    before, whole = search(index_folder), (index_folder / CACHE).read_bytes()
    (index_folder / CACHE).write_bytes(damage(whole))
    assert search(index_folder) == before
    assert (index_folder / CACHE).read_bytes() == whole
    assert build_index().embedded == 0


def test_a_missing_cache(build_index: Build, index_folder: Path) -> None:
    """A cache that is gone is made again from the database, by asking or by building."""
    build_index()
    before = search(index_folder)
    (index_folder / CACHE).unlink()
    assert build_index().embedded == 0
    assert (index_folder / CACHE).is_file()
    (index_folder / CACHE).unlink()
    assert search(index_folder) == before


def test_a_cache_that_cannot_be_saved(build_index: Build, index_folder: Path) -> None:
    """Where the cache cannot be written, the search works without, and leaves no drafts."""
    build_index()
    before = search(index_folder)
    (index_folder / CACHE).unlink()
    (index_folder / CACHE).mkdir()
    assert search(index_folder) == before
    assert not list(index_folder.glob(f"{CACHE}.*"))


def numbers_of(folder: Path) -> list[int]:
    """The passages that are found with no limit, in order of their numbers."""
    with closing(Store(folder)) as store:
        dense = open_dense(store)
        assert dense.token == store.token()
        found = [number for number, _ in dense.search(QUESTION, 99)]
        assert sorted(found) == store.passage_numbers().tolist()
        assert len(found) == len(dense) == store.count("passages")
    return sorted(found)


def test_updates_leave_the_cache(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """What is gone is not found and what came is, though the file is what it was."""
    build_index()
    cache = (index_folder / CACHE).read_bytes()
    before = numbers_of(index_folder)
    (small_notes / "cloud" / "sqs.md").unlink()
    build_index()
    assert len(numbers_of(index_folder)) == 3
    (small_notes / "new.md").write_text("# New\n\nStandard queue messages.\n")
    build_index()
    assert max(numbers_of(index_folder)) > max(before)
    assert search(index_folder)[0][0] == max(numbers_of(index_folder))
    assert (index_folder / CACHE).read_bytes() == cache


def test_an_open_index_is_brought_up(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """A reader takes what it has from one generation to the next, whatever lies on disk."""
    build_index()
    with closing(Store(index_folder)) as store:
        dense = open_dense(store)
        (index_folder / CACHE).unlink()
        (small_notes / "garden.md").unlink()
        (small_notes / "new.md").write_text("# New\n\nStandard queue messages.\n")
        # A writer would make the cache again.
        (index_folder / CACHE).mkdir()
        build_index()
        assert open_dense(store).faiss_index is not dense.faiss_index
        (index_folder / CACHE).rmdir()
        build_index()
        anew = open_dense(store)
        (small_notes / "bread.md").write_text("# Bread\n\nStandard messages.\n")
        build_index()
        later = open_dense(store, anew)
        assert later.faiss_index is anew.faiss_index
        assert len(later) == store.count("passages")
        assert later.search(QUESTION, 9) == open_dense(store).search(QUESTION, 9)


def test_many_changes_make_it_anew(
    build_index: Build, small_notes: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a question never compares much more than it must."""
    build_index()
    monkeypatch.setattr("index.dense._FEW", 2)
    cache = (index_folder / CACHE).read_bytes()
    for number in range(3):
        assert (index_folder / CACHE).read_bytes() == cache
        (small_notes / f"{number}.md").write_text(f"# Note\n\nStandard queue {number}.\n")
        build_index()
    assert (index_folder / CACHE).read_bytes() != cache
    with closing(Store(index_folder)) as store:
        dense = open_dense(store)
        assert (len(dense.added), len(dense)) == (0, store.count("passages"))


def test_numbers_are_never_used_twice(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """The last passage goes and another one comes: it must not be taken for the one before."""
    build_index()
    before = numbers_of(index_folder)
    (small_notes / "z.md").write_text("# Last\n\nGrapes of the south.\n")
    build_index()
    last = max(numbers_of(index_folder))
    assert last not in before
    (small_notes / "z.md").unlink()
    build_index()
    (small_notes / "z.md").write_text("# Other\n\nStandard queue messages.\n")
    build_index()
    assert last not in numbers_of(index_folder)


def test_a_copy_of_the_database_put_back(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """An older database does not believe the cache of a later generation."""
    build_index()
    database = index_folder / "quoth.db"
    backup = database.read_bytes()
    before = search(index_folder)
    (small_notes / "garden.md").unlink()
    (index_folder / CACHE).unlink()
    build_index()
    later = (index_folder / CACHE).read_bytes()
    database.write_bytes(backup)
    (small_notes / "new.md").write_text("# New\n\nStandard queue messages.\n")
    assert search(index_folder) == before
    (index_folder / CACHE).write_bytes(later)
    build_index()
    numbers_of(index_folder)


@given(st.sets(st.integers(0, 39)), st.integers(1, 12))
@settings(max_examples=50)
def test_only_among_some_passages(among: set[int], limit: int) -> None:
    """As if there were no others, however far down they stand among all."""
    rows = np.random.default_rng(7).standard_normal((40, 16)).astype(np.float32)
    made = dense_of(rows, list(range(40)))
    everything = made.search(rows[0], 40)

    found = made.search(rows[0], limit, among=among)
    assert found == [hit for hit in everything if hit[0] in among][:limit]
