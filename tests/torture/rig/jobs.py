"""What the children of a `Runner` can be told to do; arguments and results are JSON."""

import os
import tempfile
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from threading import Event

from index import HASH_MODEL, Receipt, build, examine, prepare, repair
from index.rebuild import rebuild
from index.watch import Pace, watch
from ingest import Outcome, ToRead, worker
from ingest.worker import Start
from ui import commands  # noqa: F401  (which the command imports when it is given)
from ui.cli import main

from .journal import Journal


def _with_journal(job: Callable[..., object]) -> Callable[..., object]:
    """The job, with a journal of what it does where it is given one: log, index, data folder."""

    def run(*, journal: Sequence[str] = (), **arguments: object) -> object:
        if not journal:
            return job(**arguments)
        log, *folders = map(Path, journal)
        os.environ["QUOTH_HOME"] = str(folders[-1])
        noted = Journal(folders, log)
        noted.begin()
        done = job(**arguments)
        noted.end()
        return done

    return run


def _build(notes: str, index_folder: str, model: str | None = None) -> dict[str, int]:
    receipt = build(Path(notes), Path(index_folder), model=model)
    return {"notes": receipt.notes, "embedded": receipt.embedded, "reused": receipt.reused}


def _repair(notes: str, index_folder: str) -> list[str]:
    folder = Path(index_folder)
    repaired = repair(folder, examine(folder), notes=Path(notes))
    return [*repaired.failed, *(fault.what for fault in repaired.diagnosis.faults)]


def _rebuild(notes: str, index_folder: str) -> str:
    made = rebuild(Path(index_folder), Path(notes), model=HASH_MODEL, keep_vectors=True)
    return made.aside.name


def _watch(notes: str, index_folder: str, edits: list[list[str]]) -> int:
    """Watch, and make the next edit whenever the last one has come to the index."""
    stop, left = Event(), [[Path(name) for name in edit] for edit in edits]
    pace = Pace(quiet=0.005, at_most=0.05)
    for outcome in watch(Path(notes), Path(index_folder), stop, pace=pace):
        assert isinstance(outcome, Receipt), outcome
        if not left:
            stop.set()
            continue
        made, name = left.pop(0)
        made.replace(name)
    return len(left)


def _quoth(arguments: list[str]) -> None:
    raise SystemExit(main(arguments))


JOBS: Mapping[str, Callable[..., object]] = {
    "build": _with_journal(_build),
    "repair": _repair,
    "rebuild": _with_journal(_rebuild),
    "watch": _watch,
    "quoth": _quoth,
}


def read_here() -> None:
    """Have notes read in this process from now on."""
    vars(prepare)["prepared_notes"] = _read_here


def _read_here(tasks: Sequence[ToRead], start: Start) -> Generator[Outcome, None, None]:
    prepare_one = start()
    for task in tasks:
        yield worker._prepared(prepare_one, task)


def warm_up() -> None:
    """Import what a build imports on its way, so that the children need not."""
    as_always = vars(prepare)["prepared_notes"]
    read_here()
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "notes" / "note.md"
        note.parent.mkdir()
        note.write_text("# A note\n\nWith a text.\n", "utf-8")
        index_folder = Path(folder) / "index"
        build(note.parent, index_folder, model=HASH_MODEL, is_last=False)
        examine(index_folder)
    vars(prepare)["prepared_notes"] = as_always
    assert _threads() == 1, "a fork would leave all threads but one behind"


def _threads() -> int:
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()
