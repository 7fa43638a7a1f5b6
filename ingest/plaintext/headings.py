"""Pass 3: which lines are headings, and for which reasons.

Marked headings are taken as they are. Any other line is weighed by the evidence for it. Notes
come in two kinds: in a spaced note a blank line stands before each heading; in a dense note (an
export that lost its blank lines) only the wording and what follows can tell. The lines are
weighed twice: the second time a line that is unlike the headings found first must do better.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from . import wording
from .evidence import WEIGHTS, reasons
from .marks import marks
from .plainlines import Line, LineKind
from .survey import Surroundings, candidates, survey

_ENOUGH_SPACED = 2.5
_ENOUGH_DENSE = 3.0
_SOME = 3
"""So many headings of one style make it the note's style."""
_PREAMBLE = 5
_SHORT_PREAMBLE = 2
_LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on lines `first` to `last`, and why it was taken for one."""

    first: int
    last: int
    text: str
    style: str
    """Headings that look alike have the same style."""
    strength: int
    """1 for marks that commonly stand for the highest level, and so on down; 0 if unmarked."""
    reasons: tuple[str, ...]


def headings(lines: Sequence[Line], taken: bytearray) -> tuple[Heading, ...]:
    """The headings among the lines, in order; `taken` lines are tables and code."""
    marked = marks(lines, taken)
    note = survey(lines, taken, marked)
    weighed = {place: tuple(reasons(note, place)) for place in candidates(note)}
    weighed = _in_style(note, weighed, len(marked))
    found = [Heading(m.first, m.last, m.text, m.style, m.strength, ("marked",)) for m in marked]
    found += [_unmarked(lines, place, why) for place, why in weighed.items() if _enough(note, why)]
    return _titled(note, tuple(sorted(found, key=lambda heading: heading.first)))


def _unmarked(lines: Sequence[Line], place: int, why: tuple[str, ...]) -> Heading:
    text = lines[place].text
    return Heading(place, place, text, wording.style(text), 0, why)


def _enough(note: Surroundings, why: Sequence[str]) -> bool:
    weight = sum(WEIGHTS[reason] for reason in why)
    return weight >= (_ENOUGH_SPACED if note.spaced else _ENOUGH_DENSE)


def _in_style(
    note: Surroundings, weighed: Mapping[int, tuple[str, ...]], marked: int
) -> dict[int, tuple[str, ...]]:
    """The reasons again, with what the headings found so far say about each line."""
    styles = Counter(
        wording.style(note.lines[place].text)
        for place, why in weighed.items()
        if _enough(note, why)
    )
    usual, count = styles.most_common(1)[0] if styles else ("bare", 0)
    is_usual = note.spaced and count >= _SOME and count * 10 >= styles.total() * 6
    again = {}
    for place, why in weighed.items():
        own = wording.style(note.lines[place].text)
        more: list[str] = []
        if marked >= _SOME:
            more.append("others are marked")
        elif is_usual and own == usual and "after a blank line" in why:
            more.append("others like it are headings")
        elif is_usual and usual not in {own, "bare"}:
            more.append("others are in capitals" if usual == "capitals" else "others are numbered")
        again[place] = (*why, *more)
    return again


def _titled(note: Surroundings, found: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """The headings, the title of the note among them and known as such by its style."""
    if not note.lines or not found:
        return found
    rest = found[1:] if found[0].first == 0 else found
    title = found[0] if found[0].first == 0 else _title_candidate(note)
    if title is None or not rest or not _is_title(note, title, rest):
        return found
    return (replace(title, style="title", strength=0), *rest)


def _title_candidate(note: Surroundings) -> Heading | None:
    line = note.lines[0]
    plain = line.kind is LineKind.BARE and not note.taken[0] and len(line.text) <= _LONGEST_TITLE
    if not plain or wording.ends_like_sentence(line.text) or line.text[-1] == ":":
        return None
    return _unmarked(note.lines, 0, ("first line",))


def _is_title(note: Surroundings, title: Heading, rest: Sequence[Heading]) -> bool:
    """Whether the first heading stands above all others, or is only the first of them."""
    preamble = note.lines[title.last + 1 : rest[0].first]
    if any(note.taken[title.last + 1 : rest[0].first]) or len(preamble) > _PREAMBLE:
        return False
    if any(line.kind not in {LineKind.BARE, LineKind.RULE} for line in preamble):
        return False
    if not preamble:
        return note.lines[title.last].closes or rest[0].style != title.style
    if not (note.spaced or rest[0].strength):
        return False
    unlike = sum(heading.style == title.style for heading in rest) * 5 < len(rest)
    longer = len(title.text) > 2 * _median([len(heading.text) for heading in rest])
    ends = [*(heading.first for heading in rest[1:]), len(note.lines)]
    usual = _median([end - heading.last for heading, end in zip(rest, ends, strict=True)])
    shorter = len(preamble) <= _SHORT_PREAMBLE and len(preamble) * 2 < usual
    return unlike or longer or shorter or preamble[0].text.startswith("(")


def _median(values: Sequence[int]) -> int:
    return sorted(values)[len(values) // 2]
