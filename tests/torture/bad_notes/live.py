"""Notes that are there to be edited: the targets of the mutations."""

import unicodedata

from .maker import Maker

LIVE = (
    *("edit-same-size", "edit-older-mtime", "touch-only", "rename", "case-rename", "move-folder"),
    *("delete", "become-folder", "become-link", "truncate", "append", "swap-a", "swap-b"),
    *("atomic-save", "become-binary", "become-one-line", "heading-only", "lines-above"),
    *("unreadable", "nfd-rename", "replace-by-fifo"),
)
_NAMES = {
    "move-folder": "live/sub/move-folder.md",
    "nfd-rename": unicodedata.normalize("NFC", "live/café-live.md"),
}


def live_notes(maker: Maker) -> None:
    """One for each mutation, two for the one that swaps."""
    maker.category = "live"
    for name in LIVE:
        maker.text(
            _NAMES.get(name, f"live/{name}.md"),
            live_text(name, "@@M@@"),
            f"the target of the mutation {name}",
            under=(f"Live {name}",),
            mutation=name,
        )


def live_text(name: str, text: str) -> str:
    """What stands in the target of a mutation, with `text` in its place."""
    return f"# Live {name}\n\nbefore the marker\n\n{text}\n"
