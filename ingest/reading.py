"""Notes prepared one after the other in a process that can be killed.

A file that hangs or crashes what reads it costs that file alone: it comes back unread, with the
reason, and a new process goes on with the next one.
"""

import atexit
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from .errors import WorkerError
from .prepare import Outcome, ToRead, UnreadNote

if TYPE_CHECKING:
    from .worker import Start
    from .worker_process import WorkerProcess

_AHEAD = 3
"""Files that a worker has before it: one in work, two so that it need not wait for us. No more
fit in the smallest buffers there are, and then both sides could wait for each other."""
_MOST_WAITING = 2

# Starting a worker takes a quarter of a second, so one that has done its work waits a minute for
# more of it. A server has several threads; a list gives each entry to one of them.
_waiting: "list[WorkerProcess]" = []


def prepared_notes(
    tasks: Sequence[ToRead], start: "Start", allowed: Callable[[int], float] | None = None
) -> Generator[Outcome, None, None]:
    """What comes of each file, in order. A generator: close it, or the worker goes on.

    Args:
        tasks: The files. Where there are none, no process is started.
        start: Makes what prepares them, in the worker; it must be importable there.
        allowed: The seconds that a file of so many bytes may take; by default `seconds_allowed`.

    Raises:
        WorkerError: no worker can be started.
    """
    from .worker import seconds_allowed

    allowed = allowed or seconds_allowed
    worker: WorkerProcess | None = None
    given = 0
    try:
        for number, task in enumerate(tasks):
            if worker is None:
                worker, given = _worker(start), number
            for ahead in tasks[given : number + _AHEAD]:
                worker.give(ahead)
            given = number + _AHEAD
            outcome = _outcome(worker, allowed(task.found.size))
            if isinstance(outcome, str):
                worker.kill()
                worker, outcome = None, UnreadNote(task.found, outcome)
            yield outcome
    except BaseException:
        if worker is not None:
            worker.kill()
        raise
    if worker is not None:
        _let_wait(worker)


def _outcome(worker: "WorkerProcess", seconds: float) -> Outcome | str:
    """What came of the file that it is at, or why the worker is of no use any more."""
    from .worker import AGAIN

    try:
        outcome = worker.take(seconds)
    except WorkerError as error:
        return f"the process that reads notes ended at it ({error}). {AGAIN}"
    return outcome or f"it took more than {seconds:.0f} seconds to understand. {AGAIN}"


def _worker(start: "Start") -> "WorkerProcess":
    """A worker that has begun a round: one that waits, or a new one."""
    from .worker_process import WorkerProcess

    while _waiting:
        worker = _waiting.pop()
        if worker.parent != os.getpid():
            worker.let_go()
            continue
        with suppress(WorkerError):
            return _begun(worker, start)
    try:
        return _begun(WorkerProcess(), start)
    except WorkerError as error:
        raise WorkerError(
            f"Notes cannot be read: the process that reads them cannot be started ({error})."
        ) from error


def _begun(worker: "WorkerProcess", start: "Start") -> "WorkerProcess":
    try:
        worker.begin(start)
    except BaseException:
        worker.kill()
        raise
    return worker


def _let_wait(worker: "WorkerProcess") -> None:
    if len(_waiting) >= _MOST_WAITING:
        worker.kill()
        return
    worker.end_round()
    _waiting.append(worker)


@atexit.register
def _end_waiting() -> None:
    for worker in _waiting:
        if worker.parent == os.getpid():
            worker.kill()
