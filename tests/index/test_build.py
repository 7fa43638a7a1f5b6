"""Bringing an index up to date: what is read and embedded again, what is kept, what is refused."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import (
    HASH_MODEL,
    Progress,
    Receipt,
    Stage,
    Store,
    search_terms,
    status,
)

Build = Callable[..., Receipt]
DATABASE = "quoth.db"


def found(folder: Path, word: str) -> list[str]:
    """The notes in which a word is found, sorted."""
    with closing(Store(folder)) as store:
        numbers = [number for number, _ in search_terms(store.connection, [word], 100)]
        return sorted(stored.passage.span.note_id for stored in store.passages(numbers))


def generation(folder: Path) -> int:
    """The generation of an index."""
    with closing(Store(folder)) as store:
        return store.info().generation


def counts(receipt: Receipt) -> tuple[int, ...]:
    """Added, changed, renamed, removed, unchanged."""
    return (
        *(receipt.added, receipt.changed, receipt.renamed),
        *(receipt.removed, receipt.unchanged),
    )


def age(folder: Path) -> None:
    """Make all notes an hour older, so that their file facts can be trusted."""
    for path in folder.rglob("*"):
        past = path.stat().st_mtime_ns - 3_600_000_000_000
        os.utime(path, ns=(past, past))


def test_first_build(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """The first build reads and embeds everything."""
    receipt = build_index()
    assert counts(receipt) == (4, 0, 0, 0, 0)
    assert (receipt.notes, receipt.passages, receipt.embedded, receipt.reused) == (4, 6, 6, 0)
    assert (receipt.skipped, receipt.warnings) == ((), ())
    assert found(index_folder, "tomatoes") == ["garden.md"]
    assert found(index_folder, "café") == ["windows.md"]
    with closing(Store(index_folder)) as store:
        info = store.info()
    assert (info.notes_folder, info.model, info.generation) == (small_notes, HASH_MODEL, 1)


def test_nothing_changed(build_index: Build, index_folder: Path) -> None:
    """A second build embeds nothing and leaves the generation as it is."""
    build_index()
    receipt = build_index()
    assert (counts(receipt), receipt.embedded) == ((0, 0, 0, 0, 4), 0)
    assert generation(index_folder) == 1


def test_an_edited_note(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """Only the passages that changed are embedded again; what they said is found no more."""
    build_index()
    path = small_notes / "cloud" / "sqs.md"
    path.write_text(path.read_text().replace("at least once", "at least twice, or thrice"))
    receipt = build_index()
    assert (counts(receipt), receipt.embedded, receipt.reused) == ((0, 1, 0, 0, 3), 1, 2)
    assert found(index_folder, "thrice") == ["cloud/sqs.md"]
    assert found(index_folder, "least") == ["cloud/sqs.md"]
    assert generation(index_folder) == 2


def test_a_renamed_note(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """A note that moves is counted as renamed, and nothing of it is embedded."""
    build_index()
    (small_notes / "cloud" / "sqs.md").rename(small_notes / "queues.md")
    receipt = build_index()
    assert (counts(receipt), receipt.embedded, receipt.reused) == ((0, 0, 1, 0, 3), 0, 3)
    assert found(index_folder, "fifo") == ["queues.md"]


def test_a_note_that_becomes_two(build_index: Build, small_notes: Path) -> None:
    """One of two copies is the old note renamed, the other one is new."""
    build_index()
    content = (small_notes / "garden.md").read_bytes()
    (small_notes / "garden.md").unlink()
    (small_notes / "copy-1.md").write_bytes(content)
    (small_notes / "copy-2.md").write_bytes(content)
    assert counts(build_index()) == (1, 0, 1, 0, 3)


def test_a_copy_lives_on(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """Copies share their vectors; deleting one of them leaves the other searchable."""
    shutil.copy(small_notes / "garden.md", small_notes / "other.md")
    receipt = build_index()
    assert (receipt.embedded, receipt.reused) == (6, 1)
    (small_notes / "garden.md").unlink()
    build_index()
    assert found(index_folder, "tomatoes") == ["other.md"]
    with closing(Store(index_folder)) as store:
        assert len(store.passage_vectors()[0]) == 6


def test_a_deleted_note(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """A note that is gone is found no more, and its vectors are swept."""
    build_index()
    (small_notes / "garden.md").unlink()
    assert counts(build_index()) == (0, 0, 0, 1, 3)
    assert found(index_folder, "tomatoes") == []
    with closing(Store(index_folder)) as store:
        assert (store.count("vectors"), store.count("passages")) == (5, 5)


def test_a_touched_note(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """A new time alone changes nothing; from then on the new time is known."""
    build_index()
    age(small_notes)
    assert status(index_folder).changed != ()
    receipt = build_index()
    assert (counts(receipt), receipt.embedded) == ((0, 0, 0, 0, 4), 0)
    assert generation(index_folder) == 1


def test_an_edit_of_the_same_size(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """An edit is seen though size and modification time are what they were."""
    build_index()
    path = small_notes / "garden.md"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"six hours", b"ten hours"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert counts(build_index()) == (0, 1, 0, 0, 3)
    assert found(index_folder, "ten") == ["garden.md"]


def test_unreadable_notes_are_listed_each_time(build_index: Build, small_notes: Path) -> None:
    """What cannot be read stops nothing, and is named with its reason at every build."""
    (small_notes / "binary.md").write_bytes(b"a\0b")
    (small_notes / "link.md").symlink_to("garden.md")
    (small_notes / "latin.md").write_bytes("Café au lait, s'il vous plaît.".encode("cp1252"))
    Path(os.fsdecode(os.fsencode(small_notes) + b"/x\xe9.md")).write_bytes(b"x")
    for _ in range(2):
        receipt = build_index()
        assert [(skip.path, skip.reason) for skip in receipt.skipped] == [
            ("binary.md", "it holds NUL bytes, as binary files do"),
            ("link.md", "it is not a regular file (links are not followed)"),
            ("x\\xe9.md", "its name is not UTF-8; rename it"),
        ]
        assert [warning.path for warning in receipt.warnings] == ["latin.md"]
        assert receipt.notes == 5


def test_a_note_that_can_no_longer_be_read(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """It leaves the index and is listed; readable again, it comes back without embedding less."""
    build_index()
    content = (small_notes / "garden.md").read_bytes()
    (small_notes / "garden.md").write_bytes(b"\0")
    receipt = build_index()
    assert ([skip.path for skip in receipt.skipped], receipt.notes) == (["garden.md"], 3)
    assert found(index_folder, "tomatoes") == []
    (small_notes / "garden.md").write_bytes(content)
    assert build_index().skipped == ()
    assert found(index_folder, "tomatoes") == ["garden.md"]


def test_rehash_reads_everything(build_index: Build, small_notes: Path) -> None:
    """With `rehash` every note is read, whatever its time says; equal notes stay unchanged."""
    age(small_notes)
    build_index()
    read: list[str] = []
    receipt = build_index(rehash=True, on_progress=lambda seen: read.append(seen.current))
    assert {name for name in read if name} == {
        "bread.txt",
        "cloud/sqs.md",
        "garden.md",
        "windows.md",
    }
    assert (counts(receipt), receipt.embedded) == ((0, 0, 0, 0, 4), 0)


def test_progress(build_index: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages come in order, and each one that counts comes to its total."""
    monkeypatch.setattr("index.nearest.EXACT_MOST", 2)  # so that vectors are arranged
    seen: list[Progress] = []
    build_index(on_progress=seen.append)
    assert list(dict.fromkeys(step.stage for step in seen)) == list(Stage)
    last = {step.stage: step for step in seen}
    for stage in (Stage.READING, Stage.EMBEDDING, Stage.ARRANGING):
        assert last[stage].done == last[stage].total > 0


class Stop(Exception):  # noqa: N818  (not an error: a person pressing a key)
    """What ends a build in the middle."""


@pytest.mark.parametrize("stage", [*Stage][: [*Stage].index(Stage.LISTING)])
def test_an_interrupted_update(
    build_index: Build,
    small_notes: Path,
    index_folder: Path,
    dump: Callable[[Path], str],
    stage: Stage,
) -> None:
    """Wherever an update is stopped, the old index answers, and the next build completes it."""
    build_index()
    before = dump(index_folder)
    (small_notes / "new.md").write_text("# New\n\nA stork on the roof.\n")
    (small_notes / "garden.md").unlink()

    def stop(seen: Progress) -> None:
        if seen.stage is stage and (seen.done == seen.total or not seen.total):
            raise Stop

    with pytest.raises(Stop):
        build_index(on_progress=stop)
    assert found(index_folder, "tomatoes") == ["garden.md"]
    assert generation(index_folder) == 1
    assert passages_only(dump(index_folder)) == passages_only(before)
    receipt = build_index()
    assert counts(receipt) == (1, 0, 0, 1, 3)
    # Vectors that were made before the stop are not made again.
    assert receipt.embedded == (1 if stage in (Stage.SCANNING, Stage.READING) else 0)
    assert found(index_folder, "stork") == ["new.md"]


def passages_only(dumped: str) -> str:
    """A dump without its counts, in which a stray vector shows."""
    return dumped[: dumped.rindex("[\n  4,")]


def test_an_interrupted_first_build(build_index: Build, index_folder: Path) -> None:
    """A first build that was stopped leaves no index, but keeps what was embedded."""

    def stop(seen: Progress) -> None:
        if seen.stage is Stage.WRITING:
            raise Stop

    with pytest.raises(Stop):
        build_index(on_progress=stop)
    receipt = build_index(model=HASH_MODEL)
    assert (receipt.added, receipt.embedded, receipt.reused) == (4, 0, 6)
