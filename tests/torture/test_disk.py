"""Disks that are full, failing or read-only, and limits of the system: a message, and no harm."""

import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rig import Tally, dump, is_long, times, tree_hash, verified
from rig.forked import commanded, ended, pair, started
from rig.tasks import Said, Trouble, hold, visit
from rig.versions import QUESTION, only_version, write_version

from index import HASH_MODEL, build
from ingest import Failpoint
from retriever import Assistant

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE)
OF_NOTES = {str(Failpoint.NOTE_OPENED), str(Failpoint.NOTE_READ)}
"""Where a single note fails, which is left out; nothing is done to the index there."""
POWERLESS = Trouble(is_powerless=True)
"""Modes do not bind root, as which tests may run."""


class Place:
    """Notes of version 1, and how to get at an index of version 0 of them, as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.index_folder = folder / "index"
        self._old = folder / "old"
        write_version(self.notes, 0)
        build(self.notes, self._old, model=HASH_MODEL)
        write_version(self.notes, 1)
        build(self.notes, folder / "new", model=HASH_MODEL)
        self.wanted = dump(folder / "new")
        self.tree = tree_hash(self.notes)

    def renew(self) -> None:
        """Have the index of version 0 there again."""
        shutil.rmtree(self.index_folder, ignore_errors=True)
        shutil.copytree(self._old, self.index_folder)

    def update(self, trouble: Trouble | None = None) -> Said:
        """Run `quoth index` while there is trouble."""
        line = ("index", self.notes, "--index", self.index_folder, "--model", HASH_MODEL)
        ((said, _),) = commanded(line, trouble=trouble)
        return said

    def check(self, said: Said, tally: Tally, *, seen: set[int] | None = None) -> None:
        """It ended in words; the old or the new index answers; the next update goes well."""
        assert said.code in {0, 2}, said
        assert "Traceback" not in said.said, said
        if said.code == 2:
            last = said.said.splitlines()[-1]
            assert last.startswith("quoth: "), said
            assert len(last) > 40, said
        with Assistant.open(self.index_folder) as assistant:
            assert only_version(assistant.search(QUESTION, 100)) in (seen or {0, 1})
        tally.count("done all the same" if said.code == 0 else "ended in a message")
        self.recover()

    def recover(self) -> None:
        """The trouble is over: an update gives what it would have given at once."""
        done = self.update()
        assert done.code == 0, done
        assert dump(self.index_folder) == self.wanted
        verified(self.index_folder, thorough=is_long())
        assert tree_hash(self.notes) == self.tree


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place of its own for each test."""
    return Place(tmp_path)


def _cases(place: Place) -> list[Trouble]:
    """Every step of an update, failing at its first, middle or last time, with every error."""
    place.renew()
    counted = place.update(Trouble(folder=str(place.index_folder)))
    assert counted.code == 0, counted
    cases: list[Trouble] = []
    for at, hits in counted.hits.items():
        wanted = {1, (hits + 1) // 2, hits} if at in set(Failpoint) else set(range(1, hits + 1))
        cases += [
            Trouble(at, hit, number, str(place.index_folder))
            for hit in sorted(wanted if is_long() else {hits})
            for number in ERRORS
            if at not in OF_NOTES
        ]
    return cases


def test_every_step_fails_once(place: Place, tally: Tally) -> None:
    """No space, no permission, a failing disk: a message, and nothing is lost or half done."""
    cases = _cases(place)
    # A stride that has no factor in common with the number of errors meets each of them.
    for trouble in cases[:: times(17, 1)]:
        place.renew()
        said = place.update(trouble)
        assert said.hits[trouble.at] >= trouble.hit, trouble
        tally.count("steps failed")
        place.check(said, tally)


def test_files_may_not_grow(place: Place, tally: Tally) -> None:
    """A limit on the size of files, from nothing up to all that is needed."""
    place.renew()
    assert place.update().code == 0
    largest = 2 * max(path.stat().st_size for path in place.index_folder.iterdir())
    steps = times(4, 64)
    for step in range(steps):
        place.renew()
        limit = largest * step // steps
        tally.count("limits")
        place.check(place.update(Trouble(limits=((resource.RLIMIT_FSIZE, limit),))), tally)


def test_few_open_files(place: Place, tally: Tally) -> None:
    """64 are enough to index and to ask; with fewer there is a message, and nothing is lost."""
    enough = Trouble(limits=((resource.RLIMIT_NOFILE, 64),))
    place.renew()
    assert place.update(enough).code == 0
    line = ("ask", QUESTION, "--index", place.index_folder)
    ((said, _),) = commanded(line, trouble=enough)
    assert said.code == 0, said
    assert "version 1" in said.said
    folder = str(place.index_folder)
    for point in (Failpoint.LOCK_NAMED, Failpoint.DATABASE_OPENED, Failpoint.COMMITTED):
        for more in range(0, 9, times(3, 1)):
            place.renew()
            tally.count("limits")
            place.check(place.update(Trouble(point, folder=folder, more_files=more)), tally)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk in memory, with as much room as `quoth doctor` wants; None without the right."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=110m", "tmpfs", str(folder)]
    if (
        not mount
        or not unmount
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        yield None
        return
    yield folder
    subprocess.run([unmount, folder], check=True)


def test_the_disk_is_full(place: Place, small_disk: Path | None, tally: Tally) -> None:
    """Free space swept from nothing to enough: the old index answers while the disk is full."""
    if small_disk is None:
        tally.count("not tried: no right to mount a disk")
        return
    place.index_folder = small_disk / "index"
    steps = times(4, 64)
    for step in range(steps):
        place.renew()
        ballast = small_disk / "ballast"
        free = shutil.disk_usage(small_disk).free
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - 320_000 * step // steps))
        said = place.update()
        tally.count("free spaces")
        assert said.code in {0, 2}, said
        with Assistant.open(place.index_folder) as assistant:
            assert only_version(assistant.search(QUESTION, 100)) in {0, 1}
        tally.count("done" if said.code == 0 else "ended in a message")
        ballast.unlink()
        place.recover()


def _let_read(folder: Path) -> None:
    """Let everybody read the folder and what is in it, and nobody write."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


def test_the_index_is_read_only(tmp_path: Path, tally: Tally) -> None:
    """It answers as ever, an update is refused, and nothing is touched."""
    place = Place(tmp_path)
    place.renew()
    _let_read(place.index_folder)
    before = tree_hash(place.index_folder)
    for words in (["ask", QUESTION], ["search", QUESTION], ["status"], ["doctor"]):
        ((said, _),) = commanded((*words, "--index", place.index_folder), trouble=POWERLESS)
        assert said.code in {0, 1}, said
        assert "version 0" in said.said or words[0] in {"status", "doctor"}, said
        tally.count(f"{words[0]} works")
    refused = place.update(POWERLESS)
    assert refused.code == 2
    assert "cannot be written to" in refused.said, refused
    assert tree_hash(place.index_folder) == before
    place.index_folder.chmod(0o755)


def test_a_read_only_index_with_an_unfinished_update(tmp_path: Path, tally: Tally) -> None:
    """A log that nobody may fold in is not left out silently."""
    place = Place(tmp_path)
    place.renew()
    flag = tmp_path / "flag"
    holder = started(hold, place.notes, place.index_folder, Failpoint.COMMITTED, flag)
    while not flag.exists():
        assert holder.is_alive()
    holder.kill()
    holder.join()
    (place.index_folder / "quoth.db-shm").unlink()
    _let_read(place.index_folder)
    line = ("ask", QUESTION, "--index", place.index_folder)
    ((said, _),) = commanded(line, trouble=POWERLESS)
    assert said.code == 2, said
    assert "copy that folder" in said.said
    shutil.copytree(place.index_folder, tmp_path / "copy")
    (tmp_path / "copy").chmod(0o777)
    ((said, _),) = commanded((*line[:-1], tmp_path / "copy"), trouble=POWERLESS)
    assert said.code == 0, said
    assert "version 1" in said.said
    tally.count("told what to do")
    place.index_folder.chmod(0o755)


def test_the_owner_updates_what_others_may_only_read(tmp_path: Path, tally: Tally) -> None:
    """Who only reads sees the old version or the new one, never both, and no failure."""
    place = Place(tmp_path)
    place.renew()
    _let_read(place.index_folder)
    if os.getuid():
        tally.count("not tried: nobody here may write where others may not")
        return
    ours, theirs = pair()
    visitor = started(visit, place.index_folder, theirs)
    for version in range(2, times(6, 100)):
        ours.send(True)
        assert ours.recv() in {version - 2, version - 1}
        write_version(place.notes, version)
        build(place.notes, place.index_folder)
        ours.send(True)
        assert ours.recv() == version
        tally.count("versions seen")
    ours.send(False)
    assert ended(visitor) == [0]
