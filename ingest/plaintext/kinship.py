"""Which headings of one style stand under another by their names.

A heading that stands for itself (`ElasticCache`, `IAM - Identity and Access Management`) lends
its names to those below: the whole, its parts, its abbreviation. `X - Y` looks for the last
heading named X, then for one named Y under that, and so on. Nearness is not asked for: a section
may come back to an earlier subject.
"""

from collections import Counter
from collections.abc import Sequence

from .families import (
    begins_with,
    defines,
    ends_with,
    is_abbreviation,
    key,
    parts,
    short_names,
    similar,
)


def named_parents(names: Sequence[str]) -> list[int | None]:
    """For each heading the place of the one it stands under by its name, or None."""
    tree = _Tree(names)
    for place in range(len(names)):
        tree.place(place)
    return tree.embraced()


class _Tree:
    """The headings placed so far, and the names by which later ones find them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._divided = [parts(name) for name in names]
        firsts = Counter(key(pieces[0]) for pieces in self._divided if len(pieces) > 1)
        self._prefixes = frozenset(firsts)
        self._heads_lead = _heads_lead(self._divided, firsts)
        self._named: dict[str, int] = {}
        self._below: dict[tuple[int, str], int] = {}
        self._own: dict[int, tuple[str, ...]] = {}
        self._parents: list[int | None] = []
        self._roots: list[int] = []

    def place(self, place: int) -> None:
        """Find the parent of the next heading and take up its names."""
        pieces = self._divided[place]
        parent, depth = self._find(pieces)
        self._parents.append(parent)
        if parent is None:
            self._roots.append(place)
            self._own[place] = self._root_names(pieces)
            self._named.update(dict.fromkeys(self._own[place], place))
            return
        self._roots.append(self._roots[parent])
        for piece in pieces[depth:]:
            self._below[parent, key(piece)] = place
            if is_abbreviation(piece):
                self._named.setdefault(key(piece), place)

    def embraced(self) -> list[int | None]:
        """The parents; what stands between two members of a family belongs to it as well."""
        kin = {place for place, parent in enumerate(self._parents) if parent is not None}
        kin |= {parent for parent in self._parents if parent is not None}
        after: list[int | None] = [None] * len(self._parents)
        following = None
        for place in reversed(range(len(self._parents))):
            after[place] = following
            following = self._roots[place] if place in kin else following
        settled = list(self._parents)
        before = None
        for place in range(len(settled)):
            if place in kin:
                before = self._roots[place]
            elif before is not None and before == after[place]:
                settled[place] = before
        return settled

    def _find(self, pieces: tuple[str, ...]) -> tuple[int | None, int]:
        """The parent, and how many pieces of the name lead to it."""
        if len(pieces) == 1:
            return self._goes_on(key(pieces[0])), 0
        if defines(pieces):
            return None, 0
        parent = self._named.get(key(pieces[0]))
        if parent is None:
            parent = self._slip(key(pieces[0]))
        if parent is None:
            return None, 0
        depth = 1
        while depth < len(pieces) - 1 and (parent, key(pieces[depth])) in self._below:
            parent = self._below[parent, key(pieces[depth])]
            depth += 1
        return parent, depth

    def _goes_on(self, name: str) -> int | None:
        """The root that is open, where an undivided name begins with its name."""
        for own in self._open_names():
            if own in self._prefixes and begins_with(name, own):
                return self._roots[-1]
        return None

    def _slip(self, first: str) -> int | None:
        """The root that is open, where the prefix is its name misspelt, drawn out or cut."""
        for own in self._open_names():
            if similar(first, own) or begins_with(first, own) or ends_with(own, first):
                return self._roots[-1]
        return None

    def _open_names(self) -> tuple[str, ...]:
        return self._own[self._roots[-1]] if self._roots else ()

    def _root_names(self, pieces: tuple[str, ...]) -> tuple[str, ...]:
        if len(pieces) == 1:
            return short_names(pieces[0])
        if defines(pieces):
            tails = [piece.rsplit(maxsplit=1)[-1] for piece in pieces]
            return tuple(key(name) for name in (*pieces, *filter(is_abbreviation, tails)))
        return (key(pieces[0]),) if self._heads_lead else ()


def _heads_lead(divided: Sequence[tuple[str, ...]], firsts: Counter[str]) -> bool:
    """Whether families of this note commonly begin with a heading for the whole family.

    Then the first of a family leads the others even where its own name does not say so.
    """
    named: set[str] = set()
    led: set[str] = set()
    families = {first for first, count in firsts.items() if count > 1}
    for pieces in divided:
        first = key(pieces[0])
        if len(pieces) == 1:
            named.update(short_names(pieces[0]))
        elif first in named or (first in families and defines(pieces)):
            led.add(first)
    return len(led) > 1 and len(led) * 2 >= len(families | led)
