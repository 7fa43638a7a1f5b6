"""Named places where a test can interrupt Quoth."""

import sys
from typing import Any

from ingest import FAILPOINT_EVENT, Failpoint, reached


def test_whoever_listens_is_told_which_point_is_reached() -> None:
    """A listener can never be removed, so this one only listens while the test runs."""
    heard: list[Any] = []
    listening = True

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if listening and event == FAILPOINT_EVENT:
            heard.extend(arguments)

    sys.addaudithook(listen)
    reached(Failpoint.RENAMED)
    listening = False
    reached(Failpoint.COMMITTED)

    assert heard == [Failpoint.RENAMED]
