"""The vault as a tree in the browser, to look through and to open notes from."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ..render import counted
from ..terminal import visible_line
from ..vault import CAN_BE_OPENED, NoteState, VaultFolder, VaultNote
from .mount import component


@dataclass(frozen=True, slots=True)
class Tree:
    """A vault made ready for the browser: made once, for it takes a while."""

    data: Mapping[str, Any]
    can_open: frozenset[str]
    """The paths of the notes that can be opened."""


def tree_of(vault: VaultFolder) -> Tree:
    """`vault` as plain data: every text that is shown is already visible."""
    folders = list(_folders(vault))
    stamp = hashlib.sha256(json.dumps(folders).encode()).hexdigest()
    can_open = (note.path for note in vault.all_notes() if note.state in CAN_BE_OPENED)
    return Tree({"stamp": stamp, "folders": folders}, frozenset(can_open))


def show_tree(tree: Tree, vault: str, opened: str | None) -> str | None:
    """Draw `tree`, the note `opened` marked; the path that was clicked since, or None.

    What is unfolded and looked for is remembered for each `vault`, by any name for it.
    """
    mounted = component("tree", "vault")(
        data={**tree.data, "vault": vault, "opened": opened},
        key=f"tree {vault}",
        on_open_change=_nothing,
    )
    return clicked(mounted.open, tree)


def clicked(sent: object, tree: Tree) -> str | None:
    """The path that the browser sent, if the vault has it: a stale tab may send anything."""
    path = sent.get("path") if isinstance(sent, Mapping) else None
    return path if isinstance(path, str) and path in tree.can_open else None


def counts_words(counts: Mapping[NoteState, int]) -> str:
    """`12 notes, 1 changed`: how many there are, and how many of them stand otherwise."""
    others = [state for state in NoteState if state is not NoteState.INDEXED and state in counts]
    total = counted(sum(counts.values()), "note")
    return ", ".join([total, *(f"{counts[state]:,} {state}" for state in others)])


def _folders(vault: VaultFolder) -> Iterator[Mapping[str, Any]]:
    """Every folder, the notes folder first; each says by number which ones are in it."""
    number = 1
    for folder in vault.everything():
        path = f"{folder.path}/" if folder.path else ""
        yield {
            "name": visible_line(folder.name),
            "path": path,
            "shown": visible_line(path),
            "counts": counts_words(folder.counts),
            "folders": list(range(number, number + len(folder.folders))),
            "notes": [_row(note) for note in folder.notes],
        }
        number += len(folder.folders)


def _row(note: VaultNote) -> list[str]:
    """Name, state, title, reason and the exact name, without the empty ones at the end."""
    name = visible_line(note.name)
    exact = note.name if note.name != name else ""
    row = [name, note.state.value, _title(note), visible_line(note.reason), exact]
    while not row[-1]:
        row.pop()
    return row


def _title(note: VaultNote) -> str:
    """The title, where it says more than the name."""
    stem = PurePosixPath(note.name).stem
    return "" if note.title.casefold() == stem.casefold() else visible_line(note.title)


def _nothing() -> None:
    """Streamlit wants a callback for a value to be sent."""
