"""What the wording of one bare line says about its being a heading.

The words below are function words of English: pronouns, auxiliaries and conjunctions, which
statements need and titles do without. In other languages this evidence is simply missing.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)([.)]?)[a-z]?\s+(?=\S)")
_COUNTER = re.compile(r"([^\W\d_]{0,10}[ ]?(?:\d{1,3}\.)*)(\d{1,3})[a-z]?[.):]?(?=\s)")
_COLUMNS = re.compile(r"\S(?:\s{3,}|\s*\t\s*)\S")
_FORMULA = re.compile(r"=|::|->|—>|→|=>|<-|\d\s?%|https?:")
_SIGNS = re.compile(r"\s[+*/<>~]\s|\$|\d[.,]\d")
_TERM = re.compile(r"[^:]{1,60}:\s+\S")
_BRACKET = re.compile(r"[(\[]")
_PART_END = re.compile(r":|\s[-–—]\s")
_STATEMENT_WORDS = """
    is are was were be been being am isn't aren't wasn't weren't has have had hasn't haven't can
    can't cannot could couldn't will won't would should shouldn't must mustn't may might shall do
    does did don't doesn't didn't not it it's its they them he she we you i i'm me us this these
    those that there which who whose because if unless when while although though so but than then
    also only never always already still need needs supports allows uses means makes gets
"""
_STATEMENT = frozenset(_STATEMENT_WORDS.split())
_OPENERS = frozenset("\"'“”‘’«„([{¿¡*_`")


def words(text: str) -> list[str]:
    """The words of the line, figures left out."""
    return _WORD.findall(text)


def number(text: str) -> tuple[int, ...]:
    """The leading number of the line, `(1, 2)` for `1.2 Scope`; empty where there is none."""
    found = _NUMBER.match(text)
    return tuple(int(piece) for piece in found[1].split(".")) if found else ()


def counter(text: str) -> tuple[str, int] | None:
    """What a line counts and where it stands: `("lec", 4)` for `Lec 4 - sockets`, or None."""
    found = _COUNTER.match(text)
    return (found[1].casefold(), int(found[2])) if found else None


def _after_number(text: str) -> str:
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def is_all_capitals(text: str) -> bool:
    """Whether the line is written in capitals, brackets and what explains a capital word aside."""
    plain = _BRACKET.split(text, maxsplit=1)[0]
    whole = "".join(words(plain))
    first = "".join(words(_PART_END.split(plain, maxsplit=1)[0]))
    return (len(whole) > 2 and whole.isupper()) or (len(first) > 4 and first.isupper())


def starts_small(text: str) -> bool:
    """Whether the first character after quotation marks and brackets is a small letter."""
    first = next((sign for sign in _after_number(text) if sign not in _OPENERS), "")
    return first.islower()


def starts_with_capital(text: str) -> bool:
    """Whether the line begins with a capital, a figure, or a quotation mark and a capital."""
    first = next((sign for sign in _after_number(text) if sign not in _OPENERS), "")
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def is_statement(text: str) -> bool:
    """Whether the line has a word that statements need."""
    return any(word.lower().replace("’", "'") in _STATEMENT for word in words(text))


def ends_like_sentence(text: str) -> bool:
    """Whether the line ends like a sentence, or like one that goes on on the next line."""
    return text[-1] in ".!;,…\\" or text.endswith((" and", " or", " the", " if", "->"))


def is_formula(text: str) -> bool:
    """Whether the line has what notes use for facts: an equals sign, an arrow, a share, a link."""
    return bool(_FORMULA.search(text))


def has_signs(text: str) -> bool:
    """Whether the line has signs of reckoning that a heading may have too, but rarely does."""
    return bool(_SIGNS.search(text))


def is_term_and_meaning(text: str) -> bool:
    """Whether the line reads `term: meaning`."""
    return bool(_TERM.match(text))


def has_columns(text: str) -> bool:
    """Whether the line is parted by wide gaps."""
    return bool(_COLUMNS.search(text))


def style(text: str) -> str:
    """Which unmarked headings look alike: numbered to the same depth, in capitals, or neither."""
    if depth := len(number(text)):
        return f"numbered {depth}"
    return "capitals" if is_all_capitals(text) else "bare"
