"""What programs leave beside notes: settings, waste, backups, half-written saves, conflicts."""

from .maker import Maker
from .model import Outcome

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
IGNORED = Outcome.IGNORED
_SIDE = (
    (".obsidian/workspace.md", "the folder of an application"),
    (".git/COMMIT_EDITMSG.md", "the folder of git"),
    (".trash/deleted.md", "waste"),
    ("node_modules/pkg/README.md", "the folder of a package manager"),
    (".hidden.md", "a hidden file"),
    ("fs/note.md~", "the backup of an editor"),
    ("fs/.note.md.swp", "the swap file of an editor"),
    ("fs/#note.md#", "the autosave of an editor"),
    ("fs/note.sync-conflict-20260101-000000-ABCDEFG.md", "a conflict copy of Syncthing"),
    ("fs/~$note.md", "the lock file of an office program"),
    ("fs/note.md.tmp", "a half-written save"),
    ("fs/.note.md.icloud", "the stand-in of a file in a cloud"),
    ("fs/note (conflicted copy 2026-01-01).md", "a conflict copy of Dropbox"),
)


def side_files(maker: Maker) -> None:
    """Conflict copies are notes. The rest is left alone, by rule and without a word."""
    for name, nasty in _SIDE:
        # To name each file of .git at every run would hide what has a reason to be named.
        copy = "conflict" in name
        outcomes = (INDEXED, WARNED, SKIPPED) if copy else (IGNORED, SKIPPED, INDEXED)
        maker.text(name, "# Side\n\n@@M@@\n", nasty, *outcomes)
