"""What parsers could do to the process that they run in, done on purpose.

Each function is sent to a worker by its name, so it lies where a worker can import it; not in
`rig`, which imports all of Quoth.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ingest import Outcome, ToRead, UnreadableNoteError, UnreadNote, note_preparer

HEAVY = ("faiss", "numpy", "onnxruntime", "streamlit", "torch", "index", "ui")


def hostile_preparer() -> Callable[[ToRead], Outcome]:
    """Does what the first word of a note says; prepares a note that says nothing such."""
    prepare = note_preparer(None)

    def do_as_it_says(task: ToRead) -> Outcome:
        word = task.found.path.read_text("utf-8").partition(" ")[0]
        return _DEEDS[word](task) if word in _DEEDS else prepare(task)

    return do_as_it_says


def failing_at_start() -> Callable[[ToRead], Outcome]:
    """Fails in a way that names what is missing."""
    raise FileNotFoundError(2, "No such file", "tokenizer.json")


def dying_at_start() -> Callable[[ToRead], Outcome]:
    """Ends the process before it can answer."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _hang(task: ToRead) -> Outcome:
    time.sleep(1000)
    raise AssertionError(task)


def _hang_in_c(task: ToRead) -> Outcome:
    """Where no signal handler of Python's and no other thread gets a turn."""
    return UnreadNote(task.found, str(max(iter(int, 1))))


def _kill(number: int) -> Callable[[ToRead], Outcome]:
    def kill(task: ToRead) -> Outcome:
        os.kill(os.getpid(), number)
        time.sleep(1000)
        raise AssertionError(task)

    return kill


def _exit(task: ToRead) -> Outcome:
    os._exit(7)


def _leave(task: ToRead) -> Outcome:
    sys.exit(f"{task} made it leave")


def _allocate(task: ToRead) -> Outcome:
    return UnreadNote(task.found, str(len([bytearray(10**8) for _ in range(100)])))


def _recurse(task: ToRead) -> Outcome:
    return _recurse(task)


def _fail(task: ToRead) -> Outcome:
    raise KeyError(task.found.id)


def _be_unsendable(task: ToRead) -> Outcome:
    return lambda: task  # type: ignore[return-value]


def _print(task: ToRead) -> Outcome:
    os.write(1, b"printed by a note")
    os.write(2, b"printed by a note")
    return UnreadNote(task.found, "printed")


def _tell_what_is_imported(task: ToRead) -> Outcome:
    raise UnreadableNoteError(" ".join(name for name in HEAVY if name in sys.modules))


def _tell_the_process(task: ToRead) -> Outcome:
    return UnreadNote(task.found, str(os.getpid()))


def _linger(task: ToRead) -> Outcome:
    """Write down which process this is where the note says, then take a while."""
    place = task.found.path.read_text("utf-8").split()[1]
    Path(place).write_text(str(os.getpid()), "utf-8")
    time.sleep(1)
    return UnreadNote(task.found, "lingered")


_DEEDS: dict[str, Callable[[ToRead], Outcome]] = {
    "hang": _hang,
    "hang-in-c": _hang_in_c,
    "segfault": _kill(signal.SIGSEGV),
    "abort": _kill(signal.SIGABRT),
    "kill": _kill(signal.SIGKILL),
    "exit": _exit,
    "leave": _leave,
    "allocate": _allocate,
    "recurse": _recurse,
    "fail": _fail,
    "unsendable": _be_unsendable,
    "print": _print,
    "imported": _tell_what_is_imported,
    "process": _tell_the_process,
    "linger": _linger,
}
