"""What a quote says in numbers, and of what it says it: the words around each value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import terms
from ingest import Lines

from .model import Citation
from .stems import stems
from .values import RANGE, Value, find_values
from .wording import is_content

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9])")
_EXAMPLE = re.compile(
    r"\b(?:e\.?g|i\.?e|ex)\b|\bfor (?:example|instance)\b|\bsuch as\b|\bif\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:now|currently|current|today|previous|previously|former|formerly|used to be|was|were|"
    r"updated?|changed?|corrected|correction|outdated|superseded|no longer|still)\b"
    r"|\b(?:old|new)(?= *[:)\]]| +(?:value|limit|price|number|setting|rate)\b| *$)",
    re.IGNORECASE,
)
"""What says that a value has changed. `old` and `new` before another word name two things."""

_SAYS_NOTHING = frozenset(
    """
    approx approximately around roughly circa ca exactly total value number equal equals set keep
    kept keeps last lasts take takes need needs cost costs allow allows allowed hold holds store
    stored run runs amount important
    """.split()
)
_TELLS_APART = frozenset(
    """
    after before until within over under more most each both other another no not never off
    between without again instead any all per same
    """.split()
)
"""Words that carry no meaning in a question, but make another thing of a value."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value in a sentence of a quote, and the stems around it."""

    value: Value
    words: frozenset[str]
    """Those of its sentence."""
    above: frozenset[str]
    """Those of the headings and of what the sentence stands under."""
    title: frozenset[str]
    """Those of the note's title and name."""
    has_changed: bool
    """It is said to be the value of before, or that of now."""

    @property
    def around(self) -> frozenset[str]:
        """All of the words, wherever they stand."""
        return self.words | self.above | self.title


def claims(cited: Citation) -> Iterator[Claim]:
    """The values of a quote that are the only one of their kind in their sentence, and no example.

    The first line of a quote counts as leading to the others: it is what a list stands under.
    """
    above = " ".join((*cited.headings, *cited.under))
    title = content_stems(f"{cited.title} {cited.span.note_id.rpartition('.')[0]}")
    lines = [line for line in Lines(cited.quote).contents if line.strip()]
    for number, line in enumerate(lines):
        leading = content_stems(f"{above} {lines[0] if number else ''}")
        for sentence in _SENTENCE.split(line):
            if not _EXAMPLE.search(sentence):
                yield from _claims_in(sentence, leading, title)


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of `text` that can tell one thing from another."""
    return stems(" ".join(term for term in terms(text) if _can_tell(term)))


def _claims_in(sentence: str, above: frozenset[str], title: frozenset[str]) -> Iterator[Claim]:
    values = find_values(sentence)
    words = _without(sentence, values)
    plain = _CHANGE.sub(" ", words)
    for value in values:
        alone = sum(other.kind == value.kind for other in values) == 1
        if alone and value.amount != RANGE:
            yield Claim(value, content_stems(plain), above, title, plain != words)


def _without(sentence: str, values: Sequence[Value]) -> str:
    """The sentence without its values: these are what may differ."""
    for value in reversed(values):
        sentence = f"{sentence[: value.start]} {sentence[value.end :]}"
    return sentence


def _can_tell(term: str) -> bool:
    return term in _TELLS_APART or (is_content(term) and term not in _SAYS_NOTHING)
