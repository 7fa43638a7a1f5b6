"""The table of what was tried, which every torture test adds a line to."""

from collections.abc import Callable, Iterator

import pytest
from rig import Tally


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Iterator[Tally]:
    """Counts of what the test tried; printed at the end of the run, however the test ended."""
    counts = Tally()
    yield counts
    record_property("tally", str(counts))
