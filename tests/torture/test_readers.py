"""Many who ask while one writes, and two who want to write."""

import re
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rig import Tally, dump, times, tree_hash, verified
from rig.asking import Seen, Until, ask_like_commands, ask_like_the_page, read_seen
from rig.forked import commanded, ended, started
from rig.tasks import Said, hold, reindex
from rig.versions import QUESTION, only_version, write_version

from index import HASH_MODEL, IndexBusyError, IndexMissingError, build
from ingest import Failpoint, QuothError
from retriever import Assistant

BUSY = 75
"""The exit code of a command that another process keeps waiting."""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Version 0 of all notes."""
    write_version(tmp_path / "notes", 0)
    return tmp_path / "notes"


@pytest.fixture
def index_folder(tmp_path: Path, notes: Path) -> Path:
    """Their index."""
    build(notes, tmp_path / "index", model=HASH_MODEL)
    return tmp_path / "index"


def _readers(index_folder: Path, folder: Path, quota: int, stop: Path) -> Callable[[], Seen]:
    """Start half the readers as commands and half as visitors of a page; returns how to wait."""
    folder.mkdir()
    count = times(2, 8)
    reports = [folder / f"{number}.json" for number in range(count + 1)]
    until = Until(-(-quota // (2 * count)), stop)
    processes = [started(ask_like_commands, index_folder, one, until) for one in reports[1:]]
    processes.append(started(ask_like_the_page, index_folder, reports[0], until, count))

    def wait() -> Seen:
        assert set(ended(*processes, seconds=3600)) == {0}
        return read_seen(reports)

    return wait


def test_readers_while_a_writer_writes(
    tmp_path: Path, notes: Path, index_folder: Path, tally: Tally
) -> None:
    """Every answer is of one version, none fails, and what is quoted was in the note."""
    stop = tmp_path / "stop"
    stop.touch()
    idle = _readers(index_folder, tmp_path / "idle", times(60, 3000), stop)()
    stop.unlink()
    wait = _readers(index_folder, tmp_path / "busy", times(200, 20_000), stop)
    full, incremental = times(3, 20), times(9, 200)
    pause = times(1, 20) / 20
    writer = started(reindex, notes, index_folder, stop, (full, incremental), pause)
    assert ended(writer, seconds=3600) == [0]
    seen = wait()
    tally.count("queries", seen.queries)
    tally.count("failed", len(seen.failures))
    tally.count("new versions seen", seen.versions)
    tally.count("full reindexes", full)
    tally.count("incremental", incremental)
    tally.count("ms at the 95th percentile idle", round(idle.slowest()))
    tally.count("ms while writing", round(seen.slowest()))
    assert idle.failures + seen.failures == []
    assert seen.queries >= times(200, 20_000)
    with Assistant.open(index_folder) as assistant:
        assert only_version(assistant.search(QUESTION, 100)) == full + incremental
    verified(index_folder)


def test_the_folder_is_deleted_and_made_again(
    tmp_path: Path, notes: Path, index_folder: Path, tally: Tally
) -> None:
    """An assistant that is open says that there is no index, or answers from the new one."""
    with Assistant.open(index_folder) as assistant:
        for version in range(1, times(5, 200)):
            shutil.rmtree(index_folder)
            with pytest.raises(IndexMissingError, match="quoth index"):
                assistant.search(QUESTION)
            write_version(notes, version)
            build(notes, index_folder, model=HASH_MODEL)
            assert only_version(assistant.search(QUESTION, 100)) == version
            tally.count("made again")
    verified(index_folder)


def test_two_builds_at_once(tmp_path: Path, notes: Path, tally: Tally) -> None:
    """One works; the other waits a moment or exits with its own code and says who works."""
    before = tree_hash(notes)
    build(notes, tmp_path / "other", model=HASH_MODEL)
    wanted, index_folder = dump(tmp_path / "other"), tmp_path / "index"
    for attempt in range(times(20, 200)):
        if attempt % 2:  # a first build, or one that reads everything again
            shutil.rmtree(index_folder)
        line = ("index", notes, "--index", index_folder, "--model", HASH_MODEL, "--rehash")
        one, other = commanded(line, line, at=time.monotonic() + 0.02)
        tally.count("double starts")
        _check_both(one, other, tally)
        assert dump(index_folder) == wanted
    verified(index_folder)
    assert tree_hash(notes) == before


def _check_both(one: tuple[Said, int], other: tuple[Said, int], tally: Tally) -> None:
    codes = {one[0].code, other[0].code}
    assert codes <= {0, BUSY}, (one, other)
    assert 0 in codes, (one, other)
    for (said, _), (_, number) in ((one, other), (other, one)):
        if said.code == BUSY:
            assert re.search(rf"\(process {number}\b.*, since \d\d:\d\d\)", said.said), said
            tally.count("told to wait")


@pytest.mark.parametrize("point", [Failpoint.LOCK_NAMED, Failpoint.COMMIT_BEGUN])
def test_the_holder_of_the_lock_is_killed(
    tmp_path: Path, notes: Path, index_folder: Path, point: Failpoint, tally: Tally
) -> None:
    """While it lives nobody else may write; the next one goes ahead at once."""
    for attempt in range(times(2, 50)):
        write_version(notes, attempt + 1)
        flag = tmp_path / f"{attempt}"
        holder = started(hold, notes, index_folder, point, flag)
        while not flag.exists():
            assert holder.is_alive()
            time.sleep(0.001)
        with pytest.raises(IndexBusyError, match=f"process {holder.pid}"):
            build(notes, index_folder)
        holder.kill()
        holder.join()
        build(notes, index_folder)
        with Assistant.open(index_folder) as assistant:
            assert only_version(assistant.search(QUESTION, 100)) == attempt + 1
        tally.count("killed and gone ahead")
    verified(index_folder)


def test_sessions_in_other_threads(notes: Path, index_folder: Path, tally: Tally) -> None:
    """Two tabs and a reload: one assistant, opened here, asked there, and closed elsewhere."""
    for version in range(1, times(5, 100) + 1):
        assistant = Assistant.open(index_folder)
        failures: list[str] = []

        def visit(assistant: Assistant = assistant, failures: list[str] = failures) -> None:
            try:
                for _ in range(3):
                    only_version(assistant.search(QUESTION, 100))
                    assistant.labels()
                    assistant.ask(QUESTION)
                    assistant.headings(3)
            except Exception as error:  # noqa: BLE001  (whatever it is, it is looked for here)
                failures.append(repr(error))

        tabs = [threading.Thread(target=visit) for _ in range(3)]
        for tab in tabs:
            tab.start()
        write_version(notes, version)
        build(notes, index_folder)
        for tab in tabs:
            tab.join()
        assert failures == []
        assert only_version(assistant.search(QUESTION, 100)) == version
        closing = threading.Thread(target=assistant.close)
        closing.start()
        closing.join()
        tally.count("assistants shared by three threads")
    verified(index_folder)


def test_an_assistant_is_closed_while_it_is_asked(index_folder: Path, tally: Tally) -> None:
    """The question that is under way is answered; a later one ends in a message."""
    for _ in range(times(10, 200)):
        assistant = Assistant.open(index_folder)
        failures: list[BaseException] = []

        def visit(assistant: Assistant = assistant, seen: list[BaseException] = failures) -> None:
            try:
                for _ in range(100):
                    assistant.search(QUESTION)
            except Exception as error:  # noqa: BLE001
                seen.append(error)

        tab = threading.Thread(target=visit)
        tab.start()
        time.sleep(0.005)
        assistant.close()
        tab.join()
        assert all(isinstance(failure, QuothError) for failure in failures), failures
        tally.count("closed while asked")
