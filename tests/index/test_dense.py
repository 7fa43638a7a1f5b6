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

from index import (
    DenseIndex,
    HashEmbedder,
    Progress,
    Receipt,
    Stage,
    Store,
    Vectors,
    examine,
    open_dense,
    repair,
)
from index.dense_cache import CACHE, write_cache
from index.folders import locate_index
from index.nearest import is_exact, make_exact

Build = Callable[..., Receipt]
QUESTION = HashEmbedder().embed(["standard queue messages"])[0]


def dense_of(rows: Vectors, numbers: list[int]) -> DenseIndex:
    """An index of these rows."""
    made = make_exact(rows.shape[1], [(np.array(numbers, dtype=np.int64), rows)])
    return DenseIndex("token", made, "token")


def search(folder: Path) -> list[tuple[int, float]]:
    """What a question finds in the index in `folder`."""
    with closing(Store(folder)) as store:
        return open_dense(store).search(QUESTION, 4)


def test_best_first() -> None:
    """Passages come by cosine, equal ones by number, at most as many as there are."""
    rows = np.array([[1, 0], [0, 1], [0.625, 0.75], [1, 0]], dtype=np.float32)
    found = dense_of(rows, [40, 30, 20, 10]).search(np.array([1, 0], dtype=np.float32), 9)
    assert found == [(10, 1.0), (40, 1.0), (20, 0.625), (30, 0.0)]


def test_nothing_to_find() -> None:
    """An empty index and a question that is no number find nothing."""
    empty = DenseIndex("token", make_exact(2, []))
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
    rows = rows.astype(np.float16).astype(np.float32)  # as the database has them
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


@pytest.fixture
def three_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The six passages of the notes are to be arranged."""
    monkeypatch.setattr("index.nearest.EXACT_MOST", 2)


def is_compared(folder: Path) -> bool:
    """Whether a reader compares every vector."""
    with closing(Store(folder)) as store:
        return is_exact(open_dense(store).faiss_index)


@pytest.mark.usefixtures("three_are_many")
def test_readers_do_not_arrange(
    build_index: Build, index_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """They compare all, keep nothing of it and say once that it takes longer; a writer arranges."""
    build_index()
    assert not is_compared(index_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.nearest.EXACT_MOST", 20_000)
        (index_folder / CACHE).unlink()
        right = search(index_folder)
    (index_folder / CACHE).unlink()

    assert is_compared(index_folder)
    assert search(index_folder) == right
    assert not (index_folder / CACHE).exists()
    assert caplog.text.count("not arranged yet") == 1

    assert build_index().embedded == 0
    assert not is_compared(index_folder)
    assert [number for number, _ in search(index_folder)] == [number for number, _ in right]
    assert caplog.text.count("not arranged yet") == 1


@pytest.mark.usefixtures("three_are_many")
def test_a_reader_takes_what_was_arranged_meanwhile(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """When it goes on to a newer generation; until then, what it has is good."""
    build_index()
    with closing(Store(index_folder)) as store:
        (index_folder / CACHE).unlink()
        makeshift = open_dense(store)
        assert open_dense(store, makeshift).faiss_index is makeshift.faiss_index
        build_index()
        (small_notes / "new.md").write_text("# New\n\nStandard queue messages.\n")
        build_index()
        later = open_dense(store, makeshift)
        assert not is_exact(later.faiss_index)
        assert (later.made_from, len(later.added)) == (makeshift.token, 1)
        assert open_dense(store, later).faiss_index is later.faiss_index


def test_what_an_earlier_version_made(build_index: Build, index_folder: Path) -> None:
    """Readers do not take it, and the writer makes it again."""
    build_index()
    whole = (index_folder / CACHE).read_bytes()
    with closing(Store(index_folder)) as store:
        floats = faiss.IndexIDMap2(faiss.IndexFlatIP(HashEmbedder.dimension))
        for numbers, rows in store.vector_blocks():
            floats.add_with_ids(rows, numbers)
        write_cache(index_folder / CACHE, store.token(), floats)
    assert (index_folder / CACHE).read_bytes() != whole
    build_index()
    assert (index_folder / CACHE).read_bytes() == whole


@pytest.mark.usefixtures("three_are_many")
def test_a_repair_arranges(build_index: Build, index_folder: Path) -> None:
    """And says how far it is, as a build does."""
    build_index()
    (index_folder / CACHE).unlink()
    steps: list[Progress] = []
    repaired = repair(index_folder, examine(index_folder), on_progress=steps.append)
    assert repaired.diagnosis.is_well
    assert not is_compared(index_folder)
    assert steps == [Progress(Stage.ARRANGING, done, 6) for done in (0, 6)]


@pytest.mark.usefixtures("three_are_many")
def test_a_build_says_how_far_it_is(build_index: Build, small_notes: Path) -> None:
    """Vectors are arranged last, and not again where little has changed."""
    steps: list[Progress] = []
    build_index(on_progress=steps.append)
    assert [(step.done, step.total) for step in steps if step.stage is Stage.ARRANGING] == [
        (0, 6),
        (6, 6),
    ]
    assert steps[-3].stage is Stage.LISTING
    (small_notes / "new.md").write_text("# New\n\nStandard queue messages.\n")
    steps.clear()
    build_index(on_progress=steps.append)
    assert steps[-1].stage is Stage.WRITING


@pytest.mark.usefixtures("three_are_many")
def test_stopped_while_vectors_are_arranged(build_index: Build, index_folder: Path) -> None:
    """The index is there, is known as the last one, and the next build arranges them."""

    def stop(step: Progress) -> None:
        if step.stage is Stage.ARRANGING:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(on_progress=stop)
    assert locate_index(None, None) == index_folder.resolve()
    assert len(search(index_folder)) == 4
    assert is_compared(index_folder)

    assert build_index().embedded == 0
    assert not is_compared(index_folder)
