"""Jobs in a process of their own that may be killed or made to fail at any step.

    with Runner() as runner:
        order = {"notes": notes, "index_folder": folder, "model": HASH_MODEL}
        hits = runner.run("build", order).hits  # by failpoint: how often it was reached
        runner.run("build", order, traps=[Trap(Failpoint.RENAMED)])  # SIGKILL there
        runner.run("build", order, traps=[Trap("os.rename", hit=2, errno=errno.ENOSPC)])
        runner.run("build", order, after=0.013)  # SIGKILL after 13 ms

A try costs a fork (some milliseconds) instead of the start of a process (a second). The fixture
`runner` is one for all tests.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_RIG = Path(__file__).parent
_ROOTS = (_RIG.parent, _RIG.parents[2])
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Trap:
    """Something that happens to the process when it reaches a place."""

    at: str
    """A `Failpoint`, or an audit event of Python's such as "os.rename"."""
    hit: int = 1
    """At which time of reaching it."""
    signal: int = signal.SIGKILL
    errno: int = 0
    """With one, an OSError is raised there instead."""
    onward: bool = False
    """At all later times too."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended."""

    code: int
    """The exit code; of a process ended by a signal, the signal's number below 0."""
    said: str
    """What it wrote to stdout and stderr."""
    seconds: float
    is_hung: bool
    """Whether it had to be ended because it took minutes."""
    has_orphans: bool
    """Whether processes that it started were still there seconds after its end."""
    hits: Mapping[str, int]
    """How often each failpoint and audit event was reached; of a killed one nothing is known."""
    value: Any
    """What the job returned."""

    @property
    def is_killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.code == -signal.SIGKILL


class Runner:
    """The process that forks the children (`child.py`); to be used in a `with` statement."""

    def __init__(self) -> None:
        path = os.pathsep.join(map(str, _ROOTS))
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_RIG / "child.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _ONE_THREAD | {"PYTHONPATH": path},
            encoding="utf-8",
        )
        self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def run(  # noqa: PLR0913  (all that can happen to a process)
        self,
        job: str,
        arguments: Mapping[str, object],
        *,
        traps: Sequence[Trap] = (),
        after: float | None = None,
        signal: int = signal.SIGKILL,
        group: bool = False,
        with_worker: bool = False,
    ) -> Ended:
        """Have a job of `jobs.py` done in a new child; how that ended.

        Args:
            job: Its name.
            arguments: Its own, as JSON or paths.
            traps: What happens to it at which places.
            after: Seconds after which it gets a `signal`.
            signal: Which one.
            group: Send it to the processes that the job has started too, as a terminal does.
            with_worker: Let notes be read in a process of its own, as always; that costs a quarter
                of a second. Without it they are read in the child, by the same functions.
        """
        order = {
            "job": job,
            "arguments": arguments,
            "traps": [asdict(trap) for trap in traps],
            "after": after,
            "signal": signal,
            "group": group,
            "with_worker": with_worker,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order, default=str) + "\n")
        self._process.stdin.flush()
        return Ended(**self._answer())

    def _answer(self) -> Any:  # noqa: ANN401  (JSON)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process that forks the children has ended"
        return json.loads(line)
