"""A job on an index, what it comes to undisturbed, and what must hold wherever it is disturbed.

The invariants of an interrupted job: the index opens and is well, as it was before or as it is
after, nothing between; each note of it is found, and no other; the lock is free; little is left
behind, and nothing once the job was done again; the notes folder is untouched.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from index import (
    HASH_MODEL,
    IndexMissingError,
    IndexOutdatedError,
    Store,
    build,
    examine,
    search_terms,
    terms,
)
from index.dense import open_dense

from .dump import dump
from .runner import Ended, Runner, Trap
from .scale import is_long
from .tree import tree_hash
from .vault import code_words
from .verify import verified

_PARTS = {
    *("quoth.db", "quoth.db-wal", "quoth.db-shm", "writer.lock"),
    *("vectors.faiss", "words.postings"),
}
_HOLDER = "writer.txt"
_ASIDE = "quoth.db.damaged-"
_COUNTS = 3
"""Where in a dump its counts stand, the number of vectors last."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is done to which index, and what that comes to when nothing happens to it."""

    runner: Runner
    job: str
    notes: Path
    template: Path | None
    """The index before; copied for each try."""
    tries: Path
    old: str | None
    """The dump of the index before; None where there is none, or one of an older format."""
    new: str
    hits: Mapping[str, int]
    seconds: float
    tree: str
    words: frozenset[str]
    """All code words, of the notes as they were and as they are."""
    numbers: Iterator[int]

    @property
    def is_older(self) -> bool:
        """Whether the index before is of an older format."""
        return self.template is not None and self.old is None

    def folder_to_make(self) -> Path:
        """Where an index can be made for one try."""
        return self.tries / str(next(self.numbers))

    def folder(self) -> Path:
        """The index before, for one try."""
        place = self.folder_to_make()
        if self.template is not None:
            shutil.copytree(self.template, place)
        return place

    def run(
        self,
        folder: Path,
        *,
        traps: Sequence[Trap] = (),
        after: float | None = None,
        with_worker: bool = False,
        journal: Sequence[Path] = (),
    ) -> Ended:
        """Do the job on an index, with what `Runner.run` can do to it, or with a journal kept."""
        order: dict[str, object] = {**_order(self.notes, folder)}
        if journal:
            order["journal"] = [str(place) for place in journal]
        return self.runner.run(self.job, order, traps=traps, after=after, with_worker=with_worker)

    def holds(self, folder: Path) -> str:
        """Check all invariants, and finish the job; which state was found, as `state` says it."""
        state = self.state(folder)
        self.finish(folder)
        return state

    def state(self, folder: Path) -> str:
        """Check what must hold of an index left alone: "old", "new", "older" format or "none"."""
        assert tree_hash(self.notes) == self.tree
        planted = _left(self.template) if self.template else []
        left = _left(folder)
        assert len(left) <= len(planted) + 1, left
        return self._state(folder)

    def finish(self, folder: Path) -> None:
        """Bring the index up to date, and check that nothing tells of what has happened to it."""
        build(self.notes, folder, model=None if self.template else HASH_MODEL)
        assert dump(folder) == self.new
        # Every word and note is looked at again now and then only: the dump has most of it.
        verified(folder, thorough=is_long() or next(self.numbers) % 4 == 0)
        assert not _left(folder)
        assert not (folder / _HOLDER).exists()
        assert tree_hash(self.notes) == self.tree
        shutil.rmtree(folder)

    def _state(self, folder: Path) -> str:
        try:
            found = dump_if_built(folder)
        except IndexMissingError:
            assert self.old is None, "the index is gone"
            return "none"
        except IndexOutdatedError:
            assert self.is_older
            return "older"
        old, new = (_without_spare(text or "[]") for text in (self.old, self.new))
        assert _without_spare(found) in (old, new), "the index is neither the old nor the new one"
        found_words = findable(folder, self.words)
        assert found_words == code_words(found), found_words ^ code_words(found)
        is_new = _without_spare(found) == new
        faults = examine(folder, thorough=False).faults
        # That the notes have changed since is no fault of an old index.
        assert not [one for one in faults if is_new or one.check != "notes"], faults
        return "new" if is_new else "old"


def _order(notes: Path, folder: Path) -> dict[str, object]:
    model = {} if folder.exists() else {"model": HASH_MODEL}
    return {"notes": notes, "index_folder": folder, **model}


def make_scene(
    runner: Runner, folder: Path, notes: Path, *, job: str = "build", template: Path | None = None
) -> Scene:
    """The scene of a job, done once without disturbance."""
    try:
        old = dump(template) if template else None
    except IndexOutdatedError:
        old = None
    undisturbed = folder / "undisturbed"
    if template is not None:
        shutil.copytree(template, undisturbed)
    ended = runner.run(job, _order(notes, undisturbed))
    assert ended.code == 0, ended.said
    new = dump(undisturbed)
    words = frozenset(code_words(new + (old or "")))
    return Scene(
        *(runner, job, notes, template, folder, old, new, ended.hits, ended.seconds),
        *(tree_hash(notes), words, count()),
    )


def dump_if_built(folder: Path) -> str:
    """The dump of an index that was opened as a question opens it.

    Raises:
        IndexMissingError: it was never finished.
    """
    with closing(Store(folder)) as store:
        store.info()
        open_dense(store)
    return dump(folder)


def findable(folder: Path, words: frozenset[str]) -> set[str]:
    """Those of `words` by which a passage is found."""
    with closing(Store(folder)) as store:
        return {word for word in words if search_terms(store.connection, terms(word), 1)}


def _without_spare(dumped: str) -> object:
    """A dump but for the number of vectors: an interrupted build leaves some for the next one."""
    rows = json.loads(dumped)
    return [*rows[:_COUNTS], rows[_COUNTS][0][:2], *rows[_COUNTS + 1 :]] if rows else rows


def _left(folder: Path) -> list[str]:
    """What lies in an index folder and is no part of an index."""
    if not folder.exists():
        return []
    names = {path.name for path in folder.iterdir()} - _PARTS - {_HOLDER}
    return sorted(name for name in names if not name.startswith(_ASIDE))
