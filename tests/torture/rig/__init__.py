"""What the torture tests stand on: how often, what is counted, and what must hold afterwards."""

from .dump import dump
from .runner import Ended, Runner, Trap
from .scale import is_long, times
from .tally import Tally
from .tree import tree_hash
from .verify import verified

__all__ = [
    "Ended",
    "Runner",
    "Tally",
    "Trap",
    "dump",
    "is_long",
    "times",
    "tree_hash",
    "verified",
]
