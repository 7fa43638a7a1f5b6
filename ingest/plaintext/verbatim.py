"""Pass 2: stretches that must be kept as they are: fenced code, diagrams, JSON, YAML, scripts.

Notes exported from other tools lose their code fences and their indentation; what is left is
known by its grammar. Each finder walks the lines once and offers stretches; the first finder to
claim a line keeps it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from .drawings import drawings
from .plainlines import Line, LineKind
from .stretches import Stretch, StretchKind, runs
from .tables import tables

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+\\?(?:"|$)')
_JSON_LINE = re.compile(r'["{}\[\]]|(?:-?\d[\d.eE+-]*|true|false|null)\s*,?$|//')
_JSON_KEY = re.compile(r'"[^"]{1,80}"\s*:')
_YAML_KEY = re.compile(r"""(?:-\s)?["']?[\w.$/@-]{1,80}["']?\s?:(?=\s|$)""")
_YAML_BLOCK_TEXT = re.compile(r":\s[|>][-+]?$")
_SCRIPT = re.compile(
    r"""\$\s\S | \#!/ | >>>\s | \.\.\.\s{2}
      | (?:def|class|for|while|if|elif|else|try|with)\b.{0,200}:$
      | (?:const|let|var|return|public|private|static|import|from|function)\s.{0,200}[;{]$
      | [})\]]+[;,]?$ | .{0,200}\)\s?\{$ | .{0,200}\);$""",
    re.VERBOSE,
)
_LOOK_AHEAD = 6


def verbatim(lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """The stretches of `lines` that are not prose, in order and not overlapping."""
    finders: tuple[Callable[[Sequence[Line]], Iterator[Stretch]], ...]
    finders = (_fences, drawings, _json, _yaml, _scripts, tables)
    taken = bytearray(len(lines))
    kept: list[Stretch] = []
    for stretch in chain.from_iterable(finder(lines) for finder in finders):
        if not any(taken[stretch.first : stretch.last + 1]):
            taken[stretch.first : stretch.last + 1] = b"\x01" * (stretch.last + 1 - stretch.first)
            kept.append(stretch)
    return tuple(sorted(kept, key=lambda stretch: stretch.first))


def _fences(lines: Sequence[Line]) -> Iterator[Stretch]:
    opened: tuple[int, str] | None = None
    for place, line in enumerate(lines):
        fence = line.text[:3]
        if fence not in {"```", "~~~"}:
            continue
        if opened is None:
            opened = (place, fence)
        elif fence == opened[1]:
            yield Stretch(opened[0], place, StretchKind.CODE)
            opened = None


def _json(lines: Sequence[Line]) -> Iterator[Stretch]:
    def is_json(line: Line) -> bool:
        return bool(_JSON_LINE.match(line.text))

    for first, end in runs(lines, is_json, across_blanks=True):
        place = first
        while place < end:
            ahead = min(end, place + _LOOK_AHEAD)
            if lines[place].text[0] not in "{[" or not _has_key(lines[place:ahead]):
                place += 1
                continue
            close = _closed(lines, place, end)
            if _has_key(lines[place : min(close + 1, ahead)]):
                yield Stretch(place, close, StretchKind.CODE)
            place = close + 1


def _has_key(lines: Sequence[Line]) -> bool:
    return any('"' in line.text and _JSON_KEY.search(line.text, 0, 1000) for line in lines)


def _closed(lines: Sequence[Line], first: int, end: int) -> int:
    """The line on which the bracket that opens line `first` is closed; the run's last if never."""
    depth = 0
    for place in range(first, end):
        bare = _STRING.sub("", lines[place].text)
        depth += bare.count("{") + bare.count("[") - bare.count("}") - bare.count("]")
        if depth <= 0:
            return place
    return end - 1


def _yaml(lines: Sequence[Line]) -> Iterator[Stretch]:
    place = 0
    while place < len(lines):
        after = max(_yaml_end(lines, place), place + 1)
        end = after
        while end > place and lines[end - 1].kind is LineKind.ITEM and not lines[end - 1].indent:
            end -= 1
        if _is_yaml(lines[place:end]):
            yield Stretch(place, end - 1, StretchKind.CODE)
        place = after


def _yaml_end(lines: Sequence[Line], first: int) -> int:
    place = first
    while place < len(lines) and (place == first or not lines[place].opens):
        line = lines[place]
        listed = line.kind is LineKind.ITEM and " " not in line.body and place > first
        if line.kind not in {LineKind.BARE, LineKind.ITEM} or not (
            listed or _YAML_KEY.match(line.text)
        ):
            break
        # The text of a block scalar is indented; where indentation was lost it is one line.
        scalar = bool(_YAML_BLOCK_TEXT.search(line.text[-4:]))
        place += 1
        if scalar and place < len(lines):
            place += 1
            while place < len(lines) and lines[place].indent > line.indent:
                place += 1
    return min(place, len(lines))


def _is_yaml(lines: Sequence[Line]) -> bool:
    """Whether key lines nest: notes made of `term: fact` lines have no keys without a value."""
    if len(lines) < 4:
        return False
    parents = sum(line.text.endswith(":") for line in lines)
    scalars = sum(bool(_YAML_BLOCK_TEXT.search(line.text[-4:])) for line in lines)
    return parents + scalars >= 2 and parents + scalars < len(lines)


def _scripts(lines: Sequence[Line]) -> Iterator[Stretch]:
    def is_script(line: Line) -> bool:
        return line.kind is LineKind.BARE and bool(_SCRIPT.match(line.text))

    for first, end in runs(lines, lambda line: line.kind is LineKind.BARE):
        starts = (place for place in range(first, end) if lines[place].text.startswith("#!/"))
        if (start := next(starts, None)) is not None:
            yield Stretch(start, end - 1, StretchKind.CODE)
    for first, end in runs(lines, is_script):
        if end - first >= 2:
            yield Stretch(first, end - 1, StretchKind.CODE)
