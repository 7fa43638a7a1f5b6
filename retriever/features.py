"""What speaks for and against a span as the answer, as numbers of about the same size."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from ingest import BlockKind, Extent, Unit, units

from .asked import Asked
from .query import Query
from .rerank import ReadMatch, log_sum
from .spans import AnswerSpan, Shape
from .stems import stems


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage with what all of its spans share."""

    read: ReadMatch
    pieces: tuple[Unit, ...]
    heading_stems: frozenset[str]
    behind: float
    """How far the passage's score lies below the best one's; 0 for the best."""
    answers: float
    """The log-odds that some unit of the passage answers."""
    everywhere: float
    """The log-odds that any unit of any passage answers."""


def gather(read: ReadMatch, best_score: float, everywhere: float) -> Evidence:
    """The evidence that is the same for every span of a passage."""
    stored = read.match.stored
    headings = " ".join((stored.title, *stored.passage.headings))
    pieces = units(stored.passage)
    behind = best_score - read.score
    return Evidence(read, pieces, stems(headings), behind, read.answers, everywhere)


def features(
    span: AnswerSpan, evidence: Evidence, query: Query, asked: Asked
) -> Mapping[str, float]:
    """The named features of a span. Shapes are 0 or 1; the rest lies between about -2 and 2."""
    covered = evidence.pieces[span.first : span.last + 1]
    match, scores = evidence.read.match, evidence.read.units[span.first : span.last + 1]
    cosines = match.unit_cosines[span.first : span.last + 1]
    inside = log_sum(scores)
    text = _text(span, evidence)
    own = stems(text)
    lead = covered[0].block.lead
    context = own | evidence.heading_stems | (_lead_stems(lead, evidence) if lead else frozenset())
    fresh = len(own - query.weights.keys() - evidence.heading_stems)
    is_code = covered[0].block.kind is BlockKind.CODE
    is_list = span.shape is Shape.LIST
    return {
        "reader_best": float(scores.max()) / 3,
        "reader_worst": max(float(scores.min()), -6.0) / 3,
        "reader_share": exp(inside - evidence.answers),
        "reader_share_of_all": exp(inside - max(0.0, evidence.everywhere)),
        "best_cosine": float(cosines.max()),
        "mean_cosine": float(cosines.mean()),
        "passage": -min(evidence.behind, 6.0) / 3,
        "coverage": query.coverage(own),
        "coverage_in_context": query.coverage(context),
        "little_new": float(fresh <= 2),
        "label": float(text.endswith(":") or covered[-1].block.kind is BlockKind.LABEL),
        "length": log(len(text) / 80) / 2,
        "code": float(is_code and not asked.code),
        "list_wanted_and_there": float(asked.whole_list and is_list),
        "list_wanted_and_whole": float(asked.whole_list and is_list and span.whole),
        **{f"{kind}_wanted_and_there": float(there) for kind, there in asked.met_by(text).items()},
        **{str(shape): float(span.shape is shape) for shape in Shape if shape is not Shape.UNIT},
    }


def _text(span: AnswerSpan, evidence: Evidence) -> str:
    passage = evidence.read.match.stored.passage
    inside = passage.text[max(0, span.start - passage.span.start) : span.end - passage.span.start]
    if span.shape is Shape.WITH_HEADING:
        return f"{passage.headings[-1] if passage.headings else ''}\n{inside}"
    return inside


def _lead_stems(lead: Extent, evidence: Evidence) -> frozenset[str]:
    passage = evidence.read.match.stored.passage
    start = lead.start - passage.span.start
    return stems(passage.text[start : lead.end - passage.span.start]) if start >= 0 else frozenset()
