"""Notice that something in a notes folder may have changed, without looking at any note.

What the system reports is a hint and nothing more: events are lost where its queue overflows or
its limits are reached, and of a network disk only what this computer does is reported. So a hint
says "look now" and never what to look at, and where hints cannot be relied on, that is said too.
"""

import sys
import warnings
from pathlib import Path, PurePath
from threading import Event

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from ingest import IGNORE_FILE, NOTE_SUFFIXES, TOOL_FOLDERS

from .network import network_of

_EVENTS: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileAttribEvent),
    *(events.FileMovedEvent, events.FileDeletedEvent),
    # Not that a folder was modified: that comes with each file in it, notes or not.
    *(events.DirCreatedEvent, events.DirAttribEvent, events.DirMovedEvent, events.DirDeletedEvent),
]


class FolderEvents(events.FileSystemEventHandler):
    """The system's events under a folder, which may vanish and come back meanwhile."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes
        self._root = notes
        self._identity: tuple[int, int] | None = None
        self._observer: BaseObserver | None = None
        self._changed = Event()
        self._is_lost = True

    @property
    def can_be_relied_on(self) -> bool:
        """Whether all changes are likely to be noticed, whoever makes them."""
        return self._observer is not None and network_of(self._root) is None

    def follow(self) -> None:
        """Listen to the folder that is there now, where that is another one than before."""
        if not self.is_another():
            return
        self.close()
        self._is_lost = False
        self._identity = _identity(self._notes)
        if self._identity is not None:
            self._root = self._notes.resolve()
            self._observer = self._listening()

    def is_another(self) -> bool:
        """Whether the folder went, came, or is not the one that is listened to."""
        return self._is_lost or _identity(self._notes) != self._identity

    def wait(self, seconds: float) -> bool:
        """Whether something may have changed since `forget`, or does within `seconds`."""
        return self._changed.wait(seconds)

    def forget(self) -> None:
        """Count only what happens from now on."""
        self._changed.clear()

    def close(self) -> None:
        """Listen no more."""
        observer, self._observer = self._observer, None
        if observer is not None:
            _end(observer)

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Take the hint, on a thread of the observer's."""
        for raw in filter(None, (event.src_path, event.dest_path)):
            path = Path(str(raw))
            if path == self._root and event.event_type in ("created", "deleted", "moved"):
                self._is_lost = True
                self._changed.set()
            elif path.is_relative_to(self._root) and _matters(path.relative_to(self._root), event):
                self._changed.set()

    def _listening(self) -> BaseObserver | None:
        """An observer that runs; None where the system's limits allow none."""
        # It complains of a folder that was moved away and back, and then does the right thing.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        observer = Observer()
        try:
            observer.schedule(self, str(self._root), recursive=True, event_filter=_EVENTS)
            observer.start()
            if sys.platform == "linux":
                # At the system's limit watchdog leaves folders out without a word. One folder
                # more is an error then; and it tells when the notes folder comes and goes.
                observer.schedule(self, str(self._root.parent), event_filter=_EVENTS)
        except OSError:
            _end(observer)
            return None
        return observer


def _end(observer: BaseObserver) -> None:
    observer.stop()
    if observer.is_alive():
        observer.join()


def _matters(inside: PurePath, event: events.FileSystemEvent) -> bool:
    """Whether a note may have changed by what happened to the path `inside` the folder."""
    *folders, name = inside.parts or ("",)
    if inside == PurePath(IGNORE_FILE):
        return True
    if any(part.startswith(".") or part in TOOL_FOLDERS for part in (*folders, name)):
        return False
    # Some systems do not say whether what is gone was a folder.
    is_gone = event.event_type in ("deleted", "moved")
    return event.is_directory or is_gone or inside.suffix.lower() in NOTE_SUFFIXES


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
