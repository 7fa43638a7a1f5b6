"""The file that the words' arrays are kept in: made by the writer, read by everybody.

What came and went since it was made is small, and made anew by each reader; where that is too
much, and where there is no sound file, SQLite's full text is asked instead, slower and the same.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .cache_file import Body, sound, write_cache_file
from .errors import damaged
from .lineage import Lineage
from .model import OnProgress, Progress, Stage
from .postings import Postings, collect_postings
from .scratch_text import ScratchText
from .word_index import FullText, Part, WordIndex, Words

if TYPE_CHECKING:
    from .store import Store

logger = logging.getLogger(__name__)

WORDS = "words.postings"
_LAYOUT = 1
"""Raised when the body has other arrays, or the same in another order."""
_KINDS = ("<i8", "<i8", "<u8", "<i8", "<i8", "<i4", "<u2")
_FEW = 500
_SHARE = 0.01
"""Of the passages: when more came and went, the file is made again, which takes half a second for
each million words."""
_MANY = 3
"""Times as much, and readers do not take it up by themselves."""
_AT_ONCE = 1_000
"""Passages that are asked for in one query, which takes no more than some ten thousand numbers."""
_PASSAGE_BYTES = 16_384
"""More than the terms of one passage take, each of them in no other."""


def open_words(store: "Store", former: Words | None = None) -> Words:
    """The words of the generation that `store` sees, as fast to search as can be without waiting.

    Args:
        store: The index's database.
        former: What was opened before, from which is taken what still holds.
    """
    full_text = FullText(store.connection)
    token, kept = store.token(), store.lineage(WORDS)
    if isinstance(former, WordIndex) and former.made_from in (token, kept.generation):
        made_from, base, scratch = former.made_from, former.base, former.scratch
    else:
        found = read_words(store, (token, kept.generation))
        if found is None:
            return full_text
        (made_from, base), scratch = found, ScratchText()
    parts = [Part(base)]
    if made_from != token:
        if _is_many(kept, len(base.numbers), _MANY):
            return full_text
        parts = _brought_up(store, base, scratch)
    return WordIndex(parts, full_text, scratch, made_from)


def refresh_words(store: "Store", on_progress: OnProgress = lambda _: None) -> None:
    """See that there is a file, and that it is of no much older generation.

    For the writer of the index, which can wait.
    """
    info, kept = store.info(), store.lineage(WORDS)
    found = read_words(store, (info.token, kept.generation))
    if found is None or (found[0] != info.token and _is_many(kept, info.passages)):
        on_progress(Progress(Stage.LISTING, 0, 0))
        _write(store, info.token)


def read_words(store: "Store", generations: Sequence[str]) -> tuple[str, Postings] | None:
    """The generation that the file was made from, and what it holds.

    None unless it is whole, of one of `generations` and as this version writes it.
    """
    most = store.info().passages * _PASSAGE_BYTES + 1_000_000
    found = sound(store.folder / WORDS, generations, most)
    # In memory of our own: to use a mapped file that somebody cuts off ends the process.
    read = _read(found[1].copy()) if found else None
    return (found[0], read) if found and read else None


def _is_many(kept: Lineage, passages: int, times: int = 1) -> bool:
    return kept.changes > times * max(_FEW, _SHARE * passages)


def _brought_up(store: "Store", base: Postings, scratch: ScratchText) -> list[Part]:
    numbers = store.passage_numbers()
    is_alive = np.isin(base.numbers, numbers, assume_unique=True)
    added = np.setdiff1d(numbers, base.numbers, assume_unique=True).tolist()
    rows = (
        (one.number, one.title, one.passage)
        for start in range(0, len(added), _AT_ONCE)
        for one in store.passages(added[start : start + _AT_ONCE])
    )
    return [Part(base, None if is_alive.all() else is_alive), Part(scratch.postings(rows))]


def _write(store: "Store", token: str) -> None:
    try:
        made = collect_postings(store.connection, store.passage_numbers())
    except ValueError as error:
        raise damaged(f"The full text of the index is damaged: {error}.") from error
    sizes = [_LAYOUT, len(made.numbers), len(made.hashes), len(made.places)]
    head = np.array(sizes, dtype="<i8")
    arrays = [
        np.ascontiguousarray(array, dtype=kind)
        for kind, array in zip(_KINDS, made.arrays(), strict=True)
    ]
    try:
        body = [array.view(np.uint8).data for array in (head, *arrays)]
        write_cache_file(store.folder / WORDS, token, *body)
    except OSError as error:
        logger.info("the words could not be saved (%s); questions are slower without", error)


def _read(body: Body) -> Postings | None:
    """What was written; None where that is not what this version writes."""
    head = np.dtype("<i8").itemsize * 4
    if len(body) < head:
        return None
    layout, passages, terms, places = body[:head].view("<i8").tolist()
    counts = (passages, passages, terms, terms, terms, places, places)
    sizes = [np.dtype(kind).itemsize * count for kind, count in zip(_KINDS, counts, strict=True)]
    if layout != _LAYOUT or head + sum(sizes) != len(body):
        return None
    ends = (head + np.cumsum([0, *sizes])).tolist()
    spans = zip(_KINDS, ends, ends[1:], strict=False)
    return Postings(*(body[start:end].view(kind) for kind, start, end in spans))
