"""What every test stands on: a data folder that is not the user's, and a small notes folder."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("quoth", deadline=None)
settings.load_profile("quoth")

_NOTES = {
    "cloud/sqs.md": b"""---
aliases: [simple queue service]
---
# SQS

Amazon SQS is a managed message queue.

## Standard queue

A standard queue delivers each message at least once.

## FIFO queue

- keeps the order of messages
  - within one message group
- delivers each message exactly once
""",
    "garden.md": b"# Garden\n\nTomatoes need six hours of sun a day.\n",
    "bread.txt": b"Bread\n\nThe dough rests for twelve hours in the cellar.\n",
    "windows.md": "# Caf\u00e9\r\n\r\nThe caf\u00e9 opens at nine.\r\n".encode(),
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the torture tests tried and how it ended, a line each."""
    lines = [
        f"{report.nodeid.rpartition('/')[2]}: {value}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "teardown"
        for name, value in report.user_properties
        if name == "tally"
    ]
    if lines:
        terminalreporter.section("torture")
        terminalreporter.write("\n".join(sorted(lines)) + "\n")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data and cache folder for the whole run, so that a model is exported once at most."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTH_HOME", str(folder))
        for name in ("QUOTH_INDEX", "QUOTH_READER", "QUOTH_SURE"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """Put back the main module, in whose place Streamlit's tests leave the page.

    Processes that are started afresh would run that page.
    """
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def small_notes(tmp_path: Path) -> Path:
    """A folder with four notes: nested, Markdown, plain text, and with other line ends."""
    folder = tmp_path / "notes"
    for name, content in _NOTES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
