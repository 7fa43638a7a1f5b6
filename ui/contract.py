"""Replies as the JSON objects that scripts rely on. The fields only ever grow in number.

Nothing is made safe for showing here: `quote` and `text` are exactly the characters of the file,
and `to_json` escapes all that is not ASCII.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Literal, TypedDict

from index import Skip, Status
from retriever import Answer, Citation, Coverage, Difference, Hit, ListShown, Reply


class ItemsObject(TypedDict):
    """How much of a list a quote shows; with `at_least` the list may be longer than `total`."""

    shown: int
    total: int
    at_least: bool


class AnswerObject(TypedDict):
    """One quote and where it stands; offsets are code points, lines count from 1."""

    quote: str
    note: str
    headings: list[str]
    start_line: int
    end_line: int
    start: int
    end: int
    score: float
    items: ItemsObject | None
    """None where the quote is no list."""


class DifferenceObject(TypedDict):
    """Two of `answers`, by their places from 0, and the values in which they do not agree."""

    first: int
    second: int
    values: list[str]


class PassageObject(TypedDict):
    """One passage that search found."""

    note: str
    headings: list[str]
    start_line: int
    end_line: int
    score: float
    text: str
    changed: bool


class CoverageObject(TypedDict):
    """What was searched."""

    notes: int
    unreadable: int
    changed: int


class TimingObject(TypedDict):
    """Milliseconds spent."""

    search: float
    rank: float
    total: float


class ReplyObject(TypedDict):
    """What `ask --json` prints, and `ask --batch` once a line, there with an `id` in front."""

    question: str
    searched_as: str
    status: Literal["answered", "not_in_notes"]
    confidence: float
    reason: str | None
    answers: list[AnswerObject]
    differences: list[DifferenceObject]
    passages: list[PassageObject]
    coverage: CoverageObject
    ms: TimingObject


class SearchObject(TypedDict):
    """What `search --json` prints."""

    query: str
    passages: list[PassageObject]


class SkipObject(TypedDict):
    """A file that is not indexed, or is with a warning, and why."""

    path: str
    reason: str


class StatusObject(TypedDict):
    """What `status --json` prints."""

    notes_folder: str
    index_folder: str
    notes: int
    passages: int
    vectors: int
    bytes: int
    model: str
    dimension: int
    precision: str
    question_precision: str
    generation: int
    built: str
    skipped: list[SkipObject]
    warnings: list[SkipObject]
    new: list[str]
    changed: list[str]
    deleted: list[str]


def reply_object(reply: Reply) -> ReplyObject:
    """`reply` as `ask --json` prints it; declined, it has a reason and no answers."""
    answered = isinstance(reply, Answer)
    return {
        "question": reply.question,
        "searched_as": reply.searched_as,
        "status": "answered" if answered else "not_in_notes",
        "confidence": round(reply.confidence, 4),
        "reason": None if isinstance(reply, Answer) else reply.reason,
        "answers": [
            _answer(citation) for citation in (reply.citations if isinstance(reply, Answer) else ())
        ],
        "differences": [
            _difference(found) for found in (reply.differences if isinstance(reply, Answer) else ())
        ],
        "passages": [_passage(hit) for hit in reply.hits],
        "coverage": _coverage(reply.coverage),
        "ms": {
            "search": round(reply.timing.search, 1),
            "rank": round(reply.timing.rank, 1),
            "total": round(reply.timing.total, 1),
        },
    }


def search_object(query: str, hits: Iterable[Hit]) -> SearchObject:
    """The passages found for `query`, best first."""
    return {"query": query, "passages": [_passage(hit) for hit in hits]}


def status_object(status: Status) -> StatusObject:
    """`status` as `status --json` prints it; `built` is an ISO 8601 time."""
    return {
        "notes_folder": str(status.notes_folder),
        "index_folder": str(status.index_folder),
        "notes": status.notes,
        "passages": status.passages,
        "vectors": status.vectors,
        "bytes": status.size,
        "model": status.model,
        "dimension": status.dimension,
        "precision": status.precision,
        "question_precision": status.question_precision,
        "generation": status.generation,
        "built": status.built.isoformat(),
        "skipped": [_skip(skip) for skip in status.skipped],
        "warnings": [_skip(skip) for skip in status.warnings],
        "new": list(status.new),
        "changed": list(status.changed),
        "deleted": list(status.deleted),
    }


def to_json(value: Mapping[str, object], *, indent: int | None = None) -> str:
    """`value` as JSON in ASCII: on one line unless an indent is given."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent)


def _answer(citation: Citation) -> AnswerObject:
    return {
        "quote": citation.quote,
        "note": citation.span.note_id,
        "headings": list(citation.headings),
        "start_line": citation.first_line,
        "end_line": citation.last_line,
        "start": citation.span.start,
        "end": citation.span.end,
        "score": round(citation.score, 4),
        "items": _items(citation.items) if citation.items else None,
    }


def _items(items: ListShown) -> ItemsObject:
    return {"shown": items.shown, "total": items.total, "at_least": items.at_least}


def _difference(found: Difference) -> DifferenceObject:
    return {"first": found.first, "second": found.second, "values": list(found.values)}


def _passage(hit: Hit) -> PassageObject:
    return {
        "note": hit.passage.span.note_id,
        "headings": list(hit.passage.headings),
        "start_line": hit.passage.first_line,
        "end_line": hit.passage.last_line,
        "score": round(hit.score, 4),
        "text": hit.passage.text,
        "changed": hit.changed,
    }


def _coverage(coverage: Coverage) -> CoverageObject:
    return {
        "notes": coverage.notes,
        "unreadable": coverage.unreadable,
        "changed": coverage.changed,
    }


def _skip(skip: Skip) -> SkipObject:
    return {"path": skip.path, "reason": skip.reason}
