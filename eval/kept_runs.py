"""Earlier runs over a notes folder: a report for each, `runs/2026-11-22T21-40-05Z.json`.

They lie under `index.kept_folder`, and quote the notes, so only their owner may read them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path

from index import kept_folder

from .alone import alone_in
from .errors import KnownQuestionsError
from .findings import Report, Score
from .row import Row, read_object
from .saved import FORMAT, write_report

_NAME = "%Y-%m-%dT%H-%M-%SZ"


@dataclass(frozen=True, slots=True)
class KeptRun:
    """An earlier run, as far as it can be told without measuring anew: see `read_report`."""

    path: Path
    when: datetime
    known: str
    """Name of the file with the questions."""
    questions: int = 0
    scores: Mapping[str, Score] = field(default_factory=dict)
    """Over all questions, as they were measured then."""
    error: str = ""
    """Why the file cannot be used, for people; then nothing but its path and time is known."""


def keep_run(notes: Path, report: Report, when: datetime) -> Path:
    """The file that now holds `report`, made at `when`; a second later if one is there already.

    Raises:
        ReportFileError: the file cannot be written.
    """
    folder = kept_folder(notes) / "runs"
    moment = when.astimezone(UTC)
    with alone_in(folder):
        names = (f"{moment + timedelta(seconds=late):{_NAME}}.json" for late in count())
        path = next(folder / name for name in names if not (folder / name).exists())
        write_report(report, path)
    return path


def kept_runs(notes: Path) -> tuple[KeptRun, ...]:
    """The runs over `notes`, oldest first, those that cannot be read too."""
    runs = (_kept_run(path) for path in (kept_folder(notes) / "runs").glob("*.json"))
    return tuple(sorted(runs, key=lambda run: (run.when, run.path)))


def _kept_run(path: Path) -> KeptRun:
    try:
        found = path.stat()
    except OSError as error:
        return KeptRun(path, datetime.fromtimestamp(0, UTC), "", error=str(error))
    return _read_run(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1000)
def _read_run(path: Path, modified: int, _size: int) -> KeptRun:
    """The run at `path`; one that has not changed is not read again."""
    when = _when(path, modified)
    try:
        row = read_object(path)
        if row.values.get("format") != FORMAT:
            raise row.complaint(f"it is no report of format {FORMAT}")
        return KeptRun(
            path, when, row.text("known"), len(row.rows("questions")), _scores(row.row("overall"))
        )
    except KnownQuestionsError as error:
        return KeptRun(path, when, "", error=str(error))


def _when(path: Path, modified: int) -> datetime:
    """The time that the name tells; of a file with another name, when it was written."""
    try:
        return datetime.strptime(path.stem, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(modified / 1e9, UTC)


def _scores(overall: Row) -> Mapping[str, Score]:
    scores = overall.row("scores")
    return {name: _score(scores.row(name)) for name in scores.values}


def _score(row: Row) -> Score:
    value, low, high = (
        None if row.values.get(key) is None else row.number(key) for key in ("value", "low", "high")
    )
    return Score(value, low, high, int(row.number("n")))
