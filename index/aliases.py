"""The names that notes give to one thing, as rows of the database.

A name is found by its key: its words in lower case and without a plural `s`, so that the words of
a question find it however they are written.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import Alias

from .checksums import checked, row_checksum
from .terms import words

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MOST = 20
"""Aliases that are looked up for one question."""


@dataclass(frozen=True, slots=True)
class StoredAlias:
    """An alias and the keys of its two names."""

    alias: Alias
    name_key: str
    means_key: str


def alias_words(text: str, *, singular: bool = True) -> list[str]:
    """The words of a name as they count in its key; `BlockStore` is two.

    >>> alias_words("Dead-Letter Queues"), alias_words("BlockStore EC2 DLQs HTTPS")
    (['dead', 'letter', 'queue'], ['block', 'store', 'ec2', 'dlq', 'https'])
    """
    found: list[str] = []
    for word in words(text):
        parts = _PARTS.findall(word)
        # The plural of an abbreviation, DLQs, is no word of two parts.
        found += parts if "".join(parts) == word and not word[:-1].isupper() else [word]
    return [_singular(word) if singular else word.lower() for word in found]


def _singular(word: str) -> str:
    """In lower case, without a plural `s`; the S of an abbreviation is none."""
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return (word[:-1] if plural else word).lower()


def add_aliases(connection: sqlite3.Connection, note: int, aliases: Iterable[Alias]) -> None:
    """Keep the aliases of a note. They go when the note goes."""
    rows = (
        (alias.name, alias.means, name_key, means_key)
        for alias in aliases
        if (name_key := " ".join(alias_words(alias.name)))
        and (means_key := " ".join(alias_words(alias.means)))
        and name_key != means_key
    )
    connection.executemany(
        "INSERT INTO aliases VALUES (?, ?, ?, ?, ?, ?)",
        ((note, *row, row_checksum(*row)) for row in rows),
    )


def aliases_named(connection: sqlite3.Connection, keys: Sequence[str]) -> list[StoredAlias]:
    """The aliases of any note one of whose names has one of `keys`, those of most notes first.

    Raises:
        IndexDamagedError: a row's checksum does not match its content.
    """
    query = (
        "SELECT name, means, name_key, means_key, checksum, count(*) FROM aliases"
        " WHERE name_key IN (SELECT value FROM json_each(?1))"
        " OR means_key IN (SELECT value FROM json_each(?1))"
        " GROUP BY name, means, name_key, means_key, checksum ORDER BY name, means"
    )
    rows = connection.execute(query, (json.dumps(keys),)).fetchall()
    notes: Counter[tuple[str, str]] = Counter()
    spelt: dict[tuple[str, str], Alias] = {}
    sound = checked((row[:-1] for row in rows), "a name")
    for (*_, count), (name, means, *found) in zip(rows, sound, strict=True):
        pair = (found[0], found[1])
        notes[pair] += count
        spelt.setdefault(pair, Alias(name, means))
    often = sorted(notes, key=lambda pair: (-notes[pair], pair))
    return [StoredAlias(spelt[pair], *pair) for pair in often[:_MOST]]
