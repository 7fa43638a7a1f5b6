"""A small notes folder, a real index of it, and replies built from real nouns."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index import Skip, Status
from ingest import Block, BlockKind, Lines, Passage, Span
from retriever import Answer, Citation, Coverage, Hit, NotInNotes, Timing

SQS = """# SQS

Amazon SQS is a managed message queue.

## Standard queue

A standard queue delivers each message at least once.

## Policy

```json
{"Effect": "Allow"}
```
"""
GARDEN = """# Tomatoes

Tomatoes need six hours of sun a day.

# Basil

Basil grows well beside tomatoes.
"""
QUESTION = "How often does a standard queue deliver each message?"
QUOTE = "A standard queue delivers each message at least once."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, and nothing chosen by the environment."""
    folder = tmp_path / "home"
    monkeypatch.setenv("QUOTH_HOME", str(folder))
    for name in ("QUOTH_EDITOR", "QUOTH_INDEX", "QUOTH_READER", "QUOTH_SURE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def _log_handlers() -> Iterator[None]:
    """Give back the log handlers that a run of the command line replaces."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with two notes and a file that is none."""
    folder = tmp_path / "notes"
    (folder / "cloud").mkdir(parents=True)
    (folder / "cloud" / "sqs.md").write_bytes(SQS.encode())
    (folder / "garden.md").write_bytes(GARDEN.encode())
    (folder / "broken.md").write_bytes(b"\x00\x01\x02" * 100)
    return folder


@pytest.fixture
def indexed(notes: Path, home: Path) -> Path:
    """The index folder of `notes`, built with a model that only counts words."""
    import index
    from retriever import index_folder_for

    folder = index_folder_for(notes)
    index.build(notes, folder, model="hash")
    return folder


@pytest.fixture
def cite() -> Callable[..., Citation]:
    """Makes the citation of a quote from the note about SQS."""
    return _citation


@pytest.fixture
def answer() -> Answer:
    """An answer with one quote and one passage behind it."""
    hit = _hit(QUOTE, BlockKind.PARAGRAPH)
    return Answer(QUESTION, QUESTION, (_citation(QUOTE),), (hit,), 0.93, _COVERAGE, _TIMING)


@pytest.fixture
def code_answer() -> Answer:
    """An answer whose quote is a code block."""
    code = '```json\n{"Effect": "Allow"}\n```'
    hit = _hit(code, BlockKind.CODE)
    return Answer("Policy?", "Policy?", (_citation(code),), (hit,), 0.6, _COVERAGE, _TIMING)


@pytest.fixture
def declined() -> NotInNotes:
    """An honest "not in your notes"."""
    hit = _hit(QUOTE, BlockKind.PARAGRAPH)
    reason = "The word Bergamo is in none of your 2 notes."
    return NotInNotes("Bergamo?", "SQS Bergamo?", reason, (hit,), 0.11, _COVERAGE, _TIMING)


@pytest.fixture
def status() -> Status:
    """An index that is up to date, though one file of the folder cannot be read."""
    return Status(
        notes_folder=Path("/n"),
        index_folder=Path("/i"),
        notes=2,
        passages=5,
        vectors=5,
        size=300_000,
        model="hash",
        dimension=64,
        precision="float32",
        question_precision="float32",
        generation=4,
        built=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        skipped=(Skip("broken.md", "it holds NUL bytes"),),
        warnings=(),
        new=(),
        changed=(),
        deleted=(),
    )


_COVERAGE = Coverage(notes=2, unreadable=1, changed=0)
_TIMING = Timing(search=3.14, rank=12.0, total=15.6)


def _citation(quote: str, *, moved: bool = False) -> Citation:
    span = _span(quote)
    lines = Lines(SQS)
    return Citation(
        span=span,
        quote=quote,
        title="SQS",
        headings=("SQS", "Standard queue"),
        first_line=lines.number_at(span.start),
        last_line=lines.number_at(span.end - 1),
        score=0.91,
        digest="0" * 64,
        moved=moved,
    )


def _hit(text: str, kind: BlockKind) -> Hit:
    span = _span(text)
    lines = Lines(SQS)
    passage = Passage(
        span=span,
        headings=("SQS", "Standard queue"),
        text=text,
        first_line=lines.number_at(span.start),
        last_line=lines.number_at(span.end - 1),
        blocks=(Block(kind, span.start, span.end),),
    )
    return Hit(passage, "SQS", "0" * 64, rank=1, score=0.83, lexical=0.5, dense=0.77)


def _span(text: str) -> Span:
    start = SQS.index(text)
    return Span("cloud/sqs.md", start, start + len(text))
