"""Reading what may have changed: progress, and files that cannot be read for now."""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from index import HASH_MODEL, OnProgress, Progress, Receipt, Skip, Stage, Store, status
from index.encoder import identify
from index.missing import MissingVectors
from index.prepare import read_notes
from index.staging import Staging
from index.writer import Writer
from ingest import (
    FoundNote,
    ModelTokenizer,
    ToRead,
    WorkerError,
    note_preparer,
    prepared_notes,
    reading,
    walk,
)

Build = Callable[..., Receipt]
LONG = "- [a link](b) and *a few* words\n" * 2_000
AGAIN = "It is tried again at each update; to leave it out, name it in .quothignore"


@pytest.fixture
def long_note(small_notes: Path) -> Path:
    """A note that takes a while, between others."""
    path = small_notes / "d.md"
    path.write_text(LONG, "utf-8")
    return path


def workers() -> list[int]:
    """The processes that this one has started to read notes."""
    children = Path("/proc/self/task").glob("*/children")
    numbers = [int(word) for path in children for word in path.read_text("utf-8").split()]
    return [each for each in numbers if b"Connection" in Path(f"/proc/{each}/cmdline").read_bytes()]


@pytest.fixture(autouse=True)
def _nobody_waits() -> None:
    """Let no worker be there that an earlier test has left waiting for more."""
    while reading._waiting:
        reading._waiting.pop().kill()


def at(note: str, do: Callable[[int], object]) -> OnProgress:
    """Does something to the worker when a note's turn has come."""

    def on_progress(progress: Progress) -> None:
        if (progress.stage, progress.current) == (Stage.READING, note):
            (worker,) = workers()
            do(worker)

    return on_progress


@pytest.fixture(autouse=True)
def _no_worker_waits() -> None:
    reading._end_waiting()
    reading._waiting.clear()


def read(folder: Path, found: Sequence[FoundNote], on_progress: OnProgress) -> Staging:
    """What is staged of these files, for an index in `folder`; none is left out."""
    identity = identify(HASH_MODEL, None)
    with (
        closing(Writer(folder)) as writer,
        closing(Staging(folder)) as staging,
        MissingVectors(identity, writer, lambda _: None) as vectors,
    ):
        tasks = [ToRead(one) for one in found]
        done = read_notes(tasks, staging, vectors, identity, on_progress)
        assert (done.touched, done.skipped) == ((), ())
        return staging


def test_progress(small_notes: Path, tmp_path: Path) -> None:
    """Each note is named before it is waited for, in order; the end is told too."""
    found = [one for one in walk(small_notes) if isinstance(one, FoundNote)]
    told: list[Progress] = []
    names = [note.id for note in found]
    assert list(read(tmp_path, found, told.append).digests) == names
    assert told == [
        *(Progress(Stage.READING, done, len(names), name) for done, name in enumerate(names)),
        Progress(Stage.READING, len(names), len(names)),
    ]


def test_nothing_to_read_starts_nothing(tmp_path: Path) -> None:
    """Where nothing may have changed, no process is started."""
    assert len(read(tmp_path, (), lambda _: None)) == 0
    assert workers() == []


def test_a_note_at_which_the_worker_dies(
    long_note: Path, small_notes: Path, build_index: Build, index_folder: Path
) -> None:
    """It alone is left out, with the reason; the next build reads it, though it is the same."""
    facts = long_note.stat().st_ctime_ns
    receipt = build_index(on_progress=at("d.md", lambda worker: os.kill(worker, signal.SIGKILL)))
    reason = f"the process that reads notes ended at it (SIGKILL). {AGAIN}"
    assert (receipt.notes, receipt.skipped) == (4, (Skip("d.md", reason),))
    assert status(index_folder).skipped == receipt.skipped
    assert long_note.stat().st_ctime_ns == facts
    receipt = build_index()
    assert (receipt.notes, receipt.added, receipt.skipped) == (5, 1, ())


def test_a_note_that_takes_too_long(long_note: Path, small_notes: Path, build_index: Build) -> None:
    """A worker that does not go on is given up; a note that was known is found again later."""
    build_index()
    (small_notes / "bread.txt").write_text("Read first, so that a worker is there.", "utf-8")
    long_note.write_text(f"# Changed\n\n{LONG}", "utf-8")
    receipt = build_index(on_progress=at("d.md", lambda worker: os.kill(worker, signal.SIGSTOP)))
    reason = f"it took more than 7 seconds to understand. {AGAIN}"
    assert (receipt.removed, receipt.skipped) == (1, (Skip("d.md", reason),))
    receipt = build_index()
    assert (receipt.notes, receipt.added, receipt.skipped) == (5, 1, ())


def test_stopped_by_the_caller(long_note: Path, build_index: Build, index_folder: Path) -> None:
    """What `on_progress` raises ends the build and the worker; the index stays as it was."""

    def refuse(worker: int) -> None:
        raise KeyboardInterrupt(worker)

    with pytest.raises(KeyboardInterrupt):
        build_index(on_progress=at("d.md", refuse))
    assert workers() == []
    assert not Store(index_folder).is_built()


def test_a_tokenizer_that_is_damaged(small_notes: Path, tmp_path: Path) -> None:
    """No note is blamed for it: reading ends and says why."""
    found = [one for one in walk(small_notes) if isinstance(one, FoundNote)]
    damaged = tmp_path / "tokenizer.json"
    damaged.write_text("{", "utf-8")
    tasks = [ToRead(note) for note in found]
    with pytest.raises(WorkerError, match=r"cannot be started \(Exception: "):
        list(prepared_notes(tasks, partial(note_preparer, ModelTokenizer(damaged, 256))))


def test_no_permission_then_permission(
    small_notes: Path, build_index: Build, index_folder: Path
) -> None:
    """A file that may not be read is left out and tried again, whatever its time and size say."""
    garden = small_notes / "garden.md"
    garden.chmod(0)
    receipt = build_index()
    if not os.access(garden, os.R_OK):  # a superuser may read everything
        assert receipt.skipped == (Skip("garden.md", "permission denied"),)
        assert build_index().skipped == receipt.skipped
    garden.chmod(0o644)
    receipt = build_index()
    assert (receipt.notes, receipt.skipped) == (4, ())
