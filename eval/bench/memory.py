"""The memory of processes, as the system counts it.

What `getrusage` calls the most that a process had is what its parent had when it was started, if
that was more; /proc tells of the process alone. Where there is no /proc, nothing is told.
"""

from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def memory(process: int | str = "self") -> dict[str, int] | None:
    """The bytes that a process holds (`now`) and the most that it ever held (`peak`)."""
    try:
        lines = (_PROC / str(process) / "status").read_text("utf-8").splitlines()
    except OSError:
        return None
    facts = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
    if "VmRSS" not in facts or "VmHWM" not in facts:  # it has ended
        return None
    return {"now": int(facts["VmRSS"][0]) * 1024, "peak": int(facts["VmHWM"][0]) * 1024}


def descendants(process: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    found: list[int] = []
    with suppress(OSError):
        for thread in (_PROC / str(process) / "task").iterdir():
            for child in map(int, (thread / "children").read_text("utf-8").split()):
                found += [child, *descendants(child)]
    return found
