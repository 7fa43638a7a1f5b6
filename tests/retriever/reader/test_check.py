"""Whether the reader that ships works."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index import BUILT_IN, HASH_MODEL, Finding, Store, Subject, build
from retriever import check_reader
from retriever.reader.export import exported_reader


@pytest.fixture
def subject(small_notes: Path, tmp_path: Path) -> Iterator[Subject]:
    """An index that says it was made with the built-in model."""
    build(small_notes, tmp_path / "index", model=HASH_MODEL)
    with closing(Store(tmp_path / "index")) as store:
        info = store.info()
        yield Subject(store, replace(info, identity=replace(info.identity, name=BUILT_IN)), True)


def outcome(subject: Subject) -> tuple[list[Finding], str]:
    """What the check found, and what it looked at."""
    said: list[str] = []

    def found() -> Iterator[Finding]:
        said.append((yield from check_reader(subject)))

    return list(found()), "".join(said)


def test_the_reader_that_ships_works(subject: Subject) -> None:
    """It tells a sentence that answers from one that does not."""
    assert outcome(subject) == ([], "the reader that ships, on two sentences")


@pytest.mark.parametrize(
    ("name", "length"),
    [("reader.onnx", 0), ("reader.onnx", 1000), ("reader.weights", 0), ("reader.weights", 100_000)],
)
def test_a_broken_export_is_found(subject: Subject, name: str, length: int) -> None:
    """And named by its folder; deleted, it is made again."""
    network = exported_reader() / name
    kept = network.with_suffix(".kept")
    shutil.copyfile(network, kept)
    network.write_bytes(kept.read_bytes()[:length])
    try:
        findings, _ = outcome(subject)
    finally:
        kept.replace(network)

    (finding,) = findings
    assert (finding.check, finding.where) == ("reader", str(network.parent))
    assert "made again when it is next needed" in finding.do


def test_another_reader_is_not_looked_at(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is any with the model for tests."""
    hashed = replace(subject.info, identity=replace(subject.info.identity, name=HASH_MODEL))
    assert outcome(replace(subject, info=hashed)) == ([], "")

    monkeypatch.setenv("QUOTH_READER", "none")
    assert outcome(subject) == ([], "")
