"""Reading the database: passages as they were, snapshots, and damage that is noticed."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import (
    HASH_MODEL,
    IndexDamagedError,
    IndexMissingError,
    Receipt,
    Store,
    aliases_named,
    build,
    find_headings,
    note_labels,
    open_dense,
    search_terms,
    status,
)
from index.damage import damage_reported
from index.errors import IndexBusyError, IndexFolderError
from index.records import (
    StoredPassage,
    embedded_texts,
    passage_content,
    passage_row,
    stored_passage,
    vector_key,
)
from index.writer import Writer
from ingest import Limit, Passage, QuothError, cut, outline, read_note

Build = Callable[..., Receipt]
DATABASE = "quoth.db"


def change(folder: Path, sql: str, *values: object) -> None:
    """Change the database behind the index's back."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        assert connection.execute(sql, values).rowcount > 0


def passages_of(name: str, text: str, most: int = 40) -> list[Passage]:
    """The passages of a note of at most so many words."""
    limit = Limit(lambda part: len(part.split()), most)
    return list(cut(name, text, outline(name, text), (limit,)))


def test_passages_come_back_as_they_were(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """Every field of a passage survives the database, and so do order and numbers."""
    build_index()
    with closing(Store(index_folder)) as store:
        stored = store.passages(list(range(1, 7)))
        assert [entry.number for entry in stored] == [1, 2, 3, 4, 5, 6]
        assert [entry.number for entry in store.passages([5, 2])] == [5, 2]
        assert store.passages([]) == []
    for entry in stored:
        name = entry.passage.span.note_id
        note = read_note(name, small_notes / name)
        assert entry.passage in passages_of(name, note.text, 1000)
        assert entry.digest == note.digest
    assert {entry.title for entry in stored} == {"SQS", "Garden", "bread", "Café"}


def test_what_else_is_known(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """Headings, words, warnings and skipped files can be asked for."""
    (small_notes / "broken.md").write_bytes(b"\0")
    (small_notes / "latin.md").write_bytes(b"caf\xe9 creme")
    build_index()
    with closing(Store(index_folder)) as store:
        assert set(store.headings(99)) >= {("SQS",), ("SQS", "FIFO queue"), ("Garden",)}
        assert len(store.headings(2)) == 2
        assert {"tomatoes", "café"} <= set(store.vocabulary())
        assert store.vocabulary() is store.vocabulary()
        assert [skip.path for skip in store.skipped()] == ["broken.md"]
        assert [skip.path for skip in store.warnings()] == ["latin.md"]


def test_the_vocabulary_grows_with_the_index(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """It is kept as long as the generation."""
    build_index()
    with closing(Store(index_folder)) as store:
        assert "basil" not in set(store.vocabulary())
        (small_notes / "basil.md").write_text("# Basil\n\nGreen.\n")
        build_index()
        assert "basil" in set(store.vocabulary())


def test_no_index(tmp_path: Path) -> None:
    """A folder without a database, or no folder, is named together with the command that helps."""
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexMissingError, match="Run: quoth index NOTES"):
            Store(folder)


def test_readers_do_not_write(build_index: Build, index_folder: Path) -> None:
    """The reader's connection refuses to change anything."""
    build_index()
    with closing(Store(index_folder)) as store, pytest.raises(sqlite3.OperationalError):
        store.connection.execute("DELETE FROM notes")


def test_a_snapshot_is_of_one_generation(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """A reader inside `snapshot` sees the old index while a writer commits the new one."""
    build_index()
    with closing(Store(index_folder)) as store:
        with store.snapshot():
            old = store.info()
            (small_notes / "garden.md").unlink()
            build_index()
            assert store.info() == old
            assert store.token() == old.token
            assert store.count("notes") == 4
            assert search_terms(store.connection, ["tomatoes"], 5)
        assert store.info().generation == old.generation + 1
        assert store.count("notes") == 3


@pytest.mark.parametrize(
    "damage",
    [
        *(
            "text = text || '.'",
            "text = ''",
            "headings = '[]'",
            "blocks = '[]'",
            "start = start + 1",
        ),
        *(
            "first_line = 99",
            "heading_end = 9",
            "checksum = zeroblob(16)",
            "checksum = 'x' || text",
        ),
    ],
)
def test_a_damaged_passage_is_noticed(build_index: Build, index_folder: Path, damage: str) -> None:
    """A row that is not what was written is an error when it is read, never a wrong quote."""
    build_index()
    change(index_folder, f"UPDATE passages SET {damage} WHERE id = 2")  # noqa: S608
    with closing(Store(index_folder)) as store:
        assert len(store.passages([1, 3])) == 2
        with pytest.raises(IndexDamagedError, match="Passage 2 of the index is damaged"):
            store.passages([2])


def test_a_passage_under_another_note_is_noticed(build_index: Build, index_folder: Path) -> None:
    """A row that is attached to another note does not match its checksum."""
    build_index()
    change(index_folder, "UPDATE passages SET note = note % 4 + 1 WHERE id = 1")
    with closing(Store(index_folder)) as store, pytest.raises(IndexDamagedError):
        store.passages([1])


def test_bits_of_vectors_are_noticed(build_index: Build, index_folder: Path) -> None:
    """By whoever reads them; an update makes them again where it needs them."""
    build_index()
    with closing(sqlite3.connect(index_folder / DATABASE)) as connection, connection:
        key, whole = connection.execute("SELECT key, vector FROM vectors").fetchone()
        other = bytes([whole[0] ^ 1]) + whole[1:]
        connection.execute("UPDATE vectors SET vector = ? WHERE key = ?", (other, key))
    with closing(Store(index_folder)) as store:
        with pytest.raises(IndexDamagedError, match=r"vectors of passage .*quoth doctor --repair"):
            store.passage_vectors()
        with pytest.raises(IndexDamagedError, match="vectors of passage"):
            store.vectors_of(range(1, 7))
    with closing(Writer(index_folder)) as writer:
        assert writer.missing_vectors([key]) == {key}


def test_a_passage_that_is_gone_is_noticed(build_index: Build, index_folder: Path) -> None:
    """What full text or vectors still name is an error, not one hit less."""
    build_index()
    change(index_folder, "DELETE FROM passages WHERE id = 2")
    with closing(Store(index_folder)) as store:
        for read in (lambda: store.passages([2]), store.passage_vectors):
            with pytest.raises(IndexDamagedError, match="quoth doctor --repair"):
                read()


@pytest.mark.parametrize(
    "damage",
    [
        "notes SET title = 'x' WHERE id = 1",
        "notes SET path = path || 'x'",
        "notes SET digest = 'x'",
        "notes SET tags = '[\"x\"]'",
        "headings SET line = line + 1",
        "headings SET path = '[]'",
        "aliases SET means = 'x'",
    ],
)
def test_damaged_rows_are_noticed(build_index: Build, index_folder: Path, damage: str) -> None:
    """Of every table that is shown, or decides what is."""
    build_index()
    change(index_folder, f"UPDATE {damage}")
    with closing(Store(index_folder)) as store, pytest.raises(IndexDamagedError, match="doctor"):
        read_rows(store)


@pytest.mark.parametrize("block", ["x'06000000'", "x''", "NULL"])
def test_lengths_that_cannot_be(build_index: Build, index_folder: Path, block: str) -> None:
    """The full text without its own sums scores nothing, or nonsense: that is said, too."""
    build_index()
    change(index_folder, f"UPDATE terms_data SET block = {block} WHERE id = 1")  # noqa: S608
    with (
        closing(Store(index_folder)) as store,
        pytest.raises(IndexDamagedError, match="quoth doctor --repair"),
        store.snapshot(),
    ):
        search_terms(store.connection, ["queue"], 5)


def read_rows(store: Store) -> None:
    """Read notes, headings and aliases."""
    note_labels(store.connection)
    list(find_headings(store.connection, empty=False))
    aliases_named(store.connection, ["simple queue service"])


def test_vectors_of_the_wrong_length_are_noticed(build_index: Build, index_folder: Path) -> None:
    """A vector that lost a byte is an error."""
    build_index()
    change(index_folder, "UPDATE vectors SET vector = substr(vector, 1, 127)")
    with closing(Store(index_folder)) as store:
        with pytest.raises(IndexDamagedError, match="vectors of passage"):
            store.passage_vectors()
        with pytest.raises(IndexDamagedError, match="vectors of passage"):
            store.vectors_of([1])


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM meta WHERE key = 'token'", "UPDATE meta SET value = 'x' WHERE key != 'model'"],
)
def test_damaged_facts_are_noticed(build_index: Build, index_folder: Path, sql: str) -> None:
    """An index that does not say what it holds is damaged."""
    build_index()
    change(index_folder, sql)
    for use in (build_index, lambda: status(index_folder)):
        with pytest.raises(IndexDamagedError, match="quoth doctor --repair"):
            use()


def test_any_damage_has_a_way_out(build_index: Build, tmp_path: Path, index_folder: Path) -> None:
    """Bytes changed anywhere in the file give an error of ours or no error, nothing else."""
    build_index()
    whole = (index_folder / DATABASE).read_bytes()
    random = Random(7)  # noqa: S311  (damage that can be had again)
    for number in range(25):
        folder = tmp_path / f"damaged-{number}"
        shutil.copytree(index_folder, folder)
        content = bytearray(whole)
        start = random.randrange(len(content))
        content[start : start + 400] = random.randbytes(min(400, len(content) - start))
        (folder / DATABASE).write_bytes(content[: random.choice((len(content), start + 9))])
        for use in (read_all, status, lambda place: build_index_again(place, tmp_path)):
            with suppress(QuothError):
                use(folder)


def read_all(folder: Path) -> None:
    """Read everything that a question may need."""
    with closing(Store(folder)) as store, store.snapshot():
        numbers = [number for number, _ in search_terms(store.connection, ["queue"], 9)]
        store.passages(numbers)
        store.vectors_of(numbers)
        store.headings(9)
        store.vocabulary()
        open_dense(store)


def build_index_again(folder: Path, base: Path) -> None:
    """Bring a damaged index up to date after an edit."""
    with (base / "notes" / "garden.md").open("a") as file:
        file.write("More.\n")
    build(base / "notes", folder, model=HASH_MODEL)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, IndexBusyError),
        (sqlite3.SQLITE_FULL, IndexFolderError),
        (sqlite3.SQLITE_IOERR_READ, IndexFolderError),
        (sqlite3.SQLITE_CORRUPT, IndexDamagedError),
        (sqlite3.SQLITE_NOTADB, IndexDamagedError),
    ],
)
def test_what_sqlite_says(tmp_path: Path, code: int, expected: type[QuothError]) -> None:
    """A full disk or a busy file is no damage: nobody is told to delete an index for that."""
    error = sqlite3.OperationalError("what it says")
    error.sqlite_errorcode = code
    with pytest.raises(expected, match="what it says") as caught, damage_reported(tmp_path):
        raise error
    assert ("doctor" in str(caught.value)) == (expected is IndexDamagedError)


def test_vector_keys() -> None:
    """The same model and texts give the same key; where texts are parted matters."""
    key = vector_key("model", ("one", "two"))
    assert key == vector_key("model", ("one", "two"))
    others = (("other", ("one", "two")), ("model", ("onetwo",)), ("model", ("one", "two", "")))
    assert all(vector_key(*other) != key for other in others)


def test_embedded_texts() -> None:
    """The passage stands under its heading path, each of its units under its own heading."""
    (_, found) = passages_of("a.md", "# A\n\nintro\n\n## B\n\n- x\n- y\n")
    assert embedded_texts(found) == ("A > B\n- x\n- y", "B\n- x", "B\n- y")


notes = st.text(alphabet="#-` \nab|é\u2028\r.", max_size=80)


@given(notes, st.sampled_from(["a.md", "ü/b.txt"]))
def test_rows_there_and_back(text: str, name: str) -> None:
    """A passage that becomes a row and a passage again is the same."""
    for found in passages_of(name, text, 5):
        facts = (name, "Title", "digest", b"key")
        _, _, *content = passage_row(7, 1, facts, passage_content(found))
        row = (7, name, "Title", "digest", *content)
        assert stored_passage(row) == StoredPassage(7, found, "Title", "digest")  # type: ignore[arg-type]


def test_a_build_that_was_killed_at_once(tmp_path: Path) -> None:
    """Before it has made the tables there is no index yet, and none of another version."""
    (tmp_path / DATABASE).touch()

    with pytest.raises(IndexMissingError, match="never finished"):
        Store(tmp_path)
