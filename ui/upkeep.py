"""What a build did and how an index stands, in words: shared by the terminal and the page."""

from pathlib import Path

from index import Receipt, Skip, Status


def receipt_rows(receipt: Receipt) -> list[tuple[str, str]]:
    """What a build did, as labels and values."""
    counts = ("notes", "passages", "added", "changed", "renamed", "removed", "unchanged")
    work = ("embedded", "reused")
    rows = [(name, f"{getattr(receipt, name):,}") for name in (*counts, *work)]
    return [*rows, ("seconds", f"{receipt.seconds:.1f}")]


def stale_notes(status: Status) -> dict[str, tuple[str, ...]]:
    """The notes that are new, changed or deleted since the index was built, by that word."""
    stale = {"new": status.new, "changed": status.changed, "deleted": status.deleted}
    return {word: names for word, names in stale.items() if names}


def folder_name(folder: Path) -> str:
    """A folder as people write it: from `~` where it lies in their home."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)


def skip_line(skip: Skip) -> str:
    """`path: reason`."""
    return f"{skip.path}: {skip.reason}"
