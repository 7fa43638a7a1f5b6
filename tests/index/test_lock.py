"""One writer at a time."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index import IndexBusyError, IndexFolderError, Receipt, lock
from index.lock import only_writer

HOLD = """
import sys
from pathlib import Path
from index.lock import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    """The error names the process and since when; afterwards the lock is free."""
    with only_writer(tmp_path):
        who = rf"process {os.getpid()}( of \S+)?, since \d\d:\d\d"
        with pytest.raises(IndexBusyError, match=who), only_writer(tmp_path):
            pass
    with only_writer(tmp_path):
        assert (tmp_path / "writer.txt").exists()
    assert not (tmp_path / "writer.txt").exists()


def test_a_lock_is_free_after_an_error(tmp_path: Path) -> None:
    """Whatever ends a build, the next one may begin."""
    with pytest.raises(KeyError), only_writer(tmp_path):
        raise KeyError
    with only_writer(tmp_path):
        pass


def test_a_lock_is_waited_for_a_moment(tmp_path: Path) -> None:
    """An update of a few notes takes less time than reading that there is one."""
    taken, given = threading.Event(), threading.Event()

    def hold_for_a_moment() -> None:
        with only_writer(tmp_path):
            taken.set()
            given.wait(0.02)

    holder = threading.Thread(target=hold_for_a_moment)
    holder.start()
    taken.wait()
    with only_writer(tmp_path):
        given.set()
    holder.join()


@pytest.mark.parametrize("named", ["", None])
def test_a_holder_that_has_not_named_itself(
    tmp_path: Path, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given time to; then it is said that there is one."""
    monkeypatch.setattr(lock, "_MOMENTS", 2)
    with only_writer(tmp_path):
        (tmp_path / "writer.txt").unlink()
        if named is not None:
            (tmp_path / "writer.txt").write_text(named)
        with pytest.raises(IndexBusyError, match="it has just begun"), only_writer(tmp_path):
            pass


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """The folder is named, and the lock is not kept."""
    (tmp_path / "writer.txt").mkdir()
    with pytest.raises(IndexFolderError, match="cannot be written to"), only_writer(tmp_path):
        pass
    (tmp_path / "writer.txt").rmdir()
    with only_writer(tmp_path):
        pass


def test_a_dead_holder_holds_nothing(
    build_index: Callable[..., Receipt], index_folder: Path
) -> None:
    """Another process keeps builds away while it lives, and no longer."""
    build_index()
    command = [sys.executable, "-c", HOLD, str(index_folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(IndexBusyError, match=re.escape(f"process {holder.pid}")):
            build_index()
        holder.kill()
        holder.wait()
    assert build_index().notes == 4
