"""`quoth watch`: what it prints, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from index import Receipt, Skip
from ui.watching import update_lines

_PATIENCE = 60
_NOTHING: tuple[tuple[Skip, ...], tuple[Skip, ...]] = ((), ())


def _receipt(**counts: int) -> Receipt:
    usual = dict.fromkeys(
        ("notes passages added changed renamed removed unchanged embedded reused").split(), 0
    )
    return Receipt(**(usual | counts), skipped=(), warnings=(), seconds=0.42, reason="")


def test_an_update_is_a_line() -> None:
    """When, what changed, what that cost."""
    receipt = _receipt(changed=2, removed=1, embedded=14)

    assert [*update_lines(receipt, _NOTHING, "09:41:12")] == [
        "09:41:12 2 changed, 1 removed; 14 embedded, 0.4 s"
    ]


def test_an_update_without_changes_is_a_line_too() -> None:
    """As after an error that has passed."""
    assert [*update_lines(_receipt(), _NOTHING, "09:41:12")] == [
        "09:41:12 no notes changed; 0 embedded, 0.4 s"
    ]


def test_files_left_out_are_named_when_they_appear() -> None:
    """Not again at every update; and no name steers the terminal."""
    old, new = Skip("old.md", "permission denied"), Skip("new\x1b[2J.md", "it is a link")
    receipt = _receipt(added=1)
    receipt = Receipt(
        **{name: getattr(receipt, name) for name in Receipt.__slots__}
        | {"skipped": (new, old), "warnings": (old,)}
    )

    assert [*update_lines(receipt, ((old,), (old,)), "09:41:12")][1:] == [
        "1 file not indexed:",
        "  new␛[2J.md: it is a link",
    ]


@contextmanager
def _watching(notes: Path) -> "Iterator[tuple[subprocess.Popen[str], Queue[str]]]":
    """`quoth watch` in a process of its own, and the lines that it prints on either stream."""
    running = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "watch", str(notes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
    )
    lines: Queue[str] = Queue()
    assert running.stdout is not None
    reader = Thread(target=_put_all, args=[running.stdout, lines])
    reader.start()
    try:
        yield running, lines
    finally:
        running.kill()
        running.wait()
        reader.join()
        running.stdout.close()


def _put_all(stream: Iterable[str], lines: "Queue[str]") -> None:
    for line in stream:
        lines.put(line)


def _line_with(text: str, lines: "Queue[str]") -> str:
    while text not in (line := lines.get(timeout=_PATIENCE)):
        continue
    return line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_watching_from_beginning_to_end(notes: Path, indexed: Path, number: int) -> None:
    """Edits are lines; being told to stop is no fault, and nothing is left locked."""
    with _watching(notes) as (running, lines):
        _line_with("Watching ", lines)
        (notes / "garden.md").write_text("# Garden\n\nThyme likes it dry.\n", "utf-8")
        assert "1 changed; 1 embedded" in _line_with("changed", lines)
        (notes / "odd.md").write_bytes(b"\x00\x01\x02" * 100)
        _line_with("no notes changed", lines)
        assert "odd.md" in _line_with("odd.md", lines)

        running.send_signal(number)
        started = time.monotonic()
        assert running.wait(_PATIENCE) == 0
        assert time.monotonic() - started < 10

    rest = "".join(lines.queue)
    assert "Stopped watching." in rest
    assert "Traceback" not in rest
    assert not (indexed / "writer.txt").exists()


def test_watching_outlives_its_folder(notes: Path, indexed: Path) -> None:
    """The loss is said once, in words; the return is a line."""
    with _watching(notes) as (running, lines):
        _line_with("Watching ", lines)
        notes.rename(notes.with_name("away"))
        assert "watching goes on" in _line_with("does not exist", lines)
        notes.with_name("away").rename(notes)
        _line_with("no notes changed", lines)
        assert running.poll() is None
