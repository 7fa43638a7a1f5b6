"""Infer the outline of a plain-text note: no markup says what is a heading and what is not.

Five passes, each in its own file, each easy to question by itself:

1. `plainlines` says what every line is by itself: bare, a list item, a rule.
2. `verbatim` sets tables, diagrams, JSON, YAML and code aside, to be kept whole.
3. `headings` takes the marked headings (`marks`) and weighs the `evidence` for other lines.
4. `levels` finds which heading stands under which, by style and by names (`kinship`).
5. `plainblocks` divides what stands between the headings.
"""

from collections.abc import Sequence

from ..model import Outline, Section
from .headings import Heading, headings
from .levels import parents
from .plainblocks import Blocks
from .plainlines import PlainText
from .verbatim import verbatim
from .wrapping import wrapping


def outline(text: str) -> Outline:
    """The sections of a plain-text note, with headings and their levels inferred."""
    source = PlainText(text)
    lines = source.lines
    stretches = verbatim(lines)
    taken = bytearray(len(lines))
    for stretch in stretches:
        taken[stretch.first : stretch.last + 1] = b"\x01" * (stretch.last + 1 - stretch.first)
    found = headings(lines, taken)
    by_first = {stretch.first: stretch for stretch in stretches}
    blocks = Blocks(source, by_first, wrapping(lines, taken))
    return Outline(sections=_sections(source, found, blocks))


def _sections(source: PlainText, found: Sequence[Heading], blocks: Blocks) -> tuple[Section, ...]:
    starts = [heading.first for heading in found] + [len(source.lines)]
    sections = []
    if starts[0] > 0:
        sections.append(Section((), None, blocks.of(0, starts[0])))
    for heading, path, end in zip(found, _paths(found), starts[1:], strict=True):
        extent = source.extent(heading.first, heading.last)
        sections.append(Section(path, extent, blocks.of(heading.last + 1, end)))
    return tuple(sections)


def _paths(found: Sequence[Heading]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for heading, parent in zip(found, parents(found), strict=True):
        above = () if parent is None else paths[parent]
        paths.append((*above, heading.text))
    return paths
