"""Names that a note gives to one thing: abbreviations with what they stand for, and aliases.

A pair is taken only where the note says so: declared in front matter, written as the text of a
wikilink, or an abbreviation beside words whose initials its letters are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .model import BlockKind, Outline

_LONGEST = 80
"""Characters of a name; a longer one is a sentence."""
_MOST_WORDS = 16
"""Of a name. More of them would also take for ever: small words fit in ever so many ways."""
_SHORT = r"[A-Za-z][A-Za-z0-9]{1,7}"
_HEADING_PAIR = re.compile(
    rf"({_SHORT}) +[-–—:=] +(.+)|({_SHORT}) *\(([^()]+)\)|(.+?) *\(({_SHORT})\)"
)
_DASH = re.compile(r" +[-–—] +")
_BRACKETED = re.compile(rf"\(({_SHORT})\)")
_WORDS_BEFORE = re.compile(r"(?:[\w'’/&-]+ +){1,12}$")
_AFTER = re.compile(rf"\b({_SHORT}) +(?:\(([^()]+)\)|[-–—=] +([^()|.;:]+))")
_WIKILINK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")
_MARKUP = re.compile(r"[*_`]+")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_SMALL = frozenset({"a", "an", "and", "as", "by", "for", "in", "of", "on", "or", "the", "to"})


@dataclass(frozen=True, slots=True)
class Alias:
    """Two names of one thing, as they are written."""

    name: str
    """The abbreviation, or the other name."""
    means: str
    """What it stands for: the words in full, or the title of a note."""


def find_aliases(text: str, outline: Outline, title: str) -> tuple[Alias, ...]:
    """The aliases that a note declares or shows, each once, in the order of the text.

    `title` is what its front matter's aliases are aliases of.
    """
    declared = (Alias(name, title) for name in outline.properties.aliases)
    found: dict[tuple[str, str], Alias] = {}
    for alias in (*declared, *_in_headings(outline), *_in_text(text, outline)):
        key = (alias.name.casefold(), alias.means.casefold())
        if key[0] != key[1] and max(len(alias.name), len(alias.means)) <= _LONGEST:
            found.setdefault(key, alias)
    return tuple(found.values())


def stands_for(short: str, words: Sequence[str]) -> bool:
    """Whether the letters of an abbreviation are the initials of `words`, in order.

    Small words may be passed over, a digit repeats the letter before it.

    >>> stands_for("EC2", ["Elastic", "Compute", "Cloud"])
    True
    >>> stands_for("IoT", ["Internet", "of", "Things"]), stands_for("IAM", ["user", "groups"])
    (True, False)
    """
    repeated = re.sub(r"([a-z])([2-9])", lambda found: found[1] * int(found[2]), short.lower())
    if len(repeated) < 2 or len(words) > _MOST_WORDS:
        return False
    return _fit(repeated, [word.lower() for word in words])


def _fit(letters: str, words: Sequence[str]) -> bool:
    if not words:
        return not letters
    word, *rest = words
    if letters.startswith(word[0]) and _fit(letters[1:], rest):
        return True
    # An abbreviation inside a longer one gives all its letters: Network LB.
    if len(word) > 1 and letters.startswith(word) and _fit(letters[len(word) :], rest):
        return True
    return word in _SMALL and bool(rest) and _fit(letters, rest)


def _in_headings(outline: Outline) -> Iterator[Alias]:
    """`SQS - Simple Queue Service`, `SQS (Simple Queue Service)`, `Simple Queue Service (SQS)`."""
    for section in outline.sections:
        heading = section.headings[-1] if section.headings and section.heading else ""
        # `ELB - NLB - Network LB` may be about a part of something: any two neighbours may be it.
        parts = _DASH.split(heading)
        pairs = (f"{one} - {two}" for one, two in pairwise(parts))
        for part in (*pairs, heading):
            if len(part) <= 2 * _LONGEST and (match := _HEADING_PAIR.fullmatch(part)):
                short = match[1] or match[3] or match[6]
                means = (match[2] or match[4] or match[5]).strip()
                if stands_for(short, _WORD.findall(means)):
                    yield Alias(short, means)


def _in_text(text: str, outline: Outline) -> Iterator[Alias]:
    """Abbreviations explained in passing, and the texts of wikilinks. Code explains nothing."""
    for section in outline.sections:
        for block in section.blocks:
            if block.kind is BlockKind.CODE:
                continue
            for line in text[block.start : block.end].splitlines():
                yield from _linked(line)
                plain = _MARKUP.sub("", line)
                yield from _explained_before(plain)
                yield from _explained_after(plain)


def _linked(line: str) -> Iterator[Alias]:
    for match in _WIKILINK.finditer(line):
        target = match[1].partition("#")[0].rpartition("/")[2].strip()
        if target and match[2].strip():
            yield Alias(" ".join(match[2].split()), target.removesuffix(".md"))


def _explained_before(line: str) -> Iterator[Alias]:
    """`a Dead Letter Queue (DLQ)`: the fewest words before the bracket that fit."""
    for match in _BRACKETED.finditer(line):
        short = _singular(match[1])
        # Looked for from the bracket, and not far: a word of a million letters has as many starts.
        near = line[max(0, match.start() - 2 * _LONGEST) : match.start()]
        before = _WORDS_BEFORE.search(near) if _is_abbreviation(short) else None
        words = before[0].split() if before else []
        for count in range(1, len(words) + 1):
            if stands_for(short, _WORD.findall(" ".join(words[-count:]))):
                yield Alias(short, " ".join(words[-count:]))
                break


def _explained_after(line: str) -> Iterator[Alias]:
    """`ARN (amazon resource name)`, all of it; `HA - High Availability`, as far as it fits."""
    for match in _AFTER.finditer(line):
        short = _singular(match[1])
        if not _is_abbreviation(short):
            continue
        if match[2]:
            if stands_for(short, _WORD.findall(match[2])):
                yield Alias(short, match[2].strip())
            continue
        words = match[3].split()[:12]
        for count in range(2, len(words) + 1):
            if stands_for(short, _WORD.findall(" ".join(words[:count]))):
                yield Alias(short, " ".join(words[:count]).rstrip(",;"))
                break


def _singular(short: str) -> str:
    """`DLQs` is more than one `DLQ`."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _is_abbreviation(short: str) -> bool:
    """Whether it looks like one in running text: `and (or)` explains nothing."""
    return sum(char.isupper() or char.isdigit() for char in short) >= 2
