"""Pass 4: which heading stands under which.

The title stands over all. Then the style decides: a stronger mark over a weaker one, a mark over
none, fewer numbers over more. Among headings of the weakest style the names decide (`kinship`).
"""

from collections import Counter
from collections.abc import Sequence

from .headings import Heading
from .kinship import named_parents

_TITLE, _NUMBERED, _CAPITALS, _BARE = 0, 10, 20, 21


def parents(found: Sequence[Heading]) -> tuple[int | None, ...]:
    """For each heading the place of the heading it stands under; None at the outermost level."""
    ranks = _ranks(found)
    lowest = max(ranks, default=0)
    above = _nearest_stronger(ranks)
    family = [place for place, rank in enumerate(ranks) if rank == lowest]
    named = named_parents([found[place].text for place in family])
    settled = list(above)
    for place, parent in zip(family, named, strict=True):
        # A name says nothing across the borders of two stronger headings.
        if parent is not None and above[family[parent]] == above[place]:
            settled[place] = family[parent]
    return tuple(settled)


def _ranks(found: Sequence[Heading]) -> list[int]:
    """How far down each heading's style stands among the styles of the note, 0 the highest.

    Styles of equal strength are ranked by who comes first.
    """
    styles = Counter(heading.style for heading in found)
    orders: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(found):
        strength = _strength(heading, styles)
        if strength == _BARE:
            orders[heading.style] = (_BARE, 0)
        else:
            orders.setdefault(heading.style, (strength, place))
    steps = {order: rank for rank, order in enumerate(sorted(set(orders.values())))}
    return [steps[orders[heading.style]] for heading in found]


def _strength(heading: Heading, styles: Counter[str]) -> int:
    if heading.style == "title":
        return _TITLE
    if heading.strength:
        return heading.strength
    depth = heading.style.removeprefix("numbered ")
    if depth.isdigit() and styles[heading.style] > 1:
        return _NUMBERED + int(depth)
    # A few capital words among many other headings are abbreviations, a few other headings among
    # many in capitals are slips: neither is a level of its own.
    capitals, bare = styles["capitals"], styles["bare"]
    apart = min(capitals, bare) > 2 and bare >= capitals >= bare / 3
    return _CAPITALS if apart and heading.style == "capitals" else _BARE


def _nearest_stronger(ranks: Sequence[int]) -> tuple[int | None, ...]:
    above: list[int | None] = []
    stack: list[int] = []
    for place, rank in enumerate(ranks):
        while stack and ranks[stack[-1]] >= rank:
            stack.pop()
        above.append(stack[-1] if stack else None)
        stack.append(place)
    return tuple(above)
