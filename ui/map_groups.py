"""Which passages of the map have one colour: those of a note, a tag or a folder."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import PurePosixPath
from posixpath import commonpath

from .placed_notes import PlacedPassage

MOST_GROUPS = 12
"""As many colours as can be told from one another; what is left is grey."""

_FEWEST_GROUPS = 3
_COMMON_SHARE = 0.5
_NO_TAG = "no tag"


class ColourBy(StrEnum):
    """What passages of one colour have in common."""

    NOTE = "note"
    TAG = "tag"
    FOLDER = "folder"

    @property
    def rest(self) -> str:
        """The group of all that are in none of the biggest."""
        return f"other {self}s"


def group_names(passages: Sequence[PlacedPassage], by: ColourBy) -> tuple[str, ...]:
    """The name of each passage's group: one of the 12 biggest, or `by.rest`.

    Tags begin with `#` and folders end in `/`, so that none reads like the group of the rest.
    """
    names = _NAMERS[by](passages)
    return _biggest(tuple(names[passage.note] for passage in passages), by.rest)


def clearest(passages: Sequence[PlacedPassage]) -> ColourBy:
    """What leaves the fewest passages grey, of what makes three groups or more.

    Notes come first where it is all the same.
    """

    def grey(by: ColourBy) -> tuple[bool, int]:
        names = Counter(group_names(passages, by))
        return len(names) < _FEWEST_GROUPS, names[by.rest] + names[_NO_TAG]

    return min(ColourBy, key=grey)


def in_order(names: Sequence[str], by: ColourBy) -> tuple[str, ...]:
    """Each name of `names` once: the biggest group first, the rest last."""
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda name: (name == by.rest, -counted[name], name)))


def _biggest(names: tuple[str, ...], rest: str) -> tuple[str, ...]:
    counted = Counter(names)
    by_size = sorted(counted, key=lambda name: (-counted[name], name))
    kept = set(by_size[:MOST_GROUPS])
    return tuple(name if name in kept else rest for name in names)


def _note_names(passages: Sequence[PlacedPassage]) -> dict[str, str]:
    """The title of each note; its path where another note has the same title."""
    titles = {passage.note: passage.title for passage in passages}
    taken = Counter([*titles.values(), ColourBy.NOTE.rest])
    return {note: title if taken[title] == 1 else note for note, title in titles.items()}


def _tag_names(passages: Sequence[PlacedPassage]) -> dict[str, str]:
    """For each note the tag that most notes share with it, of those that tell notes apart.

    A tag on more than half of the notes tells nothing apart; it counts where a note has no other.
    """
    tags = {passage.note: passage.tags for passage in passages}
    spread = Counter(tag for found in tags.values() for tag in set(found))
    most = _COMMON_SHARE * len(tags)

    def worth(tag: str) -> tuple[bool, int]:
        return spread[tag] <= most, spread[tag]

    # Of equals `max` takes the one that the note names first.
    return {note: f"#{max(own, key=worth)}" if own else _NO_TAG for note, own in tags.items()}


def _folder_names(passages: Sequence[PlacedPassage]) -> dict[str, str]:
    """The outermost folder of each note, below the folders that all notes share.

    A note that lies in none below those has the innermost of them.
    """
    parents = {passage.note: PurePosixPath(passage.note).parent for passage in passages}
    shared = len(PurePosixPath(commonpath(parents.values())).parts) if parents else 0
    return {
        note: f"{parent.parts[min(shared, len(parent.parts) - 1)]}/"
        if parent.parts
        else "no folder"
        for note, parent in parents.items()
    }


_NAMERS: Mapping[ColourBy, Callable[[Sequence[PlacedPassage]], dict[str, str]]] = {
    ColourBy.NOTE: _note_names,
    ColourBy.TAG: _tag_names,
    ColourBy.FOLDER: _folder_names,
}
