"""What runs in the process that prepares notes: whatever a note does there stays there.

It is started afresh, prints nothing, leaves no core dump, may have so much memory and no more,
and ends by itself when its parent is gone.
"""

import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from .errors import UnreadableNoteError
from .prepare import Outcome, Prepare, ToRead, UnreadNote

MOST_MEMORY = 2 * 1024**3
"""Bytes of data that the process may have."""
AGAIN = "It is tried again at each update; to leave it out, name it in .quothignore"

_SECONDS, _SECONDS_EACH_MB = 5.0, 30.0
_IDLE_SECONDS = 60.0

Start = Callable[[], Prepare]
"""Makes what prepares notes, in the worker, to which it is sent."""


def seconds_allowed(size: int) -> float:
    """How long preparing a file of `size` bytes may take before something must be wrong.

    Ten times as long as ordinary notes take. One limit for all sizes would leave out long notes.
    """
    return _SECONDS + _SECONDS_EACH_MB * size / 1e6


def serve(connection: "Connection[str | Outcome, Start | ToRead | None]") -> None:
    """Answer what the parent asks, until it is gone or has asked nothing for a minute.

    A round: what makes the `Prepare` (answered by an empty text, or by why it fails), then any
    number of files (each answered by its outcome), then None.
    """
    _be_harmless()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while connection.poll(_IDLE_SECONDS):
            start = connection.recv()
            try:
                prepare = start()  # type: ignore[operator,misc]
            except Exception as error:  # noqa: BLE001  (the parent must hear of it)
                connection.send(f"{type(error).__name__}: {error}")
                continue
            connection.send("")
            while isinstance(task := connection.recv(), ToRead):
                _answer(connection, prepare, task)


def _answer(
    connection: "Connection[str | Outcome, Start | ToRead | None]", prepare: Prepare, task: ToRead
) -> None:
    outcome = _prepared(prepare, task)
    try:
        connection.send(outcome)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  (it is too large or too deep to be sent)
        connection.send(_not_understood(task, error))


def _prepared(prepare: Prepare, task: ToRead) -> Outcome:
    """What comes of the file. Whatever one note does to the parsers stops no other one."""
    # The parent's limit comes first; this one is for when the parent is gone by then, and works
    # where Python's own code is not reached any more.
    _end_after(2 * seconds_allowed(task.found.size))
    try:
        return prepare(task)
    except UnreadableNoteError as error:
        return UnreadNote(task.found, str(error))
    except Exception as error:  # noqa: BLE001  (parsers raise whatever a note makes them)
        return _not_understood(task, error)
    finally:
        _end_after(0)


def _not_understood(task: ToRead, error: Exception) -> UnreadNote:
    if isinstance(error, MemoryError):
        most = MOST_MEMORY // 1024**3
        reason = f"it takes more than {most} GB of memory to understand. {AGAIN}"
    else:
        reason = f"its structure cannot be understood ({type(error).__name__})"
    return UnreadNote(task.found, reason, "".join(traceback.format_exception(error)))


def _end_after(seconds: float) -> None:
    """Let the system end this process after so many seconds, where it can; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _be_harmless() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends this process
    try:
        import resource
    except ImportError:  # on Windows
        return
    for kind, most in ((resource.RLIMIT_DATA, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        # A system that limits it to less already, or cannot, says so.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, hard))
