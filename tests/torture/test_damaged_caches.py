"""Whatever has become of the cache of vectors: it is noticed, and made again from the database."""

import hashlib
import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import faiss
import numpy as np
import pytest
from rig import Tally, is_long, times, verified
from rig.library import write_library
from rig.spoil import appended, cut, flipped, garbled, replaced, zeroed_block

from index import HASH_MODEL, HashEmbedder, Store, build, examine, open_dense, repair
from index.dense_cache import CACHE

HEADER = 4096
Numbered = tuple[str, bytes]
"""What was done to a cache, and what it is then."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """An index whose cache is to be damaged."""
    base = tmp_path_factory.mktemp("caches")
    write_library(base / "notes")
    build(base / "notes", base / "index", model=HASH_MODEL)
    return base / "index"


@pytest.fixture(scope="module")
def found(folder: Path) -> list[list[tuple[int, float]]]:
    """What is found by meaning while the cache is whole."""
    return _found(folder)


def _sealed(whole: bytes, body: bytes) -> bytes:
    """A cache with another body and the header that belongs to it."""
    mark, header, _ = whole.split(b"\n", 2)
    facts = json.loads(header) | {"sha256": hashlib.sha256(body).hexdigest()}
    return b"\n".join((mark, json.dumps(facts).encode(), body))


def _of_kind(made: faiss.Index, dimension: int, rows: int) -> bytes:
    """A FAISS index of another kind than ours, as bytes."""
    numbers = np.arange(1, rows + 1)
    vectors = np.eye(rows, dimension, dtype=np.float32)
    if isinstance(made, faiss.IndexIDMap2):
        made.add_with_ids(vectors, numbers)
    else:
        made.add(vectors)
    return bytes(faiss.serialize_index(made).tobytes())


def _fakes(whole: bytes, rows: int) -> dict[str, bytes]:
    """Caches that are not ours, most of them with a header that is right."""
    flat, half = faiss.IndexFlatIP, faiss.ScalarQuantizer.QT_fp16

    def halves(wide: int, metric: int = faiss.METRIC_INNER_PRODUCT) -> faiss.Index:
        return faiss.IndexScalarQuantizer(wide, half, metric)

    wide = HashEmbedder.dimension
    mark, header, body = whole.split(b"\n", 2)
    other = json.dumps(json.loads(header) | {"generation": "0" * 32}).encode()
    return {
        "another distance": _sealed(
            whole, _of_kind(faiss.IndexIDMap2(halves(wide, faiss.METRIC_L2)), wide, rows)
        ),
        "another dimension": _sealed(whole, _of_kind(faiss.IndexIDMap2(halves(32)), 32, rows)),
        "fewer vectors": _sealed(whole, _of_kind(faiss.IndexIDMap2(halves(wide)), wide, rows - 1)),
        "of an earlier version": _sealed(
            whole, _of_kind(faiss.IndexIDMap2(flat(wide)), wide, rows)
        ),
        "no numbers": _sealed(whole, _of_kind(halves(wide), wide, rows)),
        "no FAISS index": _sealed(whole, b"IxM2 and nothing that belongs to it"),
        "a pickle": _sealed(whole, pickle.dumps(_Canary())),
        "a bare pickle": pickle.dumps(_Canary()),
        "a bare FAISS index": _of_kind(faiss.IndexIDMap2(halves(wide)), wide, rows),
        "another generation": b"\n".join((mark, other, body)),
        "the right header, another body": b"\n".join((mark, header, body[::-1])),
    }


class _Canary:
    """Makes a folder where it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(Path(os.environ["QUOTH_HOME"]) / "unpickled"),)


def _found(folder: Path) -> list[list[tuple[int, float]]]:
    questions = HashEmbedder().embed(["the lighthouse in spring", "barrels", "dogs may enter"])
    with closing(Store(folder)) as store:
        dense = open_dense(store)
        return [dense.search(question, 40) for question in questions]


def _damaged(whole: bytes) -> Iterator[Numbered]:
    """Caches that are damaged in every way, as many as this run takes."""
    random = Random(5)  # noqa: S311  (damage that can be had again)
    places = range(HEADER) if is_long() else random.sample(range(HEADER), 100)
    for place in places:
        other = bytes([whole[place] ^ random.randrange(1, 256)])
        yield "a byte of the beginning", replaced(whole, place, other)
    kinds: dict[str, tuple[Callable[[bytes, Random], bytes], int]] = {
        "a bit": (flipped, times(100, 5000)),
        "cut off": (cut, times(40, 500)),
        "zeros": (zeroed_block, times(30, 200)),
        "more at its end": (appended, times(10, 60)),
        "nonsense": (garbled, times(10, 40)),
    }
    for kind, (how, tries) in kinds.items():
        for _ in range(tries):
            if (content := how(whole, random)) != whole:
                yield kind, content
    yield "empty", b""


def test_damaged_caches_are_made_again(
    folder: Path,
    found: list[list[tuple[int, float]]],
    tally: Tally,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each is noticed before it is used; the model is not asked, and the hits are the same."""
    whole = (folder / CACHE).read_bytes()
    questions = HashEmbedder().embed(["the lighthouse in spring", "barrels", "dogs may enter"])
    with monkeypatch.context() as patch:
        patch.setattr(HashEmbedder, "embed", None)
        for kind, content in _damaged(whole):
            (folder / CACHE).write_bytes(content)
            with closing(Store(folder)) as store:
                dense = open_dense(store)
            assert [dense.search(question, 40) for question in questions] == found, kind
            assert (folder / CACHE).read_bytes() == whole, f"not noticed: {kind}"
            tally.count(kind)
    verified(folder)


def test_caches_that_are_not_ours(
    folder: Path, found: list[list[tuple[int, float]]], tally: Tally, home: Path
) -> None:
    """Of another kind, another index or another program; none is used, and nothing in it is run."""
    whole = (folder / CACHE).read_bytes()
    with closing(Store(folder)) as store:
        fakes = _fakes(whole, store.info().passages)
    for name, content in fakes.items():
        (folder / CACHE).write_bytes(content)
        assert _found(folder) == found, name
        assert (folder / CACHE).read_bytes() == whole, name
        tally.count("not ours")
    assert not (home / "unpickled").exists()
    verified(folder)


def test_the_cache_of_another_index(
    folder: Path, found: list[list[tuple[int, float]]], tmp_path: Path
) -> None:
    """Even one of the same notes, made a moment later."""
    whole = (folder / CACHE).read_bytes()
    build(folder.parent / "notes", tmp_path / "index", model=HASH_MODEL)
    shutil.copy(tmp_path / "index" / CACHE, folder)

    assert _found(folder) == found
    assert (folder / CACHE).read_bytes() == whole


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("mine")


THINGS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a folder": _folder,
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a file of a terabyte": lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 2**40),
}


@pytest.mark.parametrize("thing", THINGS)
def test_no_cache_at_all(
    folder: Path, found: list[list[tuple[int, float]]], thing: str, tmp_path: Path
) -> None:
    """What lies in its place is not waited for, nor read; a repair puts a cache there again."""
    copy = shutil.copytree(folder, tmp_path / "index")
    whole = (copy / CACHE).read_bytes()
    (copy / CACHE).unlink()
    THINGS[thing](copy / CACHE)

    assert _found(copy) == found
    if (copy / CACHE).is_dir():
        assert not examine(copy).is_well
        repair(copy, examine(copy))
        assert [path.read_text() for path in copy.glob("*/letter.txt")] == ["mine"]
    assert (copy / CACHE).read_bytes() == whole
    verified(copy, thorough=False)
