"""Lists: whether a question wants one, and where the lists of a passage stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest import Block, BlockKind, Passage, Unit

_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d)"
_PLURAL = r"\w*(?:[a-rt-z]s|ss?es|children|people|men|criteria|species|phenomena)"
_DO = r"(?:are|were|do|did|have|can|could|may|must|should|exist|go|come|belong|count|apply)\b"
_OWN = r"(?:all|the|my|our|your|her|his|their|its|those|these)"
_MANY = r"(?:all |different |main |various |possible |usual |other )*"
_KINDS = r"(?:kinds|types|sorts|classes|modes|ways|steps|options|versions|forms|stages|phases)"
_HAVE = r"(?:are there|exist|do i have|do we have|have i|did i note)"
_ASKED = re.compile(
    "|".join(
        (
            r"^(?:(?:please|can you|could you|now|and|so|then)\W+)*(?:list|enumerate|go through|"
            rf"walk me through|lay out|name (?:all|the|my|our|{_FEW})|describe the {_FEW}|"
            rf"give me (?:all|a list|the (?:list|{_PLURAL}))|show (?:me )?(?:all|the {_FEW})|"
            r"compare the)\b",
            r"^all (?:the |of |my |our )*\w+",
            rf"^{_MANY}(?:\w+ )?{_KINDS} (?:to|of|for|in|when)\b",
            # A singular noun may end in s, too, but then no plural verb follows.
            rf"\b(?:which|what) {_MANY}(?:{_FEW} )?(?:\w+[ -]){{0,2}}?{_PLURAL}"
            rf"(?: (?:of|for|in|on) (?:\w+ ){{1,3}}?)? ?{_DO}",
            rf"\b(?:which|what) {_FEW} \w+",
            rf"\bwhat (?:are|were) (?:{_OWN} )*{_MANY}{_FEW} ",
            rf"\bwhat (?:are|were) (?:{_OWN} )+{_MANY}(?:\w+[ -]){{0,3}}?{_PLURAL}\b",
            r"\bwhat(?:['’]s| is| was) (?:still )?(?:on|in|inside|due|left|listed|missing|"
            r"(?:to be|still to) \w+) ",
            rf"\bhow many {_MANY}{_KINDS}\b",
            rf"\bhow many (?:\w+ ){{1,3}}{_HAVE}\b",
            r"\bstep by step\b|\bin (?:(?:what|which) )?order\b|\bto-?do list\b|\bwho are\b",
        )
    ),
    re.IGNORECASE,
)


def wants_list(question: str) -> bool:
    """Whether several things together are the answer to `question`, judged by its wording.

    >>> wants_list("Which EBS volume types are there?"), wants_list("Which type is cheapest?")
    (True, False)
    """
    return _ASKED.search(" ".join(question.split())) is not None


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list in a passage, by the numbers of the passage's units."""

    first: int
    """The unit that leads to it, or its first item."""
    last: int
    items: tuple[int, ...]
    """Where each item or row of the list's own level begins."""
    depth: int
    """0 where nothing but a heading stands above its items."""
    has_lead: bool
    """Whether a label, a parent item, a header row or a sentence leads to it."""
    is_cut: bool = False
    """What leads to it stands in an earlier passage."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A block of the passage with its units."""

    block: Block
    first: int
    last: int


def find_lists(passage: Passage, pieces: Sequence[Unit]) -> list[FoundList]:
    """Every list of a passage whose units are `pieces`, nested ones too.

    Items that no label leads to are a list from the first one to where other text begins, and,
    where they go on after it, once more all together.
    """
    nodes = _nodes(pieces)
    tree = _Tree(nodes)
    return [*_led(tree), *_unled(passage, tree)]


class _Tree:
    """The blocks of a passage, and what each of them leads to."""

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.nodes = nodes
        self.number = {node.block.start: number for number, node in enumerate(nodes)}
        self.ends = [node.last for node in nodes]
        """The last unit under each block, its own included."""
        for number in reversed(range(len(nodes))):
            parent = self.parent(number)
            if parent is not None:
                self.ends[parent] = max(self.ends[parent], self.ends[number])

    def parent(self, number: int) -> int | None:
        """What leads to a block; None where nothing does, or it is in an earlier passage."""
        lead = self.nodes[number].block.lead
        found = self.number.get(lead.start) if lead else None
        return found if found is not None and found < number else None

    def depth(self, number: int) -> int:
        """How many blocks lead to it, one inside the other."""
        parent = self.parent(number)
        here = self.nodes[number].block.lead is not None
        return here + (self.depth(parent) if parent is not None else 0)


def _nodes(pieces: Sequence[Unit]) -> list[_Node]:
    grouped = groupby(enumerate(pieces), key=lambda entry: entry[1].block)
    numbers = [(block, [number for number, _ in group]) for block, group in grouped]
    return [_Node(block, found[0], found[-1]) for block, found in numbers]


def _led(tree: _Tree) -> Iterator[FoundList]:
    """Each block that leads to others, with all of them."""
    groups: dict[int, list[int]] = {}
    for number, node in enumerate(tree.nodes):
        if node.block.lead is not None:
            groups.setdefault(node.block.lead.start, []).append(number)
    for members in groups.values():
        lead = tree.parent(members[0])
        yield FoundList(
            first=tree.nodes[members[0] if lead is None else lead].first,
            last=max(tree.ends[number] for number in members),
            items=tuple(tree.nodes[n].first for n in members if _is_item(tree.nodes[n].block)),
            depth=tree.depth(members[0]),
            has_lead=lead is not None,
            is_cut=lead is None,
        )


def _unled(passage: Passage, tree: _Tree) -> Iterator[FoundList]:
    """Items right under a heading, in runs; and all of them where other text is between."""
    runs: list[list[int]] = []
    for number, node in enumerate(tree.nodes):
        if node.block.lead is not None or not _is_item(node.block):
            continue
        if not runs or tree.ends[runs[-1][-1]] != node.first - 1:
            runs.append([])
        runs[-1].append(number)
    for run in runs:
        before = run[0] - 1
        led = before >= 0 and _leads(passage, tree.nodes[before].block)
        yield _run(tree, run, tree.nodes[before].first if led else None)
    if len(runs) > 1:
        yield _run(tree, [number for run in runs for number in run], None)


def _run(tree: _Tree, run: Sequence[int], lead: int | None) -> FoundList:
    return FoundList(
        first=tree.nodes[run[0]].first if lead is None else lead,
        last=tree.ends[run[-1]],
        items=tuple(tree.nodes[number].first for number in run),
        depth=0,
        has_lead=lead is not None,
    )


def _is_item(block: Block) -> bool:
    return block.kind in (BlockKind.ITEM, BlockKind.ROW)


def _leads(passage: Passage, block: Block) -> bool:
    """Whether a paragraph announces what follows it."""
    base = passage.span.start
    return passage.text[block.start - base : block.end - base].rstrip("*_ ").endswith(":")
