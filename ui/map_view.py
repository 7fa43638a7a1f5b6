"""What the map shows, in words and numbers: its dots, the last question in it, and a description.

Texts are made safe to show as plain text here; what draws them must not read markup in them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .map_groups import ColourBy, group_names, in_order
from .opening import OpenNote
from .placed_notes import PlacedPassage
from .render import counted
from .terminal import visible_line

HitRow = tuple[str, int, int, float]
"""A passage that was found: its note, first line, last line and score."""

_DESCRIBED_GROUPS = 5


class Kind(StrEnum):
    """What a dot stands for."""

    PASSAGE = "passage"
    HIT = "found for the last question"
    QUESTION = "the last question"


@dataclass(frozen=True, slots=True)
class LastQuestion:
    """What was asked last, and the passages that were found for it, best first."""

    question: str
    hits: tuple[HitRow, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One mark of the picture."""

    kind: Kind
    x: float
    y: float
    group: str
    heading: str
    """The heading path as text; for the question, its words."""
    note: str
    """The note's path, safe to show; empty for the question."""
    lines: str
    """`line 12` or `lines 12-14`; empty for the question."""
    opening: str
    rank: int | None
    """From 1 for what was found for the last question."""
    place: OpenNote | None
    """What a click opens; None for the question."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The whole picture, what must be seen last: what was found lies over the question."""

    dots: tuple[Dot, ...]
    groups: tuple[str, ...]
    """The names of all groups that have a passage, the biggest first, the rest last."""
    description: str
    """The picture in words, for whoever does not see it."""

    @property
    def question(self) -> Dot | None:
        """The last question, where it is drawn."""
        return next((dot for dot in self.dots if dot.kind is Kind.QUESTION), None)


def map_view(
    passages: Sequence[PlacedPassage], by: ColourBy, last: LastQuestion | None = None
) -> MapView:
    """The picture of `passages`, coloured by `by`, with the last question drawn in it.

    What was found is matched by note and lines; a question none of whose passages is still there
    is not drawn.
    """
    names = group_names(passages, by)
    ranks = _ranks(passages, last.hits if last else ())
    dots = [
        _dot(passage, name, ranks.get(number))
        for number, (passage, name) in enumerate(zip(passages, names, strict=True))
    ]
    if last and ranks:
        dots.append(_question(last, passages, ranks))
    dots.sort(key=_layer)
    groups = in_order(names, by)
    return MapView(tuple(dots), groups, _describe(dots, groups, by))


def place_label(passage: PlacedPassage) -> str:
    """The passage's heading path, note and lines on one line."""
    where = f"{visible_line(passage.note)}, {_lines(passage)}"
    return f"{_heading(passage)} · {where}"


def _layer(dot: Dot) -> tuple[bool, bool, int]:
    """Orders dots from the lowest to the topmost, which is what was found best."""
    return dot.kind is not Kind.PASSAGE, dot.kind is Kind.HIT, -(dot.rank or 0)


def _dot(passage: PlacedPassage, group: str, rank: int | None) -> Dot:
    return Dot(
        kind=Kind.HIT if rank else Kind.PASSAGE,
        x=passage.x,
        y=passage.y,
        group=group,
        heading=_heading(passage),
        note=visible_line(passage.note),
        lines=_lines(passage),
        opening=passage.opening,
        rank=rank,
        place=OpenNote(passage.note, passage.first_line, passage.last_line),
    )


def _heading(passage: PlacedPassage) -> str:
    return " > ".join(passage.headings) or passage.title


def _lines(passage: PlacedPassage) -> str:
    first, last = passage.first_line, passage.last_line
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _ranks(passages: Sequence[PlacedPassage], hits: Sequence[HitRow]) -> dict[int, int]:
    """The rank of each passage that was found, by its place in `passages`."""
    places = {
        (passage.note, passage.first_line, passage.last_line): number
        for number, passage in enumerate(passages)
    }
    found: dict[int, int] = {}
    for rank, (note, first, last, _) in enumerate(hits, start=1):
        number = places.get((note, first, last))
        if number is not None:
            found.setdefault(number, rank)
    return found


def _question(last: LastQuestion, passages: Sequence[PlacedPassage], ranks: dict[int, int]) -> Dot:
    """The question in the middle of what was found for it, the better pulling harder."""
    weights = {number: max(last.hits[rank - 1][3], 0.0) for number, rank in ranks.items()}
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1.0)
    total = sum(weights.values())
    return Dot(
        kind=Kind.QUESTION,
        x=sum(passages[number].x * weight for number, weight in weights.items()) / total,
        y=sum(passages[number].y * weight for number, weight in weights.items()) / total,
        group="",
        heading=visible_line(last.question),
        note="",
        lines="",
        opening="",
        rank=None,
        place=None,
    )


def _describe(dots: Sequence[Dot], groups: Sequence[str], by: ColourBy) -> str:
    drawn = [dot for dot in dots if dot.kind is not Kind.QUESTION]
    sizes = Counter(dot.group for dot in drawn)
    named = ", ".join(f"{group} ({sizes[group]:,})" for group in groups[:_DESCRIBED_GROUPS])
    found = sum(dot.kind is Kind.HIT for dot in drawn)
    asked = [
        f"The last question, {dot.heading}, stands among the {counted(found, 'passage')} found "
        "for it."
        for dot in dots
        if dot.kind is Kind.QUESTION
    ]
    return " ".join(
        [
            f"Map of {counted(len(drawn), 'passage')} of "
            f"{counted(len({dot.note for dot in drawn}), 'note')}: what is similar lies close "
            f"together. Coloured by {by}; the biggest groups are {named}.",
            *asked,
            "Every passage can also be opened from the list named Go to heading.",
        ]
    )
