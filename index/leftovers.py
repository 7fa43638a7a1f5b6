"""What processes that were killed have left in an index folder, and nobody needs."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .dense_cache import CACHE
from .durable import abandoned_drafts
from .folders import DATABASE
from .word_cache import WORDS

DRAFT = ".repair-"
"""How the names of folders begin in which a repair makes a new index."""
ASIDE = f"{DATABASE}.damaged-"
"""How the names of databases begin that a repair has moved aside."""


def left_behind(index_folder: Path) -> list[Path]:
    """Drafts whose writers are no more, for one who knows that nobody else holds the lock."""
    database = index_folder / DATABASE
    # A repair that was killed has named the database that it did not come to replace.
    named = [path for path in index_folder.glob(f"{ASIDE}*") if _is_same(path, database)]
    drafts = index_folder.glob(f"{DRAFT}*")
    caches = [path for name in (CACHE, WORDS) for path in abandoned_drafts(index_folder / name)]
    return sorted([*named, *drafts, *caches])


def delete(paths: Iterable[Path]) -> int:
    """Delete files and folders as far as the system lets us; how many of them are gone."""
    gone = 0
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        gone += not path.exists()
    return gone


def _is_same(path: Path, database: Path) -> bool:
    try:
        return path.samefile(database)
    except OSError:
        return False
