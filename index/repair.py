"""Put right what an examination found, as far as the notes and the model give it again."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest import QuothError

from .build import build
from .damage import UNREADABLE
from .dense import refresh_dense
from .doctor.findings import Diagnosis, MoreChecks, OnStep, Remedy, counted
from .doctor.models import SAMPLE
from .doctor.salvage import salvaged
from .doctor.surroundings import swept
from .encoder import Encoder
from .errors import IndexDamagedError
from .examine import examine
from .folders import export_folder
from .lock import only_writer
from .model import OnProgress, Receipt
from .rebuild import rebuild
from .store import Store
from .word_cache import refresh_words


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did, and what an examination found afterwards."""

    done: tuple[str, ...]
    """What was put right, as sentences."""
    failed: tuple[str, ...]
    """What could not be, and why."""
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True)
class _Case:
    """An index that is being repaired."""

    folder: Path
    notes: Path | None
    model: str | None
    keep_vectors: bool
    caches: frozenset[str]
    """The names of cache files that are no good."""
    on_progress: OnProgress

    def notes_folder(self) -> Path:
        """The folder to make the index from.

        Raises:
            IndexDamagedError: nobody says which one it is.
        """
        folder = self.notes or salvaged(self.folder).notes_folder
        if folder is None:
            raise IndexDamagedError(
                "The index does not say any more whose notes it holds. Name their folder: "
                "quoth doctor --repair --notes NOTES"
            )
        return folder


def repair(  # noqa: PLR0913  (what a damaged index cannot say, the caller may)
    index_folder: Path,
    diagnosis: Diagnosis,
    *,
    notes: Path | None = None,
    model: str | None = None,
    more: MoreChecks | None = None,
    on_progress: OnProgress = lambda _: None,
    on_step: OnStep = lambda _: None,
) -> Repaired:
    """Put right what `diagnosis` found in the index in `index_folder`, and examine it again.

    Nothing is ever written to the notes folder. A database that cannot be trusted is moved aside,
    not deleted.

    Args:
        index_folder: Where the index lies.
        diagnosis: What `examine` found.
        notes: The notes folder; the one that the index names where it is left out.
        model: The embedding model, where the index is made again; by default its own.
        more: Further checks of the examination that follows.
        on_progress: Called while notes are read and embedded.
        on_step: Called before each check of the examination that follows.
    """
    remedies = {finding.remedy for finding in diagnosis.findings}
    if notes is not None and _is_of_a_lost_folder(index_folder, notes):
        remedies.add(Remedy.REBUILD)
    doubtful = {finding.check for finding in diagnosis.faults}
    caches = frozenset(one.where for one in diagnosis.findings if one.remedy is Remedy.CACHE)
    case = _Case(index_folder, notes, model, SAMPLE not in doubtful, caches, on_progress)
    done: list[str] = []
    failed: list[str] = []
    for act in _acts(remedies):
        try:
            done.append(act(case))
        except (QuothError, OSError, *UNREADABLE) as error:
            failed.append(str(error))
    after = examine(index_folder, more=more, on_step=on_step)
    return Repaired(tuple(done), tuple(failed), after)


def _is_of_a_lost_folder(index_folder: Path, notes: Path) -> bool:
    """Whether the index names a folder that is not there, and `notes` is another one."""
    named = salvaged(index_folder).notes_folder
    return named is not None and named != notes.resolve() and not named.is_dir()


def _acts(remedies: set[Remedy]) -> Sequence[Callable[[_Case], str]]:
    """What to do, in order: making the index again also brings it up to date, and so on."""
    always = ((Remedy.SWEEP, _sweep), (Remedy.EXPORT, _export))
    first = ((Remedy.REBUILD, _rebuild), (Remedy.UPDATE, _update), (Remedy.CACHE, _make_cache))
    acts = [act for remedy, act in always if remedy in remedies]
    return acts + [act for remedy, act in first if remedy in remedies][:1]


def _sweep(case: _Case) -> str:
    with only_writer(case.folder):
        return swept(case.folder)


def _export(case: _Case) -> str:
    with closing(Store(case.folder)) as store:
        identity = store.info().identity
    # Its last file says that an export is whole: without it, it is made again when needed.
    (export_folder(identity.fingerprint) / "quoth.json").unlink(missing_ok=True)
    Encoder(identity).embed(["Does it work?"])
    return "The model was exported again."


def _rebuild(case: _Case) -> str:
    model = case.model or salvaged(case.folder).model
    rebuilt = rebuild(
        case.folder,
        case.notes_folder(),
        model=model,
        keep_vectors=case.keep_vectors,
        on_progress=case.on_progress,
    )
    return (
        f"The index was made again from {_made_from(rebuilt.receipt)}. "
        f"The old database is {rebuilt.aside}."
    )


def _update(case: _Case) -> str:
    receipt = build(
        case.notes_folder(),
        case.folder,
        on_progress=case.on_progress,
        rehash=True,
        model=case.model,
        is_last=False,
    )
    return f"The index was brought up to date with {_made_from(receipt)}."


def _make_cache(case: _Case) -> str:
    with only_writer(case.folder), closing(Store(case.folder)) as store, store.snapshot():
        for cache in (case.folder / name for name in case.caches):
            if cache.is_dir() and not cache.is_symlink():
                cache.rename(f"{cache}.moved-{time.time_ns()}")  # it may be somebody's
            cache.unlink(missing_ok=True)
        refresh_words(store, case.on_progress)
        refresh_dense(store, case.on_progress)
    return f"What makes searching fast was made again: {', '.join(sorted(case.caches))}."


def _made_from(receipt: Receipt) -> str:
    return (
        f"{counted(receipt.notes, 'note')}: {counted(receipt.embedded, 'passage')} embedded, "
        f"{receipt.reused:,} with the vectors that were there"
    )
