"""The vault as a tree: every folder and note, and how each note stands.

A note is in the tree if it is indexed, waits to be, was indexed and is gone, or cannot be read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index import NoteLabels, Status


class NoteState(StrEnum):
    """How a note of the vault stands, in words to show."""

    INDEXED = "indexed"
    NEW = "new"
    CHANGED = "changed"
    DELETED = "deleted"
    UNREADABLE = "unreadable"
    WARNING = "warning"


CAN_BE_OPENED = frozenset({NoteState.INDEXED, NoteState.NEW, NoteState.CHANGED, NoteState.WARNING})
"""The states of notes that have a file which can be shown."""


@dataclass(frozen=True, slots=True)
class VaultNote:
    """A note of the vault, or a file or folder that stands in the way of being one."""

    name: str
    path: str
    """From the notes folder, as in `Span.note_id`."""
    title: str
    """Empty where it is not indexed."""
    state: NoteState
    reason: str
    """Why it is unreadable or indexed with a warning; else empty."""


@dataclass(frozen=True, slots=True)
class VaultFolder:
    """A folder of the vault with all that is in it, sorted by name."""

    name: str
    """Empty for the notes folder itself."""
    path: str
    folders: tuple["VaultFolder", ...]
    notes: tuple[VaultNote, ...]
    counts: Mapping[NoteState, int]
    """How many notes stand how, in this folder and all below it; only states that occur."""

    def everything(self) -> Iterator["VaultFolder"]:
        """This folder, then all below it; a folder's own folders follow each other."""
        waiting = [self]
        for folder in waiting:
            yield folder
            waiting += folder.folders

    def all_notes(self) -> Iterator[VaultNote]:
        """The notes of this folder and of all below it."""
        for folder in self.everything():
            yield from folder.notes


def vault(status: Status, labels: Iterable[NoteLabels]) -> VaultFolder:
    """The notes folder of `status` as a tree; `labels` are those of the indexed notes."""
    titles = {note.path: note.title for note in labels}
    reasons = _reasons(status)
    return _tree(
        [
            VaultNote(
                path.rpartition("/")[2],
                path,
                titles.get(path, ""),
                state,
                "; ".join(reasons[state].get(path, ())),
            )
            for path, state in _states(status, titles).items()
        ]
    )


def _states(status: Status, indexed: Iterable[str]) -> dict[str, NoteState]:
    """The state of every path: of several that hold, what someone most needs to hear of."""
    states = dict.fromkeys(indexed, NoteState.INDEXED)
    states |= dict.fromkeys((skip.path for skip in status.warnings), NoteState.WARNING)
    states |= dict.fromkeys(status.new, NoteState.NEW)
    states |= dict.fromkeys(status.changed, NoteState.CHANGED)
    states |= dict.fromkeys(status.deleted, NoteState.DELETED)
    return states | dict.fromkeys((skip.path for skip in status.skipped), NoteState.UNREADABLE)


def _reasons(status: Status) -> Mapping[NoteState, Mapping[str, list[str]]]:
    """What was said of each path, by the state that it is a reason for."""
    found: dict[NoteState, dict[str, list[str]]] = defaultdict(dict)
    told = {NoteState.UNREADABLE: status.skipped, NoteState.WARNING: status.warnings}
    for state, skips in told.items():
        for skip in skips:
            found[state].setdefault(skip.path, []).append(skip.reason)
    return found


def _tree(notes: Sequence[VaultNote]) -> VaultFolder:
    inside: dict[str, list[VaultNote]] = defaultdict(list)
    for note in notes:
        inside[_parent(note.path)].append(note)
    paths = {""} | {path for folder in inside for path in _upwards(folder)}
    below: dict[str, list[VaultFolder]] = defaultdict(list)
    # From the deepest up, not by recursion: a vault may be deeper than Python's stack.
    for path in sorted(paths - {""}, key=lambda path: path.count("/"), reverse=True):
        below[_parent(path)].append(_folder(path, below[path], inside[path]))
    return _folder("", below[""], inside[""])


def _folder(path: str, folders: Iterable[VaultFolder], notes: Sequence[VaultNote]) -> VaultFolder:
    sorted_folders = tuple(sorted(folders, key=lambda folder: _order(folder.name)))
    counts = Counter(note.state for note in notes)
    for folder in sorted_folders:
        counts.update(folder.counts)
    return VaultFolder(
        name=path.rpartition("/")[2],
        path=path,
        folders=sorted_folders,
        notes=tuple(sorted(notes, key=lambda note: _order(note.name))),
        counts=dict(counts),
    )


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _upwards(folder: str) -> Iterator[str]:
    """`a/b`, `a` and the notes folder itself, for `a/b`."""
    while folder:
        yield folder
        folder = _parent(folder)
    yield ""
