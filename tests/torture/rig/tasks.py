"""What processes of the torture tests do; each is a function that `forked.started` takes."""

import contextlib
import io
import os
import resource
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import ui.cli
from index import HASH_MODEL, build
from index.checksums import row_checksum
from index.folders import DATABASE
from index.rebuild import rebuild
from ingest import FAILPOINT_EVENT, Failpoint
from retriever import Assistant

from .power import give_up_power
from .versions import QUESTION, only_version, write_version

_ON_FILES = ("open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect")
_SET_FINGERPRINT = "UPDATE meta SET value = ?, checksum = ? WHERE key = 'fingerprint'"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the system does to a command."""

    at: str = ""
    """Where it fails: a failpoint, or what is done to files of `folder` such as "os.rename"."""
    hit: int = 1
    """At which time of getting there."""
    errno: int = 0
    """With which error; without one, nothing fails there by itself."""
    folder: str = ""
    limits: tuple[tuple[int, int], ...] = ()
    """Limits of `resource`, and their values."""
    more_files: int | None = None
    """How many files it may open from `at` on."""
    is_powerless: bool = False
    """Modes of files bind it, even if it runs as root."""


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a command."""

    code: int
    said: str
    """What it wrote to stdout and stderr."""
    hits: Counter[str]
    """How often it got where."""


def command(
    arguments: Sequence[str], told: Connection, at: float = 0.0, trouble: Trouble | None = None
) -> None:
    """Run a `quoth` command line at the moment `at` of the monotonic clock, and tell what came."""
    while time.monotonic() < at:
        time.sleep(0)
    output, hits = io.StringIO(), Counter[str]()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        if trouble is not None:
            _make(trouble, hits)
        code = ui.cli.main(arguments)
    told.send(Said(code, output.getvalue(), hits))


def _make(trouble: Trouble, hits: Counter[str]) -> None:
    for what, most in trouble.limits:
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
    if trouble.is_powerless:
        give_up_power()

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        name = ""
        if event == FAILPOINT_EVENT:
            name = str(arguments[0])
        elif event in _ON_FILES and trouble.folder in str(arguments[0]):
            name = event
        if name:
            hits[name] += 1
        if name == trouble.at and hits[name] == trouble.hit:
            _strike(trouble)

    if trouble.folder:
        sys.addaudithook(listen)


def _strike(trouble: Trouble) -> None:
    if trouble.more_files is not None:
        _limit_files(trouble.more_files)
    if trouble.errno:
        raise OSError(trouble.errno, os.strerror(trouble.errno))


def _limit_files(more: int) -> None:
    highest = max(int(name) for name in os.listdir("/dev/fd"))  # noqa: PTH208
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (highest + more, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    )


def visit(index_folder: Path, orders: Connection) -> None:
    """Without power, say which version is seen whenever there is an order, or what went wrong."""
    give_up_power()
    assistant: Assistant | None = None
    while orders.recv():
        try:
            assistant = assistant or Assistant.open(index_folder)
            assistant.ask(QUESTION)
            orders.send(only_version(assistant.search(QUESTION, 100)))
        except Exception as error:  # noqa: BLE001  (whatever it is, the test wants to see it)
            orders.send(f"{type(error).__name__}: {error}")


def hold(notes: Path, index_folder: Path, point: Failpoint, flag: Path) -> None:
    """Build up to `point`, say so by making `flag`, and stay there."""

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if event == FAILPOINT_EVENT and arguments[0] is point:
            flag.touch()
            signal.pause()

    sys.addaudithook(listen)
    build(notes, index_folder, model=HASH_MODEL)


def reindex(
    notes: Path, index_folder: Path, stop: Path, counts: tuple[int, int], pause: float
) -> None:
    """Write new versions and bring the index up to date: so often in full, so often not."""
    full, incremental = counts
    every = (full + incremental) // full
    for step in range(1, full + incremental + 1):
        write_version(notes, step)
        if step % every == 0 and step // every <= full:
            _in_full(notes, index_folder, step // every)
        else:
            build(notes, index_folder)
        time.sleep(pause)
    stop.touch()


def _in_full(notes: Path, index_folder: Path, number: int) -> None:
    """Everything read again, embedded again as with another model, or made again as by a repair."""
    if number % 3 == 1:
        build(notes, index_folder, rehash=True)
    elif number % 3 == 2:
        values = ("another", row_checksum("fingerprint", "another"))
        with (
            closing(sqlite3.connect(index_folder / DATABASE, timeout=30)) as connection,
            connection,
        ):
            connection.execute(_SET_FINGERPRINT, values)
        build(notes, index_folder, model=HASH_MODEL)
    else:
        rebuild(index_folder, notes, model=HASH_MODEL, keep_vectors=False)
