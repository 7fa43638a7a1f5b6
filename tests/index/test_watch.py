"""An index kept up to date while its notes are edited: real files, real events."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from queue import Queue

import pytest

from index import (
    HASH_MODEL,
    IndexBusyError,
    Pace,
    Receipt,
    Store,
    build,
    network,
    status,
    watch,
    watch_events,
)
from index.lock import only_writer
from ingest import NotesFolderError, QuothError

QUICK = Pace(quiet=0.05, at_most=0.5, again=0.1)
_PATIENCE = 30


class Watched:
    """A folder that is being watched by a thread."""

    def __init__(self, notes: Path, index_folder: Path) -> None:
        self.notes = notes
        self.index_folder = index_folder
        self._stop = threading.Event()
        self._outcomes: Queue[Receipt | QuothError] = Queue()
        self._thread = threading.Thread(target=self._run)
        self._pace = QUICK

    def start(self, pace: Pace = QUICK) -> Receipt | QuothError:
        """Watch, and return the first outcome: from then on changes are noticed."""
        self._pace = pace
        self._thread.start()
        return self.next()

    def next(self) -> Receipt | QuothError:
        """The next outcome."""
        return self._outcomes.get(timeout=_PATIENCE)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for the outcome after which something holds."""
        while not holds():
            self.next()

    def end(self) -> None:
        """Watch no more."""
        self._stop.set()
        if self._thread.ident:
            self._thread.join(_PATIENCE)
            assert not self._thread.is_alive()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing more was said."""
        return self._outcomes.empty()

    def _run(self) -> None:
        for outcome in watch(self.notes, self.index_folder, self._stop, pace=self._pace):
            self._outcomes.put(outcome)


@pytest.fixture
def watched(small_notes: Path, index_folder: Path) -> Iterator[Watched]:
    """The small notes, indexed, and not watched yet."""
    build(small_notes, index_folder, model=HASH_MODEL)
    watched = Watched(small_notes, index_folder)
    yield watched
    watched.end()


def _counts(outcome: Receipt | QuothError) -> tuple[int, int, int, int]:
    assert isinstance(outcome, Receipt), outcome
    return outcome.added, outcome.changed, outcome.renamed, outcome.removed


def _held(watched: Watched) -> int:
    """How many notes are in the index, whether or not their folder is there."""
    with closing(Store(watched.index_folder)) as store:
        return store.count("notes")


def test_the_first_outcome_says_how_things_stand(watched: Watched) -> None:
    """What changed before is found without any event."""
    (watched.notes / "new.md").write_text("# New\n\nA line.\n", "utf-8")

    assert _counts(watched.start()) == (1, 0, 0, 0)


def test_every_kind_of_change_is_followed(watched: Watched) -> None:
    """Edited, made, renamed, removed: one receipt each."""
    notes = watched.notes
    assert _counts(watched.start()) == (0, 0, 0, 0)

    (notes / "garden.md").write_text("# Garden\n\nBasil likes the sun.\n", "utf-8")
    assert _counts(watched.next()) == (0, 1, 0, 0)
    (notes / "herbs.md").write_text("# Herbs\n\nThyme likes it dry.\n", "utf-8")
    assert _counts(watched.next()) == (1, 0, 0, 0)
    (notes / "herbs.md").rename(notes / "cloud" / "thyme.md")
    assert _counts(watched.next()) == (0, 0, 1, 0)
    (notes / "cloud" / "thyme.md").unlink()
    assert _counts(watched.next()) == (0, 0, 0, 1)


def test_many_edits_make_one_update(watched: Watched) -> None:
    """As long as they follow each other closely."""
    watched.start(Pace(quiet=0.5, at_most=20))

    for number in range(50):
        (watched.notes / f"{number}.md").write_text(f"# Note {number}\n\nA line.\n", "utf-8")

    assert _counts(watched.next()) == (50, 0, 0, 0)


def test_edits_without_an_end_do_not_hold_up_the_index(watched: Watched) -> None:
    """After some seconds it is brought up to date, quiet or not."""
    watched.start(Pace(quiet=5, at_most=0.3))
    ended = threading.Event()

    def edit() -> None:
        number = 0
        while not ended.wait(0.1):
            number += 1
            (watched.notes / "garden.md").write_text(f"# Garden\n\nEdit {number}.\n", "utf-8")

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        assert _counts(watched.next()) == (0, 1, 0, 0)
    finally:
        ended.set()
        editor.join()


@pytest.mark.parametrize("name", [".git/HEAD.md", ".hidden.md", "node_modules/a.md", "photo.jpg"])
def test_what_is_no_note_wakes_nobody(watched: Watched, name: str) -> None:
    """Hidden and foreign files change all the time."""
    (watched.notes / name).parent.mkdir(exist_ok=True)
    watched.start()

    (watched.notes / name).write_text("# Something\n", "utf-8")
    (watched.notes / "last.md").write_text("# Last\n\nA line.\n", "utf-8")

    assert _counts(watched.next()) == (1, 0, 0, 0)
    assert watched.is_quiet


def test_folders_are_followed_wherever_they_go(watched: Watched, tmp_path: Path) -> None:
    """Made with all that is in them, moved out, edited there, moved in again, and edited."""
    notes, away = watched.notes, tmp_path / "away"
    watched.start()

    (notes / "a" / "b").mkdir(parents=True)
    (notes / "a" / "b" / "deep.md").write_text("# Deep\n\nA line.\n", "utf-8")
    watched.until(lambda: status(watched.index_folder).notes == 5)
    (notes / "a").rename(away)
    watched.until(lambda: status(watched.index_folder).notes == 4)
    (away / "b" / "deep.md").write_text("# Deep\n\nAnother line.\n", "utf-8")
    away.rename(notes / "c")
    watched.until(lambda: status(watched.index_folder).notes == 5)
    (notes / "c" / "b" / "deep.md").write_text("# Deep\n\nOne more line.\n", "utf-8")
    assert _counts(watched.next()) == (0, 1, 0, 0)


def test_what_a_link_leads_to_is_not_watched(watched: Watched, tmp_path: Path) -> None:
    """Nothing outside of the notes folder matters."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (watched.notes / "link").symlink_to(outside)
    watched.start()

    (outside / "note.md").write_text("# Outside\n\nA line.\n", "utf-8")
    (watched.notes / "last.md").write_text("# Last\n\nA line.\n", "utf-8")

    assert _counts(watched.next()) == (1, 0, 0, 0)
    assert watched.is_quiet


def test_a_locked_folder_hides_itself_alone(watched: Watched) -> None:
    """What lies beside it is watched."""
    locked = watched.notes / "locked"
    locked.mkdir(mode=0)
    watched.start()

    (watched.notes / "garden.md").write_text("# Garden\n\nBasil likes the sun.\n", "utf-8")

    assert _counts(watched.next()) == (0, 1, 0, 0)
    locked.chmod(0o700)


def test_names_that_are_not_utf_8_stop_nothing(watched: Watched) -> None:
    """Such a file is reported as skipped, and watching goes on."""
    watched.start()

    (watched.notes / os.fsdecode(b"\xff.md")).write_text("# Odd\n", "utf-8")
    odd = watched.next()
    (watched.notes / "last.md").write_text("# Last\n\nA line.\n", "utf-8")

    assert isinstance(odd, Receipt)
    assert [skip.path for skip in odd.skipped] == ["\\xff.md"]
    assert _counts(watched.next()) == (1, 0, 0, 0)


def test_a_folder_that_went_away_comes_back(watched: Watched) -> None:
    """Its index is kept meanwhile; the loss is said once, the return too."""
    notes, away = watched.notes, watched.notes.with_name("away")
    watched.start()

    notes.rename(away)
    assert isinstance(watched.next(), NotesFolderError)
    assert _held(watched) == 4
    away.rename(notes)
    assert _counts(watched.next()) == (0, 0, 0, 0)
    (notes / "garden.md").write_text("# Garden\n\nBasil likes the sun.\n", "utf-8")
    assert _counts(watched.next()) == (0, 1, 0, 0)


def test_a_folder_that_is_made_again_is_watched(watched: Watched, tmp_path: Path) -> None:
    """It is another folder, even where the system gives it the old one's number."""
    shutil.copytree(watched.notes, tmp_path / "copy")
    watched.start()

    shutil.rmtree(watched.notes)
    shutil.copytree(tmp_path / "copy", watched.notes)
    (watched.notes / "last.md").write_text("# Last\n\nA line.\n", "utf-8")
    watched.until(lambda: status(watched.index_folder).notes == 5)
    (watched.notes / "last.md").write_text("# Last\n\nAnother line.\n", "utf-8")

    watched.until(lambda: not status(watched.index_folder).changed)
    assert status(watched.index_folder).notes == 5


def test_an_emptied_folder_costs_no_index(watched: Watched, tmp_path: Path) -> None:
    """As where a disk is not mounted: the notes are in the index until others are there."""
    watched.start()
    for path in sorted(watched.notes.iterdir()):
        path.rename(tmp_path / path.name)

    while not isinstance(lost := watched.next(), NotesFolderError):
        continue

    assert "no notes" in str(lost)
    assert _held(watched) > 0


def test_a_busy_index_is_tried_again(watched: Watched) -> None:
    """Another process may bring it up to date; what it missed comes after."""
    watched.start()

    with only_writer(watched.index_folder):
        (watched.notes / "last.md").write_text("# Last\n\nA line.\n", "utf-8")
        assert isinstance(watched.next(), IndexBusyError)

    assert _counts(watched.next()) == (1, 0, 0, 0)


def test_lost_events_cost_time_only(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole folder is compared now and then."""
    monkeypatch.setattr(watch_events.FolderEvents, "on_any_event", lambda *_: None)
    watched.start(Pace(in_full=0.3))

    (watched.notes / "last.md").write_text("# Last\n\nA line.\n", "utf-8")

    assert _counts(watched.next()) == (1, 0, 0, 0)


def test_where_the_system_tells_nothing_the_folder_is_looked_at(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its limit of watched folders may be reached."""
    from watchdog.observers.inotify_c import InotifyFD

    def full(*_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(InotifyFD, "add_callback", full)
    watched.start(Pace(again=0.2))

    (watched.notes / "last.md").write_text("# Last\n\nA line.\n", "utf-8")

    assert _counts(watched.next()) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("mounts", "is_relied_on"),
    [
        ("disk / ext4 rw 0 0\n", True),
        ("disk / ext4 rw 0 0\nnas:/n {} nfs4 rw 0 0\n", False),
        ("nas:/n / nfs rw 0 0\ndisk {} ext4 rw 0 0\n", True),
        ("", True),
    ],
)
def test_of_a_network_disk_not_all_is_heard(
    small_notes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mounts: str,
    is_relied_on: bool,
) -> None:
    """What another computer does there is no event here, so the folder is looked at as well."""
    (tmp_path / "mounts").write_text(mounts.format(small_notes), "utf-8")
    monkeypatch.setattr(network, "_MOUNTS", tmp_path / "mounts")

    with closing(watch_events.FolderEvents(small_notes)) as events:
        events.follow()
        assert events.can_be_relied_on is is_relied_on


def test_watching_ends_at_once(watched: Watched) -> None:
    """And leaves no thread of its own behind."""
    before = threading.active_count()
    watched.start()

    watched.end()

    names = [thread.name for thread in threading.enumerate()]
    assert threading.active_count() <= before + 1, names
