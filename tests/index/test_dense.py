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
from index.dense import CACHE

Build = Callable[..., Receipt]
QUESTION = HashEmbedder().embed(["standard queue messages"])[0]


def dense_of(rows: Vectors, numbers: list[int]) -> DenseIndex:
    """An index of these rows."""
    made = faiss.IndexIDMap2(faiss.IndexFlatIP(rows.shape[1]))
    made.add_with_ids(rows, np.array(numbers, dtype=np.int64))
    return DenseIndex("token", made)


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


def test_the_cache_follows_the_generation(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """After an update the cache of before is not used."""
    build_index()
    (small_notes / "cloud" / "sqs.md").unlink()
    build_index()
    with closing(Store(index_folder)) as store:
        dense = open_dense(store)
        assert dense.token == store.token()
        assert dense.faiss_index.ntotal == store.count("passages") == 3


@given(st.sets(st.integers(0, 39)), st.integers(1, 12))
@settings(max_examples=50)
def test_only_among_some_passages(among: set[int], limit: int) -> None:
    """As if there were no others, however far down they stand among all."""
    rows = np.random.default_rng(7).standard_normal((40, 16)).astype(np.float32)
    made = dense_of(rows, list(range(40)))
    everything = made.search(rows[0], 40)

    found = made.search(rows[0], limit, among=among)
    assert found == [hit for hit in everything if hit[0] in among][:limit]
