"""The table of what was tried, which every torture test adds a line to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rig import Runner, Tally


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Iterator[Tally]:
    """Counts of what the test tried; printed at the end of the run, however the test ended."""
    counts = Tally()
    yield counts
    record_property("tally", str(counts))


@pytest.fixture(scope="session")
def runner(home: Path) -> Iterator[Runner]:
    """Does jobs in processes that may be killed; one for all tests."""
    with Runner() as process:
        yield process
