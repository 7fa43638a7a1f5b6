"""The query language: what a question says about where to look, apart from what it asks.

`"these words"` must stand in the passage, `-word` must not; `in:folder`, `tag:name` and
`note:name` choose notes. Whatever is not plainly one of these is ordinary text.
"""

import re
from dataclasses import dataclass

from index import terms

from .wording import is_content

_QUOTED = r'"[^"“”„]+"|[“„][^"“”„]+[”“]'
_PIECE = re.compile(
    rf"(?<!\S)(?P<key>in|tag|note):(?P<value>{_QUOTED}|[^\s\"“”„]+(?!\S))"
    # A single letter is an option of a command, a number is below zero, and what a comma or a full
    # stop follows belongs to the sentence.
    rf"|(?<!\S)-(?P<without>[^\W\d_][\w'’]+(?:-\w+)*(?![^\s?!])|{_QUOTED})"
    rf"|(?<![^\s(])(?P<phrase>{_QUOTED})(?!\w)",
    re.IGNORECASE,
)
_BARE_WORD = re.compile(r"[^\W\d_]\w+(?:-\w+)*")
_BARE_NAME = re.compile(r"[\w/#.-]*[\w/]")
"""What needs no quotes when it is typed."""
_AROUND = '"“”„ \t\n'
_STOPS = ".,;:!?)"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages a question is about; without any part, all of them."""

    folders: tuple[str, ...] = ()
    """In any of these."""
    tags: tuple[str, ...] = ()
    """With all of these."""
    notes: tuple[str, ...] = ()
    """Called by any of these names, or names that hold them."""
    phrases: tuple[str, ...] = ()
    """All of these must stand in the passage or in its headings."""
    excluded: tuple[str, ...] = ()
    """None of these words, in any form, may stand in the passage's text."""

    @property
    def is_open(self) -> bool:
        """Whether every passage is allowed."""
        return not any((self.folders, self.tags, self.notes, self.phrases, self.excluded))

    def __str__(self) -> str:
        """As one could type it."""
        return " ".join(
            (
                *(f'"{phrase}"' for phrase in self.phrases),
                *(f"-{_quoted(word, _BARE_WORD)}" for word in self.excluded),
                *(f"in:{_quoted(folder, _BARE_NAME)}" for folder in self.folders),
                *(f"tag:{_quoted(tag, _BARE_NAME)}" for tag in self.tags),
                *(f"note:{_quoted(note, _BARE_NAME)}" for note in self.notes),
            )
        )


def read_syntax(question: str) -> tuple[str, Scope]:
    """The words of a question without its filters, and the filters. Phrases stay words, too.

    >>> read_syntax('how long in:aws "dead letter" -fifo?')
    ('how long dead letter ?', Scope(folders=('aws',), tags=(), notes=(), phrases=('dead letter',), excluded=('fifo',)))
    """  # noqa: E501
    found: dict[str, list[str]] = {"in": [], "tag": [], "note": [], "phrase": [], "without": []}

    def take(match: re.Match[str]) -> str:
        kind = match["key"].lower() if match["key"] else match.lastgroup or ""
        typed = match["value"] or match["without"] or match["phrase"]
        value, left = _value(typed)
        # `cheap -but good` is a dash that lost its blank.
        is_dash = match["without"] and not is_content(typed.lower())
        if is_dash or not terms(value):
            return match[0]
        found[kind].append(value)
        return f"{value}{left}" if kind == "phrase" else left

    plain = " ".join(_PIECE.sub(take, question).split())
    scope = Scope(
        folders=tuple(found["in"]),
        tags=tuple(found["tag"]),
        notes=tuple(found["note"]),
        phrases=tuple(found["phrase"]),
        excluded=tuple(found["without"]),
    )
    return plain, scope


def _value(typed: str) -> tuple[str, str]:
    """What stands between the quotes, or the word and the stops behind it."""
    if typed[0] in _AROUND:
        return " ".join(typed.strip(_AROUND).split()), ""
    value = typed.rstrip(_STOPS)
    return value, typed[len(value) :]


def _quoted(value: str, bare: re.Pattern[str]) -> str:
    return value if bare.fullmatch(value) else f'"{value}"'
