"""What /proc tells of processes."""

import os
import subprocess
import sys

from eval.bench.memory import descendants, memory

_WAITS = "import sys; sys.stdin.read()"
_STARTS = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_WAITS!r}])"


def test_a_process_holds_no_more_than_it_ever_held() -> None:
    """A Python process with numpy takes more than 10 MB."""
    found = memory()
    assert found is not None
    assert 10e6 < found["now"] <= found["peak"]
    assert memory(os.getpid()) is not None


def test_processes_of_processes_are_found() -> None:
    """The one that was started, and the one that it started; none when both have ended."""
    process = subprocess.Popen([sys.executable, "-c", _STARTS], stdin=subprocess.PIPE)
    try:
        while not (inner := descendants(process.pid)):
            assert process.poll() is None
        assert {process.pid, *inner} <= {*descendants(os.getpid())}
    finally:
        process.communicate()
    assert memory(process.pid) is None
    assert descendants(process.pid) == []
