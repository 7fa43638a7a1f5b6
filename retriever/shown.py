"""What a reader cannot see in a quote: how much of its list it shows, and what it stands under."""

import re

from ingest import Passage, units

from .lists import FoundList, find_lists
from .model import ListShown
from .spans import AnswerSpan, Shape

_MARK = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•‣◦–]|\(?(?:\d{1,3}|[a-z])[.)]|\[[ xX]\])(?=\s|$)|\|")
_BLANK = re.compile(r"\s*")


def list_shown(passage: Passage, span: AnswerSpan, text: str) -> ListShown | None:
    """How much of a list `span` shows; None where it shows fewer than two items of one.

    Args:
        passage: Where the span is from.
        span: The quote. Of two neighbours nothing is said, unless they are all there is.
        text: The note's text, to see whether the list goes on after the passage.
    """
    best: tuple[tuple[int, int, int], FoundList, int] | None = None
    for found in find_lists(passage, units(passage)):
        shown = sum(span.first <= item <= span.last for item in found.items)
        # The outermost list, and of two on one level the one that is shown more fully.
        rank = (found.depth, -shown, len(found.items))
        if shown >= 2 and (best is None or rank < best[0]):
            best = rank, found, shown
    if best is None:
        return None
    _, found, shown = best
    is_cut = found.is_cut or _begins_earlier(passage, found, text) or _goes_on(passage, found, text)
    whole = ListShown(shown, len(found.items), is_cut)
    return None if span.shape is Shape.PAIR and not whole.is_whole else whole


def stands_under(passage: Passage, start: int, text: str) -> tuple[str, ...]:
    """What leads to the block at `start` and begins before it, outermost first."""
    blocks = {block.start: block for block in passage.blocks}
    block = next((block for block in passage.blocks if start < block.end), None)
    found: list[str] = []
    while block is not None and block.lead is not None:
        if block.lead.start < start:
            found.append(block.lead.text_in(text))
        # A lead always stands before what it leads to, so this comes to an end.
        block = blocks.get(block.lead.start)
    return tuple(reversed(found))


def _begins_earlier(passage: Passage, found: FoundList, text: str) -> bool:
    """Whether items may stand in the passage before: this one begins in the midst of a section."""
    if found.items[0] != 0:
        return False
    before = text[passage.heading.end if passage.heading else 0 : passage.span.start].rstrip()
    # Front matter ends so, and so does what a rule divides.
    return bool(before.strip()) and not before.endswith("---")


def _goes_on(passage: Passage, found: FoundList, text: str) -> bool:
    """Whether the next passage begins with an item that may belong to the list."""
    if found.last != len(units(passage)) - 1:
        return False
    after = _BLANK.match(text, passage.span.end)
    line = _line_start(text, after.end() if after else passage.span.end)
    mark = _MARK.match(text, line)
    return mark is not None and len(mark["indent"] or "") >= _indent(passage, found, text)


def _indent(passage: Passage, found: FoundList, text: str) -> int:
    """How far the list's last item is from the edge of its line."""
    start = units(passage)[found.items[-1]].start
    return start - _line_start(text, start)


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
