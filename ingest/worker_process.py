"""A process that prepares notes, seen from its parent: asked, waited for so long, killed.

It is started as `python -P`, not by multiprocessing's "spawn", for two reasons. That one looks
for modules in the current folder first, so that a `struct.py` among the notes would be run; and
it imports the program's main module again, which under Streamlit is the page.
"""

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from .errors import WorkerError
from .prepare import Outcome, ToRead

if TYPE_CHECKING:
    import socket

    from .worker import Start

_SECONDS_TO_START = 60.0
_SECONDS_TO_END = 5.0
# The parent says where modules are found before anything but Python's own is imported.
_CHILD = """\
import sys
from multiprocessing.connection import Connection
connection = Connection(int(sys.argv[1]))
sys.path[:] = connection.recv()
connection.recv()(connection)
"""


class WorkerProcess:
    """One worker. Whoever has it must `kill` it, or let it wait for its next round."""

    def __init__(self) -> None:
        # Only here, for a question needs none of them.
        import socket
        from multiprocessing.connection import Connection

        from .worker import serve

        self.parent = os.getpid()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _started(theirs)
        self._connection: Connection[Any, Any] = Connection(ours.detach())
        self._send(sys.path)
        self._send(serve)

    def begin(self, start: "Start") -> None:
        """Begin a round with what `start` makes.

        Raises:
            WorkerError: the process is gone, does not start, or what it needs is missing.
        """
        self._send(start)
        failure = self._received(_SECONDS_TO_START)
        if failure is None:
            raise WorkerError(f"it did not start within {_SECONDS_TO_START:.0f} seconds")
        if failure:
            raise WorkerError(str(failure))

    def give(self, task: ToRead) -> None:
        """Give it a file to prepare, after those that it was given before."""
        self._send(task)

    def take(self, seconds: float) -> Outcome | None:
        """What came of the first file that it was given and not asked for; None: it takes longer.

        Raises:
            WorkerError: the process has ended. The message says how.
        """
        outcome: Outcome | None = self._received(seconds)
        return outcome

    def end_round(self) -> None:
        """Let it wait for the next `begin`; after a minute it ends by itself."""
        self._send(None)

    def kill(self) -> None:
        """End the process, whatever it is at."""
        self._connection.close()
        self._process.kill()
        self._process.wait()

    def let_go(self) -> None:
        """Forget the process, which is another one's child."""
        self._connection.close()
        self._process.returncode = 0

    def _send(self, message: object) -> None:
        # Where it has ended, what it answered before that can still be received.
        try:
            self._connection.send(message)
        except (BrokenPipeError, ConnectionResetError):
            return

    def _received(self, seconds: float) -> Any:  # noqa: ANN401  (whatever was asked for)
        try:
            return self._connection.recv() if self._connection.poll(seconds) else None
        except (EOFError, OSError):
            raise WorkerError(_how_it_ended(self._waited_for())) from None

    def _waited_for(self) -> int:
        try:
            return self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _started(end: "socket.socket") -> "subprocess.Popen[bytes]":
    """A process that talks over `end`."""
    options: dict[str, Any] = {"pass_fds": (end.fileno(),), "start_new_session": True}
    if os.name == "nt":
        end.set_inheritable(True)
        options = {"close_fds": False, "creationflags": 0x08000000}  # CREATE_NO_WINDOW
    python = [sys.executable, "-P", "-X", f"utf8={sys.flags.utf8_mode}"]
    try:
        return subprocess.Popen(
            [*python, "-c", _CHILD, str(end.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **options,
        )
    except OSError as error:
        raise WorkerError(error.strerror or type(error).__name__) from error


def _how_it_ended(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
