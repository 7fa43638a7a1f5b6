"""What has changed in the notes folder since the index was built, as far as file facts tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest import FoundNote, LockedFolder, NotesFolderError, walk

from .known import KnownNote
from .model import Skip

# A file written in the same tick as it was read may have the time of before: such a one is read
# again. Two seconds is the coarsest tick of the file systems in use (FAT).
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Changes:
    """The notes folder compared with an index."""

    to_read: tuple[FoundNote, ...]
    """New notes, and known ones whose file facts differ or cannot be trusted."""
    unchanged: tuple[KnownNote, ...]
    missing: tuple[KnownNote, ...]
    skipped: tuple[Skip, ...]
    """What bears a note's name but cannot be read, as far as seen without opening it."""


def find_changes(folder: Path, known: Mapping[str, KnownNote], *, rehash: bool) -> Changes:
    """Compare `folder` with the notes that are `known`; `rehash` trusts no file facts.

    Raises:
        NotesFolderError: the folder cannot be used, or holds no notes at all.
    """
    to_read: list[FoundNote] = []
    unchanged: list[KnownNote] = []
    skipped: list[Skip] = []
    seen: set[str] = set()
    for found in walk(folder):
        problem = _problem(found)
        if isinstance(found, LockedFolder) or problem:
            skipped.append(Skip(displayable(found.id), problem))
            continue
        seen.add(found.id)
        note = known.get(found.id)
        if note is not None and not rehash and _is_same(found, note):
            unchanged.append(note)
        else:
            to_read.append(found)
    if not seen and not skipped:
        raise NotesFolderError(
            f"There are no notes in {folder}. Notes are files that end in .md, .markdown or .txt."
        )
    missing = tuple(note for path, note in known.items() if path not in seen)
    return Changes(tuple(to_read), tuple(unchanged), missing, tuple(skipped))


def displayable(path: str) -> str:
    """A path that can be stored and shown: bytes that are no UTF-8 stand as hexadecimal escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _problem(found: FoundNote | LockedFolder) -> str:
    if isinstance(found, LockedFolder):
        return f"the folder is not looked into: {found.reason}"
    if displayable(found.id) != found.id:
        return "its name is not UTF-8; rename it"
    return "" if found.is_file else "it is not a regular file (links are not followed)"


def same_facts(found: FoundNote, note: KnownNote) -> bool:
    """Whether size and times are what they were; a file changed within the tick may be another."""
    facts = (found.size, found.modified_ns, found.changed_ns)
    return facts == (note.size, note.modified_ns, note.changed_ns)


def _is_same(found: FoundNote, note: KnownNote) -> bool:
    settled = max(found.modified_ns, found.changed_ns) + _TICK_NS < note.read_ns
    return same_facts(found, note) and settled
