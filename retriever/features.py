"""What speaks for and against a span as the answer, as numbers of about the same size."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from ingest import BlockKind, Extent, Unit, units

from .query import Query
from .search import Match
from .spans import AnswerSpan, Shape
from .stems import stems

_COUNT = re.compile(
    r"\b(how (?:many|much|long|often|big|large|far|fast|high|old|soon|late|deep|heavy)|maximum|"
    r"minimum|max|min|limit|size|timeout|duration|percentage|cost|price|when|port|age|year|date|"
    r"number of)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|reason|because)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"\b(?:because|so that|since|due to|otherwise|reason|why|else)\b", re.I)
_CODE_WORD = re.compile(
    r"\b(?:yaml|json|code|template|diagram|example|command|syntax|snippet)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What kind of answer a question wants."""

    number: bool
    reason: bool
    code: bool


def asked_for(question: str) -> Asked:
    """What kind of answer `question` wants, by its wording."""
    return Asked(
        number=bool(_COUNT.search(question)),
        reason=bool(_WHY.search(question)),
        code=bool(_CODE_WORD.search(question)),
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A match with what all of its spans share."""

    match: Match
    pieces: tuple[Unit, ...]
    heading_stems: frozenset[str]
    behind: float
    """How far the match's score lies below the best one's; 0 for the best."""


def gather(match: Match, best_score: float) -> Evidence:
    """The evidence that is the same for every span of a match."""
    headings = " ".join((match.stored.title, *match.stored.passage.headings))
    pieces = units(match.stored.passage)
    return Evidence(match, pieces, stems(headings), best_score - match.score)


def features(
    span: AnswerSpan, evidence: Evidence, query: Query, asked: Asked
) -> Mapping[str, float]:
    """The named features of a span. Shapes are 0 or 1; the rest lies between about -2 and 2."""
    covered = evidence.pieces[span.first : span.last + 1]
    cosines = evidence.match.unit_cosines[span.first : span.last + 1]
    text = _text(span, evidence)
    own = stems(text)
    lead = covered[0].block.lead
    context = own | evidence.heading_stems | (_lead_stems(lead, evidence) if lead else frozenset())
    has_number = any(char.isdigit() for char in text)
    fresh = len(own - query.weights.keys() - evidence.heading_stems)
    is_code = covered[0].block.kind is BlockKind.CODE
    return {
        "best_cosine": float(cosines.max()),
        "mean_cosine": float(cosines.mean()),
        "passage": -min(evidence.behind, 6.0) / 3,
        "coverage": query.coverage(own),
        "coverage_in_context": query.coverage(context),
        "little_new": float(fresh <= 2),
        "label": float(text.endswith(":") or covered[-1].block.kind is BlockKind.LABEL),
        "length": log(len(text) / 80) / 2,
        "code": float(is_code and not asked.code),
        "number_wanted_and_there": float(asked.number and has_number),
        "number_wanted_and_missing": float(asked.number and not has_number),
        "reason_wanted_and_there": float(asked.reason and _BECAUSE.search(text) is not None),
        **{str(shape): float(span.shape is shape) for shape in Shape if shape is not Shape.UNIT},
    }


def _text(span: AnswerSpan, evidence: Evidence) -> str:
    passage = evidence.match.stored.passage
    inside = passage.text[max(0, span.start - passage.span.start) : span.end - passage.span.start]
    if span.shape is Shape.WITH_HEADING:
        return f"{passage.headings[-1] if passage.headings else ''}\n{inside}"
    return inside


def _lead_stems(lead: Extent, evidence: Evidence) -> frozenset[str]:
    passage = evidence.match.stored.passage
    start = lead.start - passage.span.start
    return stems(passage.text[start : lead.end - passage.span.start]) if start >= 0 else frozenset()
