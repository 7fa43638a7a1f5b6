"""Replies, receipts and states as lines for a terminal, every one of them safe to print."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from index import Receipt, Skip, Status

from .remarks import difference_words
from .render import PassageView, Place, QuoteView, ReplyView, counted
from .terminal import columns, terminal_width, visible_line, visible_lines, wrapped
from .upkeep import receipt_rows, skip_line, stale_notes

_BAR = "│ "
_NEAREST = 5


def reply_lines(view: ReplyView, stream: TextIO) -> Iterator[str]:
    """The quotes best first, or why there are none and what came nearest; then the receipt."""
    if view.reason is None:
        for difference in view.differences:
            yield difference_words(difference, visible_line)
        if view.differences:
            yield ""
        for quote in view.quotes:
            yield from _quote_lines(quote, stream)
    else:
        yield f"Not in your notes: {visible_line(view.reason)}"
        yield ""
        if view.passages:
            yield "Nearest passages:"
            yield from _nearest_lines(view.passages[:_NEAREST])
            yield ""
    if view.searched_as is not None:
        yield f"Searched as: {visible_line(view.searched_as)}"
    yield f"{view.confidence}. {view.receipt}"


def search_lines(passages: Sequence[PassageView], stream: TextIO) -> Iterator[str]:
    """Every passage in full under its place and score."""
    for number, passage in enumerate(passages, start=1):
        yield f"{number}. {_passage_label(passage)}"
        yield from _barred(passage.text, stream)
        yield ""


def receipt_lines(receipt: Receipt) -> Iterator[str]:
    """What a build did, why it did more than usual, and every file it could not index."""
    if receipt.reason:
        yield visible_line(receipt.reason)
    yield from columns(receipt_rows(receipt))
    yield from skipped_lines(receipt.skipped, receipt.warnings)


def status_lines(status: Status) -> Iterator[str]:
    """What an index holds, how fresh it is, and every file that is not in it."""
    rows = [
        ("notes folder", visible_line(str(status.notes_folder))),
        ("index folder", visible_line(str(status.index_folder))),
        ("notes", f"{status.notes:,}"),
        ("passages", f"{status.passages:,}"),
        ("model", f"{visible_line(status.model)} ({status.dimension} dimensions)"),
        ("vectors", f"{status.vectors:,} ({visible_line(status.precision)})"),
        ("questions", f"embedded in {status.question_precision}"),
        ("size", f"{status.size / 1e6:,.1f} MB"),
        ("built", f"{status.built.astimezone():%Y-%m-%d %H:%M:%S}, generation {status.generation}"),
    ]
    yield from columns(rows)
    stale = stale_notes(status)
    for word, names in stale.items():
        yield from (f"{word}: {visible_line(name)}" for name in names)
    if stale:
        yield "The notes have changed since. Bring the index up to date with: quoth index"
    else:
        yield "The index is up to date."
    yield from skipped_lines(status.skipped, status.warnings)


def skipped_lines(skipped: Sequence[Skip], warnings: Sequence[Skip]) -> Iterator[str]:
    """Every file left out and every odd one, each with its reason."""
    for title, skips in (("not indexed", skipped), ("indexed with a warning", warnings)):
        if skips:
            yield f"{counted(len(skips), 'file')} {title}:"
            yield from (f"  {visible_line(skip_line(skip))}" for skip in skips)


def _nearest_lines(passages: Sequence[PassageView]) -> Iterator[str]:
    """Where each passage stands with its score, and how it begins."""
    for number, passage in enumerate(passages, start=1):
        yield f"{number:>3}. {_passage_label(passage)}"
        beginning = " ".join(passage.text.split())
        yield f"     {visible_line(_shortened(beginning, 100))}"


def _quote_lines(quote: QuoteView, stream: TextIO) -> Iterator[str]:
    yield from _barred(quote.text, stream)
    moved = " (found again: the note has changed since it was indexed)" if quote.moved else ""
    number = f"{quote.number}. " if quote.number else ""
    items = f" ({quote.items})" if quote.items else ""
    yield f"{number}{_label(quote.place)}{items}{moved}"
    yield ""


def _barred(text: str, stream: TextIO) -> Iterator[str]:
    width = terminal_width(stream)
    room = width - len(_BAR) if width else None
    for line in visible_lines(text):
        yield from (f"{_BAR}{piece}" for piece in wrapped(line, room))


def _passage_label(passage: PassageView) -> str:
    changed = " (as it was indexed: the note has changed since)" if passage.changed else ""
    return f"{_label(passage.place)}  ({passage.score:.2f}){changed}"


def _label(place: Place) -> str:
    return visible_line(place.label)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
