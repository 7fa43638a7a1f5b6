"""Bringing an index up to date: what is read and embedded again, what is kept, what is refused."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index import (
    BUILT_IN,
    HASH_MODEL,
    IndexDamagedError,
    IndexFolderError,
    IndexOutdatedError,
    ModelError,
    Progress,
    Receipt,
    Stage,
    Store,
    build,
    search_terms,
    status,
)
from ingest import NotesFolderError

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


def test_progress(build_index: Build) -> None:
    """The stages come in order, and each one that counts comes to its total."""
    seen: list[Progress] = []
    build_index(on_progress=seen.append)
    assert list(dict.fromkeys(step.stage for step in seen)) == list(Stage)
    last = {step.stage: step for step in seen}
    for stage in (Stage.READING, Stage.EMBEDDING):
        assert last[stage].done == last[stage].total > 0


def empty(notes: Path) -> None:
    """Leave nothing in the folder."""
    shutil.rmtree(notes)
    notes.mkdir()


def put_a_file_there(notes: Path) -> None:
    """Put a file in the folder's place."""
    shutil.rmtree(notes)
    notes.write_text("a file")


@pytest.mark.parametrize("spoil", [empty, shutil.rmtree, put_a_file_there])
def test_the_index_outlives_a_lost_folder(
    build_index: Build,
    small_notes: Path,
    index_folder: Path,
    dump: Callable[[Path], str],
    spoil: Callable[[Path], None],
) -> None:
    """An empty, missing or unplugged folder is an error, and the index stays as it was."""
    build_index()
    before = dump(index_folder)
    spoil(small_notes)
    with pytest.raises(NotesFolderError):
        build_index()
    assert dump(index_folder) == before


@pytest.mark.parametrize("inside", [".", "index", "a/b"])
def test_an_index_inside_the_notes(small_notes: Path, inside: str) -> None:
    """The notes folder is never written to, so no index may lie there."""
    with pytest.raises(NotesFolderError, match="inside the notes folder"):
        build(small_notes, small_notes / inside, model=HASH_MODEL)
    assert not (small_notes / "index").exists()


def test_an_index_folder_that_cannot_be(small_notes: Path, tmp_path: Path) -> None:
    """A file in the place of the index folder is an error that names the folder."""
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "sub"):
        with pytest.raises(IndexFolderError, match="cannot be made"):
            build(small_notes, place, model=HASH_MODEL)


def test_a_notes_folder_whose_name_is_not_utf_8(tmp_path: Path, index_folder: Path) -> None:
    """Such a name could not be stored: it is refused before anything is made."""
    notes = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    notes.mkdir()
    (notes / "a.md").write_text("text")
    with pytest.raises(NotesFolderError, match=r"caf\\xe9 is not UTF-8"):
        build(notes, index_folder, model=HASH_MODEL)
    assert not index_folder.exists()


def test_other_notes(build_index: Build, tmp_path: Path, index_folder: Path) -> None:
    """An index holds one folder's notes; those of another one are refused."""
    build_index()
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text("text")
    with pytest.raises(IndexOutdatedError, match="holds the notes of"):
        build(other, index_folder)


def test_the_notes_stay_as_they_are(
    build_index: Build, small_notes: Path, tree_hash: Callable[[Path], str]
) -> None:
    """Nothing in the notes folder changes, at a first, second and failing build."""
    before = tree_hash(small_notes)
    build_index()
    build_index(rehash=True)
    with pytest.raises(ModelError):
        build_index(model="no such model")
    assert tree_hash(small_notes) == before


def change_model(folder: Path) -> None:
    """Make an index look as if it had been made with another model."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'fingerprint'")
        connection.execute("UPDATE vectors SET key = randomblob(32)")
        connection.execute("UPDATE passages SET vector = randomblob(32)")


def test_another_model(build_index: Build, index_folder: Path, dump: Callable[[Path], str]) -> None:
    """Vectors of another model are never mixed in: it must be named, and then embeds all."""
    build_index()
    before = dump(index_folder)
    change_model(index_folder)
    with pytest.raises(IndexOutdatedError, match="--model hash"):
        build_index()
    receipt = build_index(model=HASH_MODEL)
    assert (receipt.embedded, receipt.changed, receipt.removed) == (6, 4, 0)
    assert dump(index_folder) == before


def test_a_model_that_is_not_there(build_index: Build, index_folder: Path) -> None:
    """An unknown model is an error before anything is read; the index stays."""
    build_index()
    with pytest.raises(ModelError, match="There is no model"):
        build_index(model="nonsense")
    assert generation(index_folder) == 1
    assert BUILT_IN == "all-MiniLM-L6-v2"


@pytest.mark.parametrize(("number", "age"), [(0, "another"), (99, "a newer")])
def test_other_formats(build_index: Build, index_folder: Path, number: int, age: str) -> None:
    """The tables of another version are not touched."""
    build_index()
    with closing(sqlite3.connect(index_folder / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {number}")
    for use in (build_index, lambda: Store(index_folder), lambda: status(index_folder)):
        with pytest.raises(IndexOutdatedError, match=f"made by {age} version"):
            use()


@pytest.mark.parametrize("content", [b"garbage " * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_database_that_is_none(build_index: Build, index_folder: Path, content: bytes) -> None:
    """Garbage in place of the database is an error that says the way out."""
    build_index()
    (index_folder / DATABASE).write_bytes(content)
    for use in (build_index, lambda: Store(index_folder), lambda: status(index_folder)):
        with pytest.raises(
            IndexDamagedError, match="Delete that folder and run: quoth index NOTES"
        ):
            use()
    shutil.rmtree(index_folder)
    assert build_index().notes == 4


class Stop(Exception):  # noqa: N818  (not an error: a person pressing a key)
    """What ends a build in the middle."""


@pytest.mark.parametrize("stage", list(Stage))
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


SENTENCES = (
    "The heron waits by the weir.",
    "Rye bread needs a long rest.",
    "A queue keeps messages for four days.",
    "Copper turns green in the rain.",
    "The choir sings on Thursdays at eight.",
)


def some_note(random: Random) -> str:
    """A note with a few sections, which often has passages in common with others."""
    parts = []
    for _ in range(random.randint(1, 4)):
        parts.append(f"{'#' * random.randint(1, 3)} Part {random.randint(1, 4)}")
        parts += random.choices(SENTENCES, k=random.randint(0, 3))
    return "\n\n".join(parts) + "\n"


def act(random: Random, notes: Path) -> None:
    """Create, edit, rename, spoil or delete a note."""
    there = sorted(notes.rglob("*.md"))
    path = random.choice(there)
    new = notes / f"{random.choice('abc')}" / f"{random.randint(0, 9)}.md"
    new.parent.mkdir(exist_ok=True)
    match random.choice(("create", "edit", "rename", "delete", "spoil")):
        case "create":
            new.write_text(some_note(random))
        case "edit":
            path.write_text(some_note(random))
        case "rename":
            path.replace(new)
        case "spoil":
            path.write_bytes(b"\0")
        case _ if len(there) > 2:
            path.unlink()


@pytest.mark.parametrize("seed", range(4))
def test_a_rebuild_equals_the_updates(
    tmp_path: Path, dump: Callable[[Path], str], tree_hash: Callable[[Path], str], seed: int
) -> None:
    """After any history, the index is what one made from nothing would be."""
    random = Random(seed)  # noqa: S311  (a history that can be had again)
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(5):
        (notes / f"{number}.md").write_text(some_note(random))
    build(notes, tmp_path / "grown", model=HASH_MODEL)
    for step in range(6):
        for _ in range(random.randint(1, 4)):
            act(random, notes)
        before = tree_hash(notes)
        build(notes, tmp_path / "grown")
        build(notes, tmp_path / f"new-{step}", model=HASH_MODEL)
        assert dump(tmp_path / "grown") == dump(tmp_path / f"new-{step}")
        assert tree_hash(notes) == before


def test_vectors_stand_for_their_passages(build_index: Build, index_folder: Path) -> None:
    """Every passage has its own vector and one for each unit, all of unit length."""
    build_index()
    with closing(Store(index_folder)) as store:
        numbers, rows = store.passage_vectors()
        own = store.vectors_of(numbers.tolist())
    assert list(own) == numbers.tolist()
    for number, row in zip(numbers, rows, strict=True):
        assert np.array_equal(own[number][0], row)
        assert np.allclose(np.linalg.norm(own[number], axis=1), 1, atol=2e-3)
        assert len(own[number]) >= 2
