"""Chats kept between restarts, in one SQLite file for each notes folder.

What is kept is what was shown, so that an old answer can be read again even when its note is gone.
"""

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from index import kept_folder
from ingest import QuothError

from .render import ReplyView
from .saving import view_from_json, view_to_json

_TABLES = """
CREATE TABLE IF NOT EXISTS chats (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, began TEXT NOT NULL, changed TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS turns (
    chat TEXT NOT NULL REFERENCES chats ON DELETE CASCADE,
    place INTEGER NOT NULL,
    question TEXT NOT NULL,
    reply TEXT,
    error TEXT,
    PRIMARY KEY (chat, place)
) STRICT;
"""
_BUSY_SECONDS = 10
_LONGEST_TITLE = 80


class ChatsError(QuothError):
    """The chats cannot be read or kept."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its reply, or with the error that came instead."""

    question: str
    reply: ReplyView | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation in the list of those that are kept."""

    id: str
    title: str
    """Its first question, shortened."""
    changed: datetime


class Chats:
    """The chats about one notes folder. Every call opens the file anew: any thread may call."""

    def __init__(self, notes: Path) -> None:
        self._file = kept_folder(notes) / "chats.db"

    def listed(self, holding: str = "") -> tuple[Chat, ...]:
        """The chats with `holding` in what was asked or said, all without it; the newest first.

        Case and white space make no difference. Said are quotes, where they stand, and reasons.
        """
        wanted = _folded(holding)
        with self._open() as connection:
            query = "SELECT id, title, changed FROM chats ORDER BY changed DESC, id"
            rows = connection.execute(query).fetchall()
            if wanted:
                turns = connection.execute("SELECT chat, question, reply, error FROM turns")
                found = {chat for chat, *turn in turns if wanted in _folded(_said(_turn(*turn)))}
                rows = [row for row in rows if row[0] in found]
        return tuple(Chat(key, title, datetime.fromisoformat(when)) for key, title, when in rows)

    def turns(self, chat: str) -> tuple[Turn, ...]:
        """The turns of a chat, oldest first; none where there is no such chat."""
        query = "SELECT question, reply, error FROM turns WHERE chat = ? ORDER BY place"
        with self._open() as connection:
            rows = connection.execute(query, (chat,)).fetchall()
        return tuple(_turn(*row) for row in rows)

    def add(self, chat: str | None, turn: Turn, *, instead: bool = False) -> str:
        """Keep one more turn, or one `instead` of the last; the id of its chat.

        That is a new chat where `chat` is None.
        """
        key = chat or token_hex(8)
        now = datetime.now(UTC).isoformat()
        question = _storable(turn.question)
        error = None if turn.error is None else _storable(turn.error)
        reply = view_to_json(turn.reply) if turn.reply else None
        with self._open() as connection:
            connection.execute(
                "INSERT INTO chats VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET changed = excluded.changed",
                (key, _title(question), now, now),
            )
            if instead:
                last = "(SELECT max(place) FROM turns WHERE chat = ?1)"
                connection.execute(
                    f"DELETE FROM turns WHERE chat = ?1 AND place = {last}",  # noqa: S608
                    (key,),
                )
            connection.execute(
                "INSERT INTO turns SELECT ?, count(*), ?, ?, ? FROM turns WHERE chat = ?",
                (key, question, reply, error, key),
            )
        return key

    def delete(self, chat: str) -> None:
        """Forget a chat."""
        with self._open() as connection:
            connection.execute("DELETE FROM chats WHERE id = ?", (chat,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction, committed unless something is raised."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._file, timeout=_BUSY_SECONDS)
            try:
                connection.executescript("PRAGMA foreign_keys = ON;" + _TABLES)
                with connection:
                    yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise ChatsError(
                f"The chats in {self._file} cannot be read or kept ({error}). "
                "Answers are not affected. Check the folder, or move that file away."
            ) from error


def _turn(question: str, reply: str | None, error: str | None) -> Turn:
    try:
        return Turn(question, view_from_json(reply) if reply else None, error)
    except ValueError:
        return Turn(question, None, "This answer was kept by another version. Ask again.")


def _said(turn: Turn) -> str:
    reply = turn.reply
    quotes = reply.quotes if reply else ()
    shown = [text for quote in quotes for text in (quote.text, quote.place.label)]
    return "\n".join((turn.question, *shown, (reply and reply.reason) or turn.error or ""))


def _folded(text: str) -> str:
    """Compatibility forms unified, case and the width of white space ignored."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _storable(text: str) -> str:
    """Half a surrogate pair, which no database takes, as a `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _title(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"
