"""What prefixes say: `EC - Redis` belongs to `ElasticCache`, `IAM - Roles` to `IAM - Identity...`.

Parts of a heading are held apart by a dash between spaces. Two names are the same when they
differ in case, quotation marks or one slip of the keyboard, or when one abbreviates the other.
"""

import re

from rapidfuzz.distance import OSA

_BETWEEN = re.compile(r"\s[-–—]\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_HUMP = re.compile(r"\d+|[^\W\d_a-z][^\W\d_A-Z]*|[^\W\d_A-Z]+")
_DIGITS = re.compile(r"([A-Z])([2-9])")
_FIGURES = re.compile(r"\d+")
_SMALL = frozenset({"of", "and", "for", "the", "to", "in", "on", "as", "a"})
_LONGEST = 200


def parts(heading: str) -> tuple[str, ...]:
    """The parts of a heading, `X`, `Y` and `Z` of `X - Y - Z`."""
    pieces = _BETWEEN.split(heading[:_LONGEST])
    return tuple(piece.strip() for piece in pieces if piece.strip())


def key(name: str) -> str:
    """The words of a name in lower case, held apart by one space."""
    return " ".join(_WORD.findall(name[:_LONGEST].casefold()))


def initials(name: str) -> str:
    """The letters a name is commonly abbreviated to: `ElasticCache` gives EC, `Dynamo DB` DDB."""
    words = [word for word in _WORD.findall(name[:_LONGEST]) if word.lower() not in _SMALL]
    return "".join(_initials(word) for word in words).upper()


def _initials(word: str) -> str:
    if word.isupper() and len(word) <= 4:
        return word
    return "".join(hump[0] for hump in _HUMP.findall(word)) or word[0]


def is_abbreviation(name: str) -> bool:
    """Whether a name is written like an abbreviation: 2 to 6 capitals and figures."""
    return 2 <= len(name) <= 6 and name.isalnum() and name.isupper()


def defines(names: tuple[str, ...]) -> bool:
    """Whether a heading says what its own first part stands for, in either order."""
    first = names[0]
    for other in names[1:]:
        last_word = first.rsplit(maxsplit=1)[-1]
        if is_abbreviation(last_word) and _spells(last_word, other):
            return True
        if is_abbreviation(other) and (_spells(other, first) or _within(other, first)):
            return True
    return False


def _spells(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long`; S3 stands for three S."""
    spread = _DIGITS.sub(lambda found: found[1] * int(found[2]), short)
    rest = long.split(maxsplit=1)
    return spread in {initials(long), initials(rest[-1])} and key(short) not in key(long).split()


def _within(short: str, word: str) -> bool:
    """Whether the letters of `short` stand in one word in this order, the first one first."""
    if " " in word or not word or word[0].upper() != short[0]:
        return False
    letters = iter(word.upper())
    return all(letter in letters for letter in short)


def similar(one: str, other: str) -> bool:
    """Whether two keys are one name, give or take a slip: one in short names, two in long."""
    if min(len(one), len(other)) < 3 or _FIGURES.findall(one) != _FIGURES.findall(other):
        return one == other
    slips = 1 if max(len(one), len(other)) < 10 else 2
    # In an abbreviation any other letter makes another name; only swapped letters are a slip.
    if max(len(one), len(other)) <= 4 and sorted(one) != sorted(other):
        return False
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def begins_with(heading: str, name: str) -> bool:
    """Whether the words of `heading` begin with those of `name` and go on (both are keys)."""
    return bool(name) and heading.startswith(f"{name} ")


def ends_with(heading: str, name: str) -> bool:
    """Whether the words of `heading` end with those of `name` and begin before (both are keys)."""
    return bool(name) and heading.endswith(f" {name}")


def short_names(heading: str) -> tuple[str, ...]:
    """The keys by which later headings may call an undivided heading."""
    full = key(heading)
    rest = full.split(maxsplit=1)
    names = [full, rest[-1]] if len(rest) > 1 else [full]
    letters = initials(heading)
    return (*names, letters.lower()) if len(letters) > 1 else tuple(names)
