"""A process that forks a child for every try, so that what takes long to import is imported once.

`Runner` starts it as a script. Each line that it reads is an order in JSON: a job of `jobs.py`, its
arguments, and what is to become of it. Each line that it writes says how the child ended. It has
no threads, for only the one that forks would live on in the child.
"""

import ctypes
import gc
import importlib
import json
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, NoReturn

Order = Mapping[str, Any]

_LONGEST = 120.0
"""Seconds after which a child hangs."""
_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux."""
_ORPHANS = 5.0
"""Seconds that the children of a child which was killed have to notice it."""


def main() -> None:
    """Carry out orders until there are no more."""
    # Only here: a process that a child spawns imports this file too, and needs none of it.
    jobs = importlib.import_module("rig.jobs")
    jobs.warm_up()
    _adopt()
    gc.collect()
    gc.freeze()
    _tell("ready")
    for line in sys.stdin:
        _tell(_tried(json.loads(line), jobs))


def _tell(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _tried(order: Order, jobs: ModuleType) -> dict[str, Any]:
    with tempfile.TemporaryFile() as said:
        outcome, told = os.pipe()
        started = time.perf_counter()
        child = os.fork()
        if not child:
            os.close(outcome)
            _become(order, jobs, said.fileno(), told)
        os.setpgid(child, child)
        os.close(told)
        status, is_hung = _ended(child, outcome, order)
        report = _read_all(outcome)
        seconds = time.perf_counter() - started
        said.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "said": said.read().decode("utf-8", "replace"),
            "seconds": seconds,
            "is_hung": is_hung,
            "has_orphans": _has_orphans(),
            **({"hits": {}, "value": None} | json.loads(report or "{}")),
        }


def _ended(child: int, outcome: int, order: Order) -> tuple[int, bool]:
    """The status with which the child ended, and whether it had to be ended for taking too long."""
    os.read(outcome, 1)  # told when the job begins
    after = order["after"]
    if after is not None and not select.select([outcome], [], [], after)[0]:
        (os.killpg if order["group"] else os.kill)(child, order["signal"])
    is_hung = not select.select([outcome], [], [], _LONGEST)[0]
    if is_hung:
        os.killpg(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1], is_hung


def _read_all(descriptor: int) -> str:
    with os.fdopen(descriptor, encoding="utf-8") as pipe:
        return pipe.read()


def _adopt() -> None:
    """Become the parent of every process whose own one is killed, where the system has that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _has_orphans() -> bool:
    """Whether processes that the child started are still there; waits for their end."""
    end = time.monotonic() + _ORPHANS
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.005)
        except ChildProcessError:
            return False
    return True


def _become(order: Order, jobs: ModuleType, said: int, told: int) -> NoReturn:
    """Be the child: do the job, tell what came of it, and end without what the parent set up."""
    code = 70
    hits: Counter[str] = Counter()
    value: object = None
    try:
        os.setpgid(0, 0)
        _redirect(said)
        if not order["with_worker"]:
            jobs.read_here()
        job = jobs.JOBS[order["job"]]
        os.write(told, b"\n")
        sys.addaudithook(_hook(hits, order["traps"]))
        value = job(**order["arguments"])
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:  # noqa: BLE001  (as the interpreter would)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        with os.fdopen(told, "w", encoding="utf-8") as pipe:
            json.dump({"hits": hits, "value": value}, pipe, default=str)
        os._exit(code)


def _redirect(said: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(nothing)


def _hook(hits: Counter[str], traps: Sequence[Mapping[str, Any]]) -> Callable[..., None]:
    """Counts failpoints and audit events by name, and springs the traps that are set on them."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        name = str(arguments[0]) if event == "quoth.failpoint" else event
        hits[name] += 1
        for trap in traps:
            if trap["at"] == name and (
                trap["hit"] == hits[name] or (trap["onward"] and trap["hit"] < hits[name])
            ):
                _spring(trap)

    return hook


def _spring(trap: Mapping[str, Any]) -> None:
    if trap["errno"]:
        raise OSError(trap["errno"], os.strerror(trap["errno"]))
    os.kill(os.getpid(), trap["signal"])


if __name__ == "__main__":
    main()
