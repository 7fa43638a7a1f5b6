"""What kind of answer a question wants, told by its wording, and whether a text has that kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .lists import wants_list

_NUMBER = (
    r"\bhow (?:many|much|long|often|big|large|far|fast|high|old|soon|late|deep|heavy|wide|thick|hot"
    r"|cold)\b|\b(?:maximum|minimum|max|min|limit|size|timeout|duration|percentage|cost|price|port"
    r"|number|ratio|temperature|weight|rate)\b"
)
_TIME = r"\b(?:when|what (?:day|date|year|time)|which (?:day|date|year|month|week))\b"
_REASON = r"\b(?:why|reason|because|how come|what for)\b"
_PERSON = r"\b(?:who|whom|whose)\b"
_DIFFERENCE = r"\b(?:differ|difference|differences|compare|compared|versus|vs|better)\b"

_WANTED = {
    "number": re.compile(_NUMBER, re.IGNORECASE),
    "time": re.compile(_TIME, re.IGNORECASE),
    "reason": re.compile(_REASON, re.IGNORECASE),
    "person": re.compile(_PERSON, re.IGNORECASE),
    "difference": re.compile(_DIFFERENCE, re.IGNORECASE),
}
_HELD = {
    "number": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|none|once|twice)\b",
        re.IGNORECASE,
    ),
    "time": re.compile(
        r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|spring"
        r"|summer|autumn|winter|morning|evening|night|daily|weekly|monthly|yearly|after|before|until"
        r"|every)",
        re.IGNORECASE,
    ),
    "reason": re.compile(
        r"\b(?:because|so that|since|due to|otherwise|reason|why|else|to avoid|as it|as they)\b",
        re.IGNORECASE,
    ),
    "person": re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][a-z]+"),
    "difference": re.compile(
        r"\b(?:than|vs|versus|but|while|whereas|unlike|instead|not|only|both)\b", re.IGNORECASE
    ),
}
_CODE = re.compile(
    r"\b(?:yaml|json|code|template|diagram|example|command|syntax|snippet)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What kind of answer a question wants; it may be several, or none that can be told."""

    kinds: frozenset[str]
    """Of number, time, reason, person and difference."""
    whole_list: bool
    code: bool

    def met_by(self, text: str) -> Mapping[str, bool]:
        """For each kind, whether it is wanted and `text` has something of that kind."""
        return {
            kind: kind in self.kinds and held.search(text) is not None
            for kind, held in _HELD.items()
        }


def asked_for(question: str) -> Asked:
    """What kind of answer `question` wants.

    >>> sorted(asked_for("How long are messages kept, and why?").kinds)
    ['number', 'reason']
    """
    kinds = frozenset(kind for kind, wanted in _WANTED.items() if wanted.search(question))
    return Asked(kinds, wants_list(question), _CODE.search(question) is not None)
