"""Processes that start at once: forked from one that has imported everything and runs no thread.

What they are to do must be a function of a module in `rig`, for they import it by its name.
"""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from .tasks import Said, Trouble, command

_NEEDED = (
    *("rig.tasks", "rig.asking", "faiss", "pytest", "ui.commands", "ui.plain", "ui.progress"),
    *("ui.batch", "ui.contract", "ui.render", "index.network"),
)

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(list(_NEEDED))


def started(task: Callable[..., None], *arguments: object) -> ForkServerProcess:
    """A process that has begun with `task`; what it prints goes where the tests print to."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    process = _context.Process(target=task, args=arguments, daemon=True)
    process.start()
    return process


def ended(*processes: ForkServerProcess, seconds: float = 120) -> list[int]:
    """The exit codes of `processes` when all have ended; none of them is left running."""
    for process in processes:
        process.join(seconds)
    late = [process for process in processes if process.is_alive()]
    for process in late:
        process.kill()
        process.join()
    assert not late, f"{len(late)} processes did not end"
    return [process.exitcode or 0 for process in processes]


def pair() -> tuple[Connection, Connection]:
    """Two ends of a pipe, one of them for a process."""
    return _context.Pipe()


def commanded(
    *lines: Sequence[str | os.PathLike[str]], at: float = 0.0, trouble: Trouble | None = None
) -> list[tuple[Said, int]]:
    """What came of these command lines, run side by side, and the numbers of their processes."""
    pipes = [pair() for _ in lines]
    arguments = [[os.fspath(word) for word in line] for line in lines]
    processes = [
        started(command, line, theirs, at, trouble)
        for line, (_, theirs) in zip(arguments, pipes, strict=True)
    ]
    said: list[Said] = []
    for ours, theirs in pipes:
        theirs.close()  # or the end of a process that is killed would not be noticed
        said.append(ours.recv())
        ours.close()
    assert set(ended(*processes)) == {0}
    return [(one, process.pid or 0) for one, process in zip(said, processes, strict=True)]
