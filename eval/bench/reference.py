"""A fixed piece of work that has nothing to do with Quoth, to compare machines by.

A time on one machine divided by this one can be compared with the same quotient on another.
"""

import hashlib
import re
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing

import numpy as np

from .figures import Facts

_ROUNDS = 3


def reference() -> Facts:
    """The seconds of each piece, the best of three, and of all together."""
    seconds = {name: _best(work) for name, work in _WORK.items()}
    return {"seconds": round(sum(seconds.values()), 4), "of which": seconds}


def reference_lines(facts: Facts) -> list[str]:
    """The reference as lines of text."""
    parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in facts["of which"].items())
    return [f"{'reference work':22}{facts['seconds']:.2f} s ({parts})"]


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return round(min(times), 4)


def _multiply() -> object:
    rows = np.random.default_rng(1).standard_normal((768, 768)).astype(np.float32)
    for _ in range(20):
        rows = rows @ rows
        rows /= np.abs(rows).max()
    return rows


def _scan() -> object:
    """Read more than any cache holds, once: what an exact search waits for."""
    rows = np.ones((100_000, 384), dtype=np.float32)
    return [rows @ rows[number] for number in range(5)]


def _hash() -> object:
    return hashlib.sha256(bytes(64 * 1024**2)).hexdigest()


def _text() -> object:
    text = "The archive opens on weekdays from nine to five, and on Saturdays until noon. "
    words: dict[str, int] = {}
    for word in re.findall(r"\w+", (text * 40_000).lower()):
        words[word] = words.get(word, 0) + 1
    return words


def _database() -> object:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, word TEXT, number INTEGER)")
        connection.execute("CREATE INDEX words ON rows (word)")
        rows = ((f"word{number * 7919 % 10_007}", number) for number in range(50_000))
        connection.executemany("INSERT INTO rows (word, number) VALUES (?, ?)", rows)
        query = "SELECT sum(number) FROM rows WHERE word = ?"
        return [connection.execute(query, (f"word{k}",)).fetchone() for k in range(10_000)]


_WORK: Mapping[str, Callable[[], object]] = {
    "multiply": _multiply,
    "scan": _scan,
    "hash": _hash,
    "text": _text,
    "database": _database,
}
