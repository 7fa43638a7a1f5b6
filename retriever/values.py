"""Values in a line of a note: amounts with a unit, money, percentages, dates, versions, addresses.

Two values can be compared where they are of the same kind: the same thing measured in units that
convert into each other, or written in the same form.
"""

import re
from dataclasses import dataclass

from .measures import unit_of_measure
from .stems import stems
from .wording import is_content

_NUMBER = r"\d{1,3}(?:[,'\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SPELT = "two three four five six seven eight nine ten eleven twelve".split()
_VALUE = re.compile(
    r"(?<![\w.,:/-])(?:"
    r"(?P<address>\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?)(?![\w.])"
    r"|(?P<iso>\d{4}-\d\d-\d\d)(?!\w)"
    rf"|(?P<day>\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?)(?!\w)"
    rf"|(?P<month>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)(?!\w)"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{2,4})(?!\w)"
    r"|(?P<clock>\d{1,2}:\d\d(?: ?[ap]m)?)(?![\w:])"
    r"|(?P<version>v\d+(?:\.\d+)*|\d+\.\d+\.\d+)(?![\w.])"
    rf"|(?P<sign>[$€£¥]) ?(?P<money>{_NUMBER})(?P<scale> ?[kKmM]\b)?"
    rf"|(?P<number>{_NUMBER}|(?:{'|'.join(_SPELT)})\b)"
    r"(?:[ -]?(?P<unit>%|°[CF]?|[€£]|[A-Za-zµ][A-Za-z0-9]*))?"
    r"(?:(?: ?/ ?| per | an? )(?P<per>[A-Za-z]+)\b)?"
    r")",
    re.IGNORECASE,
)
RANGE = "a range"
"""The amount of a value that is one of several, as in `24 to 72 hours`."""

_FORMS = ("address", "iso", "day", "month", "dotted", "clock", "version")
_RANGE_BEFORE = re.compile(r"\d\w*\s?(?:-|–|—|/|x|×|\.\.+|to|or|and)\s?$", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"\s?(?:-|–|—|/|x|×|\.\.+|to|or|and)\s?[~$€£]?\d", re.IGNORECASE)
_BARE = re.compile(r"[:=|] *$|\b(?:is|are|now) +$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it stands in a text, and what it comes to."""

    kind: str
    amount: float | str
    """In the smallest unit of its kind; a text where the form is all that can be compared."""
    text: str
    start: int
    end: int

    def is_near(self, other: "Value", share: float) -> bool:
        """Whether both come to the same, but for that share where their units are not the same."""
        if isinstance(self.amount, str) or isinstance(other.amount, str):
            return self.amount == other.amount
        if _letters(self.text) == _letters(other.text):
            return self.amount == other.amount
        return abs(self.amount - other.amount) <= share * max(self.amount, other.amount)

    def is_transposed(self, other: "Value") -> bool:
        """Whether two neighbouring digits changed places: 365 days and 356 days."""
        if isinstance(self.amount, str) or isinstance(other.amount, str):
            return False
        first, second = _digits(self.text), _digits(other.text)
        if len(first) < 3 or _shape(self.text) != _shape(other.text):
            return False
        return any(
            first[:place] + first[place + 1] + first[place] + first[place + 2 :] == second
            for place in range(len(first) - 1)
        )


def find_values(text: str) -> list[Value]:
    """The values in `text`, in order. One that is part of a range or a choice has no amount.

    >>> [(value.kind, value.amount) for value in find_values("up to 14 days, 256 KB each")]
    [('time', 1209600.0), ('data', 262144.0)]
    """
    found = (_value(text, match) for match in _VALUE.finditer(text))
    return [value for value in found if value is not None]


def _value(text: str, match: re.Match[str]) -> Value | None:
    start, end = match.span()
    form = next((form for form in _FORMS if match[form]), None)
    if form:
        return Value(form, match[0].casefold(), match[0], start, end)
    measured = _money(match) or _measure(match) or _bare(text, match)
    if measured is None:
        return None
    kind, factor, end = measured
    if _RANGE_BEFORE.search(text, 0, start) or _RANGE_AFTER.match(text, end):
        return Value(kind, RANGE, text[start:end], start, end)
    amount = _amount(match["money"] or match["number"])
    return Value(kind, amount * factor, text[start:end], start, end)


def _money(match: re.Match[str]) -> tuple[str, float, int] | None:
    """The kind, the factor of the number, and where the value ends."""
    if not match["sign"]:
        return None
    scale = {"k": 1e3, "m": 1e6}.get((match["scale"] or "").strip().casefold(), 1.0)
    return f"money {match['sign']}", scale, match.end()


def _measure(match: re.Match[str]) -> tuple[str, float, int] | None:
    """The same for a number with a unit of measure, or with what it counts."""
    unit, rate = match["unit"] or "", _rate(match["per"])
    known = unit_of_measure(unit)
    if known:
        return f"{known[0]}{rate}", known[1], match.end()
    word = _kind_of_word(unit)
    if (match["number"] or "").casefold() in _SPELT or not (word or (rate and not unit)):
        return None
    return f"count {word}".rstrip() + rate, 1.0, match.end()


def _bare(text: str, match: re.Match[str]) -> tuple[str, float, int] | None:
    """The same for a number alone at the end of a line, behind a colon or the like."""
    ends = match.end("number")
    is_last = not text[ends:].strip(" .|;,)")
    if not is_last or not _BARE.search(text, 0, match.start()) or not match["number"].isdigit():
        return None
    return "number", 1.0, ends


def _kind_of_word(word: str) -> str:
    """The stem of a word that can be counted; nothing for `and`, `to`, `x`."""
    return max(stems(word), key=len) if len(word) > 1 and is_content(word.casefold()) else ""


def _rate(per: str | None) -> str:
    if not per:
        return ""
    known = unit_of_measure(per)
    return f" per {known[1]:g} {known[0]}" if known else f" per {_kind_of_word(per)}"


def _amount(number: str) -> float:
    if number.casefold() in _SPELT:
        return float(_SPELT.index(number.casefold()) + 2)
    if re.fullmatch(r"\d{1,3}(?:[,'\u202f]\d{3})+(?:\.\d+)?", number):
        return float(re.sub(r"[,'\u202f]", "", number))
    return float(number.replace(",", "."))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _shape(text: str) -> str:
    """The text with its digits made the same."""
    return re.sub(r"\d", "0", text.casefold())


def _letters(text: str) -> str:
    return re.sub(r"[\d\s.,']", "", text).casefold()
