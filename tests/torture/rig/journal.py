"""What a process does to the files under some folders, and what of it a disk is bound to keep.

Runs in a child of a `Runner`, which it changes for good: `os.fsync`, renames and deletions are
noted before they happen, with what every file holds then. A file is kept from its fsync on, a name
from the fsync of its folder on. SQLite's files count as kept, for it syncs them by itself.
"""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SQLITE = ("quoth.db", "quoth.db-wal")
_IGNORED = "quoth.db-shm"


@dataclass(slots=True)
class Moment:
    """The files at one moment; a file is known by its number, its contents by their SHA-256."""

    event: str
    path: str
    to: str
    kept_names: dict[str, int]
    """Names that are on the disk."""
    pending: list[tuple[str, str, int]]
    """Names given and taken since: the old one and the new one, either of them empty."""
    synced: dict[int, str]
    now: dict[int, str]


@dataclass(slots=True)
class Journal:
    """The moments at which a process may lose its power."""

    folders: Sequence[Path]
    log: Path
    moments: list[Moment] = field(default_factory=list)
    kept_names: dict[str, int] = field(default_factory=dict)
    pending: list[tuple[str, str, int]] = field(default_factory=list)
    synced: dict[int, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Take all that is there for kept, and note what happens from now on."""
        self.log.mkdir(parents=True)
        self.kept_names = dict(self._names())
        self.synced = self._contents()
        for name in ("replace", "rename", "link", "unlink", "remove"):
            vars(os)[name] = self._watched(name, vars(os)[name])
        vars(os)["fsync"] = self._watched_fsync(os.fsync)
        sys.addaudithook(self._on_event)

    def end(self) -> None:
        """Write all moments down."""
        self._note("end", "", "")
        text = json.dumps([asdict(moment) for moment in self.moments])
        (self.log / "moments.json").write_text(text, "utf-8")

    def _on_event(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "quoth.failpoint":
            self._note(str(arguments[0]), "", "")

    def _watched(self, name: str, function: Callable[..., None]) -> Callable[..., None]:
        def watched(path: Any, to: Any = "", **options: Any) -> None:  # noqa: ANN401
            given = (path, to) if to else (path,)
            if options.get("dir_fd") is not None:
                function(*given, **options)
                return
            old, new = os.fspath(path), os.fspath(to)
            self._note(name, old, new)
            number = os.lstat(old).st_ino if os.path.lexists(old) else 0
            function(*given, **options)
            self.pending.append(("" if name == "link" else old, new, number))

        return watched

    def _watched_fsync(self, function: Callable[[int], None]) -> Callable[[int], None]:
        def watched(descriptor: int) -> None:
            seen = os.fstat(descriptor)
            path = self._path_of(seen.st_ino)
            self._note("fsync", path, "")
            function(descriptor)
            if stat.S_ISDIR(seen.st_mode):
                self._keep_names(path)
            else:
                self.synced[seen.st_ino] = self._kept_content(Path(path))

        return watched

    def _keep_names(self, folder: str) -> None:
        left: list[tuple[str, str, int]] = []
        for old, new, number in self.pending:
            if os.path.dirname(new or old) != folder:  # noqa: PTH120
                left.append((old, new, number))
            else:
                applied(self.kept_names, old, new, number)
        self.pending = left

    def _note(self, event: str, path: str, to: str) -> None:
        names, known = self._names(), set(self.kept_names) | {new for _, new, _ in self.pending}
        self.pending += [("", path, names[path]) for path in names.keys() - known]
        now = self._contents()
        self.moments.append(
            Moment(
                event, path, to, dict(self.kept_names), list(self.pending), dict(self.synced), now
            )
        )

    def _names(self) -> dict[str, int]:
        return {
            str(path): path.lstat().st_ino
            for folder in self.folders
            for path in folder.rglob("*")
            if path.is_file() and path.name != _IGNORED
        }

    def _path_of(self, number: int) -> str:
        for folder in self.folders:
            for path in (folder, *folder.rglob("*")):
                if path.lstat().st_ino == number:
                    return str(path)
        return ""

    def _contents(self) -> dict[int, str]:
        return {number: self._kept_content(Path(path)) for path, number in self._names().items()}

    def _kept_content(self, path: Path) -> str:
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        blob = self.log / digest
        if not blob.exists():
            blob.write_bytes(content)
        return digest


def applied(names: dict[str, int], old: str, new: str, number: int) -> None:
    """Give a file its new name and take the old one, in `names`."""
    names.pop(old, None)
    if new:
        names[new] = number
