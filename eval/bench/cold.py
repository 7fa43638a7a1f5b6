"""A question asked of a computer that was doing something else: from the command to its end."""

from collections.abc import Sequence
from pathlib import Path

from .child import run_python
from .figures import Facts, spread

_COMMANDS = ("ask", "search")
_ANSWERED, _NOT_IN_NOTES = 0, 1


def measure_cold(index_folder: Path, question: str, rounds: int) -> Facts:
    """The seconds of `quoth ask` and `quoth search`, each so often, the first left out.

    The first brings the files into memory; how long that takes is the disk's affair.
    """
    return {
        command: spread([_seconds(command, index_folder, question) for _ in range(rounds + 1)][1:])
        for command in _COMMANDS
    }


def _seconds(command: str, index_folder: Path, question: str) -> float:
    words: Sequence[str] = ["-m", "ui.cli", command, "--index", str(index_folder), "--", question]
    return run_python(words, (_ANSWERED, _NOT_IN_NOTES)).seconds
