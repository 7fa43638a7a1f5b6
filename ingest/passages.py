"""Cut the sections of a note into passages of bounded size.

A section that fits the budget is one passage. A longer one is cut between blocks into passages
of about equal size; only a block that is too long by itself is cut inside, at the best place
there is: line, sentence, word, and last of all anywhere.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .lines import Lines
from .model import Block, Outline, Passage, Span, embedded_text

Count = Callable[[str], int]
"""How many tokens a text has."""

# No text of this many characters is ever given to a tokenizer at once: some take quadratic time
# on a long word without spaces.
_LONGEST_COUNTED = 4000
_SURELY = 0.8
"""Up to this sum of sizes, tokens that reach over the edges of pieces cannot matter."""
_CUTS = (
    re.compile(r"(?:\r\n|\n|\r)+"),
    re.compile(r"(?<=[.!?;:])\s+"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tokens of one tokenizer in what is embedded, heading path included."""

    count: Count
    most: int


def cut(note_id: str, text: str, outline: Outline, limits: tuple[Limit, ...]) -> Iterator[Passage]:
    """The passages of a note, in order; a section without text gives none.

    A heading path that would leave no room for text is cut, from the outside.
    """
    lines = Lines(text)
    for section in outline.sections:
        headings = _path_that_fits(section.headings, limits)
        for group in _groups(section.blocks, headings, text, limits):
            start, end = group[0].start, group[-1].end
            yield Passage(
                span=Span(note_id, start, end),
                headings=headings,
                text=text[start:end],
                first_line=lines.number_at(start),
                last_line=lines.number_at(end - 1),
                blocks=group,
                heading=section.heading,
            )


def _path_that_fits(headings: tuple[str, ...], limits: tuple[Limit, ...]) -> tuple[str, ...]:
    """As much of a heading path, from its end, as three quarters of every limit hold."""
    most = tuple(Limit(limit.count, limit.most * 3 // 4) for limit in limits)
    while headings and not _fits(embedded_text(headings, ""), most):
        if len(headings) > 1:
            headings = headings[1:]
            continue
        title = headings[0][:_LONGEST_COUNTED]
        end = _last_fit(title, list(range(1, len(title))), most)
        headings = (title[:end].rstrip(),) if end else ()
    return headings


def _groups(
    blocks: tuple[Block, ...], headings: tuple[str, ...], text: str, limits: tuple[Limit, ...]
) -> Iterator[tuple[Block, ...]]:
    """A section's blocks, parted so that each group keeps within every limit."""
    used = [limit.count(embedded_text(headings, "")) for limit in limits]
    room = tuple(
        Limit(limit.count, limit.most - taken) for limit, taken in zip(limits, used, strict=True)
    )
    pieces = [piece for block in blocks for piece in _pieces(block, text, room)]
    ends = [*(piece.start for piece in pieces[1:]), *(piece.end for piece in pieces[-1:])]
    # What stands between two pieces counts with the first one.
    sizes = [
        _size(text[piece.start : min(end, piece.start + _LONGEST_COUNTED)], room)
        for piece, end in zip(pieces, ends, strict=True)
    ]
    target = _even_share(sum(sizes))
    group: list[Block] = []
    filled = 0.0
    for piece, size in zip(pieces, sizes, strict=True):
        if group and (filled >= target or not _joins(text, group, piece, filled + size, room)):
            yield tuple(group)
            group, filled = [], 0.0
        group.append(piece)
        filled += size
    if group:
        yield tuple(group)


def _joins(
    text: str, group: list[Block], piece: Block, filled: float, limits: tuple[Limit, ...]
) -> bool:
    """Whether `piece` still fits in the group; only an almost full one is counted as a whole."""
    stretch = text[group[0].start : piece.end]
    surely = filled <= _SURELY and len(stretch) <= _LONGEST_COUNTED
    return surely or _fits(stretch, limits)


def _even_share(total: float) -> float:
    """The size to aim for when `total` room-fulls are cut: equal shares, none over the limit."""
    parts = max(1, -(-int(total * 1000) // 1000))
    return total / parts


def _size(text: str, limits: tuple[Limit, ...]) -> float:
    """The share of the tightest limit that `text` takes up; 1 is full."""
    return max(limit.count(text) / limit.most for limit in limits)


def _fits(text: str, limits: tuple[Limit, ...]) -> bool:
    return len(text) <= _LONGEST_COUNTED and _size(text, limits) <= 1


def _pieces(block: Block, text: str, limits: tuple[Limit, ...]) -> Iterator[Block]:
    """The block itself where it fits, else pieces of it that do, without the blanks between."""
    start = block.start
    while start < block.end:
        end = _longest_fit(text, start, block.end, limits)
        piece = text[start:end]
        lead_in = len(piece) - len(piece.lstrip()) if start > block.start else 0
        if piece.strip():
            yield Block(block.kind, start + lead_in, start + len(piece.rstrip()), block.lead)
        start = end


def _longest_fit(text: str, start: int, end: int, limits: tuple[Limit, ...]) -> int:
    """How far a piece from `start` may reach: to `end`, or to the last good place to cut."""
    if end - start <= _LONGEST_COUNTED and _fits(text[start:end], limits):
        return end
    window = text[start : min(end, start + _LONGEST_COUNTED)]
    for pattern in _CUTS:
        places = [match.end() for match in pattern.finditer(window) if match.end() < end - start]
        best = _last_fit(window, places, limits)
        if best:
            return start + best
    return start + (_last_fit(window, list(range(1, len(window) + 1)), limits) or 1)


def _last_fit(window: str, places: list[int], limits: tuple[Limit, ...]) -> int:
    """The last of `places` (ascending) up to which `window` fits; 0 where none does."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if _fits(window[: places[middle]].rstrip(), limits):
            low = middle + 1
        else:
            high = middle
    return places[low - 1] if low else 0
