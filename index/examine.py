"""Check an index in every way there is. Nothing is written, and no damage ends the examination."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest import NotesFolderError, QuothError

from .doctor.cache import SEARCH_CACHE, check_cache
from .doctor.contents import CONTENTS, check_contents
from .doctor.findings import (
    Checked,
    Diagnosis,
    Examination,
    Finding,
    FolderCheck,
    IndexCheck,
    MoreChecks,
    OnStep,
    Remedy,
    Severity,
    Step,
    Subject,
    fault,
    notice,
)
from .doctor.freshness import FRESHNESS, check_freshness
from .doctor.full_text import FULL_TEXT, check_full_text
from .doctor.models import MODEL, SAMPLE, check_model, check_sample
from .doctor.passages import PASSAGES, check_passages
from .doctor.place import PLACE, check_place
from .doctor.rows import ROWS, check_rows
from .doctor.salvage import salvaged
from .doctor.structure import STRUCTURE, TABLES_THERE, check_structure, check_tables
from .doctor.surroundings import (
    LEFTOVERS,
    LOCK,
    SPACE,
    check_leftovers,
    check_lock,
    check_space,
)
from .doctor.vectors import VECTORS, check_vectors
from .doctor.words import WORD_CACHE, check_words
from .errors import IndexBusyError, IndexMissingError, IndexOutdatedError, ModelError
from .folders import DATABASE
from .schema import FORMAT
from .store import Store

_OF_FOLDER: tuple[tuple[str, FolderCheck], ...] = (
    (LOCK, check_lock),
    (LEFTOVERS, check_leftovers),
    (SPACE, check_space),
    (PLACE, check_place),
)
_OF_INDEX: tuple[tuple[str, IndexCheck], ...] = (
    (STRUCTURE, check_structure),
    (TABLES_THERE, check_tables),
    (ROWS, check_rows),
    (PASSAGES, check_passages),
    (FULL_TEXT, check_full_text),
    (VECTORS, check_vectors),
    (SEARCH_CACHE, check_cache),
    (WORD_CACHE, check_words),
    (MODEL, check_model),
    (FRESHNESS, check_freshness),
)
_THOROUGH: tuple[tuple[str, IndexCheck], ...] = (
    (CONTENTS, check_contents),
    (SAMPLE, check_sample),
)
_VERSIONS = "versions"
_MOST = 50
"""Findings of one check that are listed; a damaged file can give as many as there are rows."""

# What reading rows can end in whose bytes are not those that were written.
_DAMAGE = (sqlite3.Error, ValueError, TypeError, LookupError, ArithmeticError, OSError, QuothError)


def examine(
    index_folder: Path,
    *,
    thorough: bool = True,
    more: MoreChecks | None = None,
    on_step: OnStep = lambda _: None,
) -> Diagnosis:
    """What is wrong with the index in `index_folder`, and what was looked at.

    Args:
        index_folder: Where the index lies.
        thorough: Read every note and every word; else only what tells most in little time.
        more: Further checks, made last.
        on_step: Called before each check.

    Raises:
        IndexMissingError: there is no index.
    """
    started = time.perf_counter()
    if not (index_folder / DATABASE).is_file():
        raise IndexMissingError(f"There is no index in {index_folder}. Run: quoth index NOTES")
    of_index = (*_OF_INDEX, *(_THOROUGH if thorough else ()), *(more or {}).items())
    total = len(_OF_FOLDER) + len(of_index)
    findings: list[Finding] = []
    checked: list[Checked] = [Checked(_VERSIONS, _versions())]

    def note(name: str, made: Callable[[], Examination]) -> None:
        on_step(Step(name, len(checked) - 1, total))
        found, words = _outcome(index_folder, name, made)
        findings.extend(found)
        checked.extend([Checked(name, words)] if words else [])

    for folder_name, folder_check in _OF_FOLDER:
        note(folder_name, partial(folder_check, index_folder))
    try:
        with closing(Store(index_folder)) as store, store.snapshot():
            subject = Subject(store, store.info(), thorough)
            for index_name, index_check in of_index:
                note(index_name, partial(index_check, subject))
    except _DAMAGE as error:
        findings.append(_finding(index_folder, STRUCTURE, error))
    findings.sort(key=lambda one: one.severity is Severity.NOTICE)
    return Diagnosis(tuple(findings), tuple(checked), time.perf_counter() - started)


def _outcome(folder: Path, name: str, made: Callable[[], Examination]) -> tuple[list[Finding], str]:
    """The findings of one check, the first of many, and what it looked at in words."""
    said: list[str] = []

    def found() -> Iterator[Finding]:
        said.append((yield from made()))

    findings: list[Finding] = []
    left_out: dict[tuple[Severity, Remedy], int] = {}
    try:
        for finding in found():
            if len(findings) < _MOST:
                findings.append(finding)
            else:
                kind = (finding.severity, finding.remedy)
                left_out[kind] = left_out.get(kind, 0) + 1
    except _DAMAGE as error:
        findings.append(_finding(folder, name, error))
    findings += (_more(name, *kind, count) for kind, count in left_out.items())
    return findings, "".join(said)


def _more(name: str, severity: Severity, remedy: Remedy, count: int) -> Finding:
    make = fault if severity is Severity.FAULT else notice
    return make(name, f"{count:,} more are like this.", "", remedy)


def _finding(folder: Path, name: str, error: Exception) -> Finding:
    """What ended a check, as something found by it."""
    match error:
        case IndexMissingError():
            what = "The index was never finished."
            return fault(name, what, DATABASE, Remedy.UPDATE, "Finish it: quoth index NOTES")
        case IndexOutdatedError():
            return _of_another_format(name, salvaged(folder).format)
        case IndexBusyError() | ModelError() | NotesFolderError() | OSError():
            return fault(name, str(error), DATABASE, Remedy.NONE)
        case _:
            what = f"The database cannot be read to the end ({error.__cause__ or error})."
            return fault(name, what, DATABASE, Remedy.REBUILD)


def _of_another_format(name: str, found: int) -> Finding:
    if not found:
        what = "The file is no index of Quoth, or not any more."
        return fault(name, what, DATABASE, Remedy.REBUILD)
    what = f"The index is of format {found}, and this version of Quoth reads {FORMAT}."
    if found < FORMAT:
        return fault(name, what, DATABASE, Remedy.UPDATE)
    do = "Update Quoth, or have it made again from the notes: quoth doctor --repair"
    return fault(name, what, DATABASE, Remedy.REBUILD, do)


def _versions() -> str:
    try:
        quoth = version("quoth")
    except PackageNotFoundError:
        quoth = "not installed as a package"
    return f"Quoth {quoth}, format {FORMAT}, SQLite {sqlite3.sqlite_version}"
