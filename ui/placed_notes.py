"""All passages of an index with their points: what every picture of the notes is drawn from."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index import NoteLabels, Store, StoredPassage, note_labels

from .map_cache import passage_points
from .terminal import visible_line

_OPENING = 80
_PASSAGES_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A passage and where it stands in the picture. Texts are on one line, safe to show."""

    note: str
    """The note's path from the notes folder, exactly."""
    title: str
    tags: tuple[str, ...]
    headings: tuple[str, ...]
    """Outermost first; empty where the text stands under none."""
    first_line: int
    last_line: int
    opening: str
    """How its text begins."""
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedNotes:
    """The passages of one generation of an index, note by note, and in the order of lines."""

    token: str
    """What tells this generation from all others."""
    passages: tuple[PlacedPassage, ...]


def place_notes(index_folder: Path, report: Callable[[str], None]) -> PlacedNotes:
    """Every passage with its point; `report` is told in words what takes long.

    Raises:
        QuothError: there is no index, or it cannot be used.
    """
    with closing(Store(index_folder)) as store, store.snapshot():
        report(f"Placing {store.count('passages'):,} passages by what they say")
        numbers, points = passage_points(store)
        labels = {label.path: label for label in note_labels(store.connection)}
        stored = _in_batches(store, numbers.tolist())
        placed = [
            _placed(found, labels[found.passage.span.note_id], float(x), float(y))
            for found, (x, y) in zip(stored, points, strict=True)
        ]
        placed.sort(key=lambda passage: (passage.note, passage.first_line))
        return PlacedNotes(store.info().token, tuple(placed))


def _in_batches(store: Store, numbers: Sequence[int]) -> Iterator[StoredPassage]:
    # SQLite takes only so many values in one query.
    for first in range(0, len(numbers), _PASSAGES_AT_ONCE):
        yield from store.passages(numbers[first : first + _PASSAGES_AT_ONCE])


def _placed(stored: StoredPassage, labels: NoteLabels, x: float, y: float) -> PlacedPassage:
    passage = stored.passage
    return PlacedPassage(
        note=passage.span.note_id,
        title=visible_line(labels.title),
        tags=tuple(visible_line(tag) for tag in labels.tags),
        headings=tuple(visible_line(heading) for heading in passage.headings),
        first_line=passage.first_line,
        last_line=passage.last_line,
        opening=_opening(passage.text),
        x=x,
        y=y,
    )


def _opening(text: str) -> str:
    line = visible_line(" ".join(text[: 4 * _OPENING].split()))
    return line if len(line) <= _OPENING else f"{line[: _OPENING - 1].rstrip()}…"
