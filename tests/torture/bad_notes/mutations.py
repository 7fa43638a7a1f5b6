"""The edits that a folder of notes goes through, and what an index must say after each."""

import os
import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .corpus import Corpus
from .file_system import SECRETS
from .live import live_text
from .model import BadNote, Marker
from .words import code_word, sentence

_FIRST = 9000
"""The number of the first new sentence; each mutation has its own."""
_YEAR = 31_536_000
_START = 1_700_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """A text that must be found, and where."""

    text: str
    note: str
    """The path that must be cited, and no other one."""
    line: int | None = None
    headings: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutation did, and what must come of it."""

    found: tuple[Told, ...] = ()
    gone: tuple[str, ...] = ()
    """Texts that must be nowhere in the index."""
    embedded: int | None = None
    """Texts that may be embedded; None where it does not matter."""
    named: str = ""
    """The path that the receipt must name with a reason, where it is not for root."""


@dataclass(frozen=True, slots=True)
class Target:
    """A note before its mutation, and the sentence that the mutation may write."""

    name: str
    path: Path
    note: BadNote
    new: Marker

    @property
    def old(self) -> Marker:
        """The sentence that stands in it."""
        return self.note.markers[0]

    def stays(self, note: str = "", line: int | None = None, heading: str = "") -> Change:
        """What must come of it where its sentence can still be found, in `note` or as before."""
        headings = (heading or f"Live {self.note.mutation}",)
        where = (note or self.note.name, line or self.old.line, headings)
        return Change(found=(Told(self.old.text, *where),))

    def renewed(self, text: str = "", line: int | None = 5) -> Change:
        """What must come of it where another sentence stands in its place."""
        headings = (f"Live {self.note.mutation}",) if line else None
        told = Told(text or self.new.text, self.note.name, line, headings)
        return Change(found=(told,), gone=(self.old.text,))

    def lost(self, *gone: str, named: bool = False) -> Change:
        """What must come of it where its sentence is no more."""
        return Change(gone=(self.old.text, *gone), named=self.note.name if named else "")


Mutation = Callable[[Target], Change]


def mutate(corpus: Corpus, name: str) -> Change:
    """Apply one mutation to the corpus, once."""
    number = _FIRST + list(MUTATIONS).index(name)
    aim = "swap-a" if name == "swap" else name
    note = next(note for note in corpus.entries if note.mutation == aim)
    new = Marker(sentence(number), code_word(number), None)
    return MUTATIONS[name](Target(name, corpus.path_of(note), note, new))


def _edit_same_size(target: Target) -> Change:
    before = target.path.stat()
    text = target.new.text[: len(target.old.text)].ljust(len(target.old.text), "x")
    target.path.write_text(target.path.read_text("utf-8").replace(target.old.text, text), "utf-8")
    os.utime(target.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return target.renewed(text)


def _edit_older_mtime(target: Target) -> Change:
    target.path.write_text(live_text(target.name, target.new.text), "utf-8")
    os.utime(target.path, (_START - _YEAR,) * 2)
    return target.renewed()


def _touch_only(target: Target) -> Change:
    os.utime(target.path, (_START + 9_999_999,) * 2)
    return Change(found=target.stays().found, embedded=0)


def _rename(target: Target) -> Change:
    return _renamed(target, "renamed-now.md")


def _case_rename(target: Target) -> Change:
    return _renamed(target, f"{target.path.stem.upper()}.md")


def _nfd_rename(target: Target) -> Change:
    return _renamed(target, unicodedata.normalize("NFD", target.path.name))


def _renamed(target: Target, name: str) -> Change:
    target.path.rename(target.path.with_name(name))
    return Change(found=target.stays(f"live/{name}").found, embedded=0)


def _move_folder(target: Target) -> Change:
    target.path.parent.rename(target.path.parent.with_name("moved"))
    return Change(found=target.stays("live/moved/move-folder.md").found, embedded=0)


def _delete(target: Target) -> Change:
    target.path.unlink()
    return target.lost()


def _become_folder(target: Target) -> Change:
    target.path.unlink()
    target.path.mkdir()
    return target.lost(named=True)


def _become_link(target: Target) -> Change:
    target.path.unlink()
    target.path.symlink_to("../../outside/secret.md")
    return target.lost(SECRETS[0], named=True)


def _truncate(target: Target) -> Change:
    target.path.write_bytes(b"")
    return target.lost(named=True)


def _append(target: Target) -> Change:
    with target.path.open("a", encoding="utf-8") as file:
        file.write(f"\n## Added\n\n{target.new.text}\n")
    headings = (f"Live {target.name}", "Added")
    added = Told(target.new.text, target.note.name, 9, headings)
    return Change(found=(*target.stays().found, added))


def _swap(target: Target) -> Change:
    first, second = target.path, target.path.with_name("swap-b.md")
    aside = first.with_name("swap-a.md.x")
    other = second.read_text("utf-8").splitlines()[4]
    first.rename(aside)
    second.rename(first)
    aside.rename(second)
    told = (
        Told(target.old.text, "live/swap-b.md", 5, ("Live swap-a",)),
        Told(other, "live/swap-a.md", 5, ("Live swap-b",)),
    )
    return Change(found=told, embedded=0)


def _atomic_save(target: Target) -> Change:
    part = target.path.with_name(f"{target.path.name}.part")
    part.write_text(live_text(target.name, target.new.text), "utf-8")
    part.replace(target.path)
    return target.renewed()


def _become_binary(target: Target) -> Change:
    chance = random.Random(5)  # noqa: S311
    target.path.write_bytes(bytes(chance.randrange(256) for _ in range(65_536)))
    return target.lost(named=True)


def _become_one_line(target: Target) -> Change:
    words = "word " * 100_000, " word" * 100_000
    target.path.write_text(f"{words[0]}{target.new.text}{words[1]}", "utf-8")
    told = Told(target.new.text, target.note.name, 1, ())
    return Change(found=(told,), gone=(target.old.text,))


def _heading_only(target: Target) -> Change:
    text = target.path.read_text("utf-8")
    renamed = text.replace("# Live heading-only", "# Live renamed heading")
    target.path.write_text(renamed, "utf-8")
    return target.stays(heading="Live renamed heading")


def _lines_above(target: Target) -> Change:
    lines = "".join(f"inserted line {number}\n" for number in range(40))
    target.path.write_text(lines + target.path.read_text("utf-8"), "utf-8")
    return target.stays(line=(target.old.line or 0) + 40)


def _unreadable(target: Target) -> Change:
    target.path.chmod(0)
    return Change(named=target.note.name)


def _replace_by_pipe(target: Target) -> Change:
    target.path.unlink()
    os.mkfifo(target.path)
    return target.lost(named=True)


MUTATIONS: dict[str, Mutation] = {
    "edit-same-size": _edit_same_size,
    "edit-older-mtime": _edit_older_mtime,
    "touch-only": _touch_only,
    "rename": _rename,
    "case-rename": _case_rename,
    "move-folder": _move_folder,
    "delete": _delete,
    "become-folder": _become_folder,
    "become-link": _become_link,
    "truncate": _truncate,
    "append": _append,
    "swap": _swap,
    "atomic-save": _atomic_save,
    "become-binary": _become_binary,
    "become-one-line": _become_one_line,
    "heading-only": _heading_only,
    "lines-above": _lines_above,
    "unreadable": _unreadable,
    "nfd-rename": _nfd_rename,
    "replace-by-fifo": _replace_by_pipe,
}
"""The twenty edits by name. The notes folder being empty all of a sudden is the twenty-first; see
`unmount`."""


def unmount(corpus: Corpus) -> Callable[[], None]:
    """Make the notes folder empty, as if its disk were gone; what is returned brings it back."""
    away = corpus.notes.with_name("notes.away")
    corpus.notes.rename(away)
    corpus.notes.mkdir()

    def mount() -> None:
        corpus.notes.rmdir()
        away.rename(corpus.notes)

    return mount
