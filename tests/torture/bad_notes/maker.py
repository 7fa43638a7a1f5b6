"""Writes the files of the corpus, and keeps what is to be expected of each."""

import hashlib
import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypedDict, Unpack

from .model import BadNote, Expectation, Findable, Kind, Marker, Outcome, Size
from .words import code_word, line_of, sentence

_START = 1_700_000_000
"""Every time is counted from this one, so that two corpora are the same."""
_STEP = 60
_SEED = 20_260_101
_MARKER = re.compile("@@M@@")
_UNSTAMPED = frozenset({Kind.FOLDER, Kind.TOO_DEEP})


class More(TypedDict, total=False):
    """What else may be said of an entry; see `Expectation` and `BadNote`."""

    under: tuple[str, ...]
    """The heading path of its markers."""
    headings: tuple[tuple[str, ...] | None, ...]
    """The heading path of each marker, where they differ."""
    as_root: tuple[Outcome, ...]
    findable: Findable
    holds: str
    asked_as: str
    must_not_find: tuple[str, ...]
    never_raw: tuple[str, ...]
    never_live: tuple[str, ...]
    markers: tuple[Marker, ...]
    encoding: str
    bom: bytes
    mode: int
    mtime: int
    kind: Kind
    copy_of: bytes
    mutation: str


@dataclass(slots=True)
class Maker:
    """Makes notes under `folder`/notes, and what must never be found under `folder`/outside."""

    folder: Path
    size: Size = Size.FULL
    chance: random.Random = field(default_factory=lambda: random.Random(_SEED))  # noqa: S311
    entries: list[BadNote] = field(default_factory=list)
    category: str = ""
    """Of the notes that are made from now on."""
    sentences: int = 0

    @property
    def notes(self) -> Path:
        """The folder to index."""
        return self.folder / "notes"

    @property
    def outside(self) -> Path:
        """The folder that nothing must be read from."""
        return self.folder / "outside"

    def choose(self, full: int, quick: int, tiny: int | None = None) -> int:
        """The number for the size of this corpus."""
        small = quick if tiny is None else tiny
        return {Size.FULL: full, Size.QUICK: quick, Size.TINY: small}[self.size]

    def marker(self) -> Marker:
        """A sentence that was not used before, without a place."""
        self.sentences += 1
        return Marker(sentence(self.sentences), code_word(self.sentences), None)

    def marked(self, text: str, **more: Unpack[More]) -> tuple[str, tuple[Marker, ...]]:
        """`text` with a sentence of its own for each `@@M@@`, and where these stand."""
        headings = more.get("headings", ())
        first, *rest = _MARKER.split(text)
        markers = []
        for number, part in enumerate(rest):
            marker, line = self.marker(), line_of(first, len(first))
            under = headings[number] if number < len(headings) else more.get("under")
            markers.append(replace(marker, line=line, headings=under))
            first += marker.text + part
        return first, tuple(markers)

    def text(
        self, name: bytes | str, text: str, nasty: str, *outcomes: Outcome, **more: Unpack[More]
    ) -> None:
        """A note given as text, with `@@M@@` where its markers go."""
        text, more["markers"] = self.marked(text, **more)
        data = more.get("bom", b"") + text.encode(more.get("encoding", "utf-8"))
        self.data(name, data, nasty, *outcomes, **more)

    def data(
        self, name: bytes | str, data: bytes, nasty: str, *outcomes: Outcome, **more: Unpack[More]
    ) -> None:
        """A note given as bytes."""

        def write(path: Path) -> None:
            with path.open("xb") as file:
                file.write(data)

        self.made(name, write, nasty, *outcomes, **more)
        digest = hashlib.sha256(data).hexdigest()
        self.entries[-1] = replace(self.entries[-1], size=len(data), digest=digest)

    def made(
        self,
        name: bytes | str,
        make: Callable[[Path], object],
        nasty: str,
        *outcomes: Outcome,
        **more: Unpack[More],
    ) -> None:
        """Whatever `make` puts at its path. What this file system refuses is noted."""
        note = self._entry(os.fsencode(name), nasty, outcomes, **more)
        self.entries.append(note)
        path = self.notes / ("longpath" if note.kind is Kind.TOO_DEEP else os.fsdecode(name))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            make(path)
            if note.kind not in _UNSTAMPED:
                time = more.get("mtime", _START + _STEP * len(self.entries))
                os.utime(path, (time, time), follow_symlinks=False)
            if "mode" in more:
                path.chmod(more["mode"])
        except (OSError, ValueError) as error:
            self.entries[-1] = replace(note, error=f"{type(error).__name__}: {error}")

    def _entry(
        self, path: bytes, nasty: str, outcomes: tuple[Outcome, ...], **more: Unpack[More]
    ) -> BadNote:
        expected = Expectation(
            outcomes=outcomes or (Outcome.INDEXED,),
            outcomes_as_root=more.get("as_root", ()),
            findable=more.get("findable", Findable.YES),
            holds=more.get("holds", ""),
            asked_as=more.get("asked_as", ""),
            must_not_find=more.get("must_not_find", ()),
            never_raw=more.get("never_raw", ()),
            never_live=more.get("never_live", ()),
        )
        return BadNote(
            path=path,
            category=self.category,
            nasty=nasty,
            expected=expected,
            kind=more.get("kind", Kind.FILE),
            markers=more.get("markers", ()),
            encoding=more.get("encoding", "utf-8"),
            copy_of=more.get("copy_of", b""),
            mutation=more.get("mutation", ""),
        )
