"""What can still be read of a database, whatever else is wrong with it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..checksums import row_checksum
from ..folders import DATABASE


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What an index said of itself, as far as that can be read."""

    format: int = 0
    notes_folder: Path | None = None
    model: str | None = None


def salvaged(index_folder: Path) -> Salvaged:
    """Format, notes folder and model of the index in `index_folder`."""
    where = f"{(index_folder / DATABASE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(where, uri=True)) as connection:
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
            rows = connection.execute("SELECT * FROM meta").fetchall()
    except (sqlite3.Error, ValueError):
        return Salvaged()
    # Up to format 2 facts had no checksums.
    meta = {row[0]: row[1] for row in rows if len(row) == 2 or row[2] == row_checksum(*row[:2])}
    folder = meta.get("notes_folder")
    return Salvaged(found, Path(folder) if folder else None, meta.get("model"))
