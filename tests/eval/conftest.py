"""A small notes folder, and replies about it built from real nouns."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest import Lines, Passage, Span
from retriever import Answer, Citation, Coverage, Hit, NotInNotes, Reply, Timing

SQS = """# SQS

A message may have 256 KB.
Messages stay for 4 days.

- standard queue
- FIFO queue
"""

_COVERAGE = Coverage(notes=1, unreadable=0, changed=0)
_TIMING = Timing(search=1.0, rank=2.0, total=3.0)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with the one note `sqs.md`."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "sqs.md").write_text(SQS, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def cite() -> Callable[[str], Citation]:
    """Makes the citation of a quote from `sqs.md`."""
    return _citation


@pytest.fixture
def reply() -> Callable[[Sequence[str], float], Reply]:
    """Makes a reply from the quotes it shows; without quotes, a refusal."""
    return _reply


def _citation(quote: str) -> Citation:
    start = SQS.index(quote)
    end, lines = start + len(quote), Lines(SQS)
    return Citation(
        span=Span("sqs.md", start, end),
        quote=quote,
        title="SQS",
        headings=("SQS",),
        first_line=lines.number_at(start),
        last_line=lines.number_at(end - 1),
        score=0.9,
        digest=hashlib.sha256(SQS.encode()).hexdigest(),
    )


def _hit() -> Hit:
    text = SQS[7:]
    passage = Passage(Span("sqs.md", 7, len(SQS)), ("SQS",), text, 3, 7, ())
    return Hit(passage, "SQS", "digest", rank=1, score=0.8, lexical=0.5, dense=0.6)


def _reply(quotes: Sequence[str], confidence: float) -> Reply:
    if quotes:
        citations = tuple(_citation(quote) for quote in quotes)
        return Answer("?", "?", citations, (_hit(),), confidence, _COVERAGE, _TIMING)
    return NotInNotes("?", "?", "no note says so", (_hit(),), confidence, _COVERAGE, _TIMING)
