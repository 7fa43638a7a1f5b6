"""Notes prepared in a process of their own, and what a note can do to it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hostile import dying_at_start, failing_at_start, hostile_preparer

from ingest import (
    FoundNote,
    Outcome,
    Prepare,
    PreparedNote,
    ToRead,
    TouchedNote,
    UnreadNote,
    WorkerError,
    note_preparer,
    passage_limits,
    prepared_notes,
    walk,
)
from ingest.prepare import prepare_note

REAL = partial(note_preparer, None)
AGAIN = "It is tried again at each update; to leave it out, name it in .quothignore"


def tasks(folder: Path, texts: Sequence[str] = ()) -> list[ToRead]:
    """The notes of a folder, after writing some; in the order of their names."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:02}.md").write_text(text, "utf-8")
    return [ToRead(found) for found in walk(folder) if isinstance(found, FoundNote)]


def hostile(folder: Path, *texts: str, seconds: float = 60) -> list[Outcome]:
    """What comes of notes of which some do harm; so many seconds are allowed for each."""
    return list(prepared_notes(tasks(folder, texts), hostile_preparer, lambda _: seconds))


def reason(outcome: Outcome) -> str:
    """Why a file was not read; nothing of one that was."""
    return outcome.reason if isinstance(outcome, UnreadNote) else ""


def is_running(process: int) -> bool:
    """Whether there is such a process, and it is no mere entry in the system's table."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_same_as_in_this_process(small_notes: Path) -> None:
    """Each note comes in its turn, whole, just as it would without another process."""
    limits, wanted = passage_limits(None), tasks(small_notes)
    outcomes = list(prepared_notes(wanted, REAL))
    assert [outcome.found.id for outcome in outcomes] == [task.found.id for task in wanted]
    for task, outcome in zip(wanted, outcomes, strict=True):
        alone = prepare_note(limits, task)
        assert isinstance(outcome, PreparedNote)
        assert replace(outcome, read_ns=alone.read_ns) == alone


def test_what_is_known_is_only_read(small_notes: Path) -> None:
    """A note with the known digest comes back as touched, with the time of reading."""
    (first, *_) = prepared_notes(tasks(small_notes), REAL)
    assert isinstance(first, PreparedNote)
    before = time.time_ns()
    (again,) = prepared_notes([ToRead(first.found, first.note.digest)], REAL)
    assert isinstance(again, TouchedNote)
    assert (again.found, again.read_ns > before) == (first.found, True)


def test_nothing_to_read_starts_nothing() -> None:
    """A worker that could not even be started is not missed where there is nothing to do."""
    assert list(prepared_notes([], failing_at_start)) == []


def test_many_notes(tmp_path: Path) -> None:
    """Order is kept over far more notes than are given ahead, large ones among them."""
    texts = [f"# {n}\n\n" + "Some words. " * (40_000 if n % 20 == 7 else 3) for n in range(60)]
    outcomes = list(prepared_notes(tasks(tmp_path / "notes", texts), REAL))
    assert [outcome.title for outcome in outcomes if isinstance(outcome, PreparedNote)] == [
        str(n) for n in range(60)
    ]


def test_hanging(tmp_path: Path) -> None:
    """A note that hangs, even deep in C, is given up after its time; all others are read."""
    outcomes = hostile(tmp_path / "notes", "fine", "hang on", "hang-in-c on", "fine", seconds=3)
    took = f"it took more than 3 seconds to understand. {AGAIN}"
    assert [reason(outcome) for outcome in outcomes] == ["", took, took, ""]


def test_crashing(tmp_path: Path) -> None:
    """A note that ends the process is named with how it ended; all others are read."""
    deeds = ("segfault", "abort", "fine", "kill", "exit", "leave", "fine")
    outcomes = hostile(tmp_path / "notes", *(f"{deed} now" for deed in deeds))
    ends = ("SIGSEGV", "SIGABRT", "", "SIGKILL", "exit code 7", "exit code 1", "")
    assert [reason(outcome) for outcome in outcomes] == [
        end and f"the process that reads notes ended at it ({end}). {AGAIN}" for end in ends
    ]


def test_failing(tmp_path: Path) -> None:
    """Whatever is raised, a result that cannot be sent too, is the reason, and ends nothing."""
    deeds = ("process", "fail", "recurse", "unsendable", "allocate", "process")
    first, *failed, last = map(
        reason, hostile(tmp_path / "notes", *(f"{deed} x" for deed in deeds))
    )
    assert first == last
    assert failed[:2] == [
        "its structure cannot be understood (KeyError)",
        "its structure cannot be understood (RecursionError)",
    ]
    assert failed[2].startswith("its structure cannot be understood (")
    assert failed[3] == f"it takes more than 2 GB of memory to understand. {AGAIN}"


def test_the_detail_says_where(tmp_path: Path) -> None:
    """What should not have happened comes with its traceback, for the log."""
    (failed,) = hostile(tmp_path / "notes", "fail x")
    assert isinstance(failed, UnreadNote)
    assert "in _fail" in failed.detail


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What a library writes to the terminal from the worker ends nowhere."""
    assert reason(hostile(tmp_path / "notes", "print it")[0]) == "printed"
    assert capfd.readouterr() == ("", "")


def test_nothing_heavy_is_imported(tmp_path: Path) -> None:
    """The worker starts fast: it has neither the index nor its libraries."""
    assert reason(hostile(tmp_path / "notes", "imported are")[0]) == ""


def test_a_worker_waits_for_more(tmp_path: Path) -> None:
    """A second round, even with something else to start, is done by the same process."""
    (first,) = hostile(tmp_path / "notes", "process x")
    assert is_running(int(reason(first)))
    list(prepared_notes(tasks(tmp_path / "notes"), REAL))
    (second,) = hostile(tmp_path / "notes")
    assert reason(second) == reason(first)


def test_a_waiting_worker_that_has_ended(tmp_path: Path) -> None:
    """That the one which waited is gone costs no note; a new one is started."""
    (first,) = hostile(tmp_path / "notes", "process x")
    os.kill(int(reason(first)), 9)
    (second,) = hostile(tmp_path / "notes")
    assert reason(second) not in ("", reason(first))
    assert int(reason(second))


def test_stopping_early(tmp_path: Path) -> None:
    """Who wants no more ends the worker, whatever it is at."""
    some = tasks(tmp_path / "notes", ["process x", "hang on"])
    with closing(prepared_notes(some, hostile_preparer)) as outcomes:
        worker = int(reason(next(outcomes)))
        assert is_running(worker)
    assert not is_running(worker)


@pytest.mark.parametrize(
    ("start", "why"),
    [
        (failing_at_start, r"\(FileNotFoundError: .*tokenizer.json"),
        (dying_at_start, r"\(SIGKILL\)"),
    ],
)
def test_a_worker_that_does_not_start(
    tmp_path: Path, start: Callable[[], Prepare], why: str
) -> None:
    """That is no fault of the note: nothing is skipped, the whole reading ends with why."""
    with pytest.raises(WorkerError, match=why):
        list(prepared_notes(tasks(tmp_path / "notes", ["fine"]), start))


def test_the_current_folder_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that lie among the notes, named like Python's own, are never run."""
    folder, canary = tmp_path / "notes", tmp_path / "canary"
    some = tasks(folder, ["fine"])
    for name in (
        "struct",
        "socket",
        "selectors",
        "yaml",
        "multiprocessing",
        "ingest",
        "sitecustomize",
    ):
        (folder / f"{name}.py").write_text(f"open({str(canary)!r}, 'w')", "utf-8")
    monkeypatch.chdir(folder)
    (worker,) = hostile(tmp_path / "other", "process x")
    os.kill(int(reason(worker)), 9)  # so that the next one is started in that folder
    (outcome,) = prepared_notes(some, REAL)
    assert isinstance(outcome, PreparedNote)
    assert not canary.exists()


_PARENT = """
import sys
from pathlib import Path
from hostile import hostile_preparer
from ingest import ToRead, prepared_notes, walk
list(prepared_notes([ToRead(found) for found in walk(Path(sys.argv[1]))], hostile_preparer))
"""


def test_a_parent_that_is_killed(tmp_path: Path) -> None:
    """The worker ends by itself, as soon as it is done with the note that it is at."""
    written = tmp_path / "worker"
    tasks(tmp_path / "notes", [f"linger {written}"])
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(tmp_path / "notes")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    wait_for(lambda: written.exists() and written.read_text("utf-8") != "")
    worker = int(written.read_text("utf-8"))
    assert is_running(worker)
    parent.kill()
    parent.wait()
    wait_for(lambda: not is_running(worker))


def wait_for(what: Callable[[], bool]) -> None:
    """Return as soon as it holds; fail where it does not within half a minute."""
    for _ in range(600):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError
