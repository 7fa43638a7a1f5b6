"""Where the index lies: on this machine, or on another one's disk."""

from pathlib import Path

from ..network import warning_of
from .findings import Examination, Remedy, notice

PLACE = "place"


def check_place(index_folder: Path) -> Examination:
    """Whether the folder is on a network, where two machines may damage the index."""
    warning = warning_of(index_folder)
    if warning is not None:
        what, _, do = warning.partition(". ")
        yield notice(PLACE, f"{what}.", str(index_folder), Remedy.NONE, do)
    return "where the index lies"
