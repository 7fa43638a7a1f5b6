"""Parts that run in processes of their own."""

import pytest

from eval.bench.child import run_python
from eval.bench.errors import BenchError

_FILLS = "import json, time; big = b'x' * 90_000_000; time.sleep(0.5); print(json.dumps({'a': 1}))"
_STARTS = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_FILLS!r}])"


def test_what_it_wrote_and_what_it_cost() -> None:
    """The JSON on its output, the seconds from start to end, and the memory it held."""
    ended = run_python(["-c", _FILLS])
    assert ended.facts == {"a": 1}
    assert ended.seconds >= 0.5
    if ended.memory is not None:
        assert ended.memory["peak"] > 90_000_000
        assert ended.memory["children"] == 0


def test_children_have_memory_of_their_own() -> None:
    """What a process that it started held is not its own."""
    memory = run_python(["-c", _STARTS]).memory
    if memory is not None:
        assert memory["children"] > 90_000_000 > memory["peak"]


def test_an_exit_code_is_an_error_or_an_answer() -> None:
    """What it said on its way out is told, unless that code was expected."""
    code = "import sys; sys.exit('no such thing')"
    with pytest.raises(BenchError, match=r"exit code 1: no such thing"):
        run_python(["-c", code])
    assert run_python(["-c", code], good=(0, 1)).text == ""
