"""From which generation the file of a cache can be brought up to the one that is seen now."""

from dataclasses import dataclass
from pathlib import Path

from .cache_file import made_from


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a generation knows of the cache that lay there when it was made.

    Only what the writer wrote down with a generation is believed: of a cache of any other one
    nobody knows whether this one follows from it.
    """

    generation: str = ""
    """The one that the cache was made from; empty where it cannot be brought up from there."""
    changes: int = 0
    """How many passages came or went since."""


def next_lineage(path: Path, token: str, kept: Lineage) -> Lineage:
    """What is to be kept with the next generation, before its own changes are counted.

    Args:
        path: The cache, if there is one.
        token: The generation that is there now.
        kept: What that one knows.
    """
    found = made_from(path)
    if found == token:
        return Lineage(token)
    return kept if found and found == kept.generation else Lineage()
