"""A part of the bench in a process of its own, so that its memory and its start are its own."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from .errors import BenchError
from .figures import Facts
from .memory import descendants, memory

_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process wrote, and what it cost."""

    text: str
    seconds: float
    """From its start to its end, as somebody waits who types the command."""
    memory: dict[str, int] | None
    """The most bytes that it held, and that the processes held which it had started (`children`);
    None where the system does not tell."""

    @property
    def facts(self) -> Facts:
        """What it wrote, as JSON."""
        found: Facts = json.loads(self.text)
        return found


def run_bench(words: Sequence[str]) -> Ended:
    """Run `python -m eval.bench` with `words`."""
    return run_python(["-m", "eval.bench", *words])


def run_python(words: Sequence[str], good: Sequence[int] = (0,)) -> Ended:
    """Run `python` with `words`, and wait for it.

    Raises:
        BenchError: it ended with an exit code that is not `good`.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        text, said, peaks = _waited_for(process)
    except BaseException:
        process.kill()
        process.communicate()
        raise
    seconds = time.perf_counter() - started
    if process.returncode not in good:
        raise BenchError(
            f"`python {' '.join(words)}` ended with exit code {process.returncode}: "
            f"{said.strip()[-2000:]}"
        )
    own = peaks.pop(process.pid, None)
    held = None if own is None else {"peak": own, "children": sum(peaks.values())}
    return Ended(text, seconds, held)


def _waited_for(process: "subprocess.Popen[str]") -> tuple[str, str, dict[int, int]]:
    """What it wrote on both of its streams, and the most memory of it and its own processes."""
    peaks: dict[int, int] = {}
    while True:
        try:
            text, said = process.communicate(timeout=_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            for one in (process.pid, *descendants(process.pid)):
                # The last counts: before it runs its own program it has its parent's figures.
                if found := memory(one):
                    peaks[one] = found["peak"]
        else:
            return text, said, peaks
