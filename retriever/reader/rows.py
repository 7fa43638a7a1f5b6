"""What the reader reads: a question and one passage, each unit behind a mark, as one row of tokens.

    [CLS] question [SEP] title > headings [mark] unit 1 [mark] unit 2 ... [SEP]

Training and answering build their rows here, so that both read the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import Passage, units

LONGEST_ROW = 352
_QUESTION, _PATH, _UNIT = 56, 32, 112
"""Most tokens of each part. Of a path the end is kept: the nearest heading says most."""

_CLS, _SEP, _MARK = 101, 102, 2
"""Tokens of BERT's vocabulary; the mark is one that its own training never used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as the reader is shown it."""

    path: str
    """The note's title and the headings down to the passage."""
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a question and a passage."""

    tokens: tuple[int, ...]
    passage_starts: int
    """The number of the first token that belongs to the passage."""
    unit_of: tuple[int, ...]
    """For each token the number of its unit, from 1; 0 where it is in none."""
    units: int
    """How many units are in the row: the passage's first ones, where not all had room."""


class Words:
    """Text to tokens, with the reader's tokenizer."""

    def __init__(self, tokenizer: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text, without special ones."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [found.ids for found in encoded]

    def rows(self, question: str, readings: Sequence[Reading]) -> list[Row]:
        """The row of each reading, in order."""
        texts = [text for reading in readings for text in (reading.path, *reading.units)]
        asked, *rest = self.tokens([question, *texts])
        parts = iter(rest)
        return [
            row(asked, next(parts), [next(parts) for _ in reading.units]) for reading in readings
        ]


def reading(title: str, passage: Passage) -> Reading:
    """What the reader is shown of a passage of the note called `title`."""
    headings = passage.headings if title in passage.headings else (title, *passage.headings)
    base = passage.span.start
    pieces = (passage.text[unit.start - base : unit.end - base] for unit in units(passage))
    return Reading(" > ".join(headings), tuple(pieces))


def row(question: Sequence[int], path: Sequence[int], pieces: Sequence[Sequence[int]]) -> Row:
    """The row of a passage whose parts are given as tokens."""
    tokens = [_CLS, *question[:_QUESTION], _SEP]
    starts = len(tokens)
    tokens += path[-_PATH:]
    unit_of = [0] * len(tokens)
    number = 0
    for piece in pieces:
        room = LONGEST_ROW - 2 - len(tokens)
        if room < 4:
            break
        number += 1
        part = [_MARK, *piece[: min(_UNIT, room)]]
        tokens += part
        unit_of += [number] * len(part)
    return Row((*tokens, _SEP), starts, (*unit_of, 0), number)
