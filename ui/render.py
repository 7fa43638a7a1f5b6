"""Replies as what people see, in words and without markup: shared by the terminal and the page.

Texts here are still exactly those of the notes. Making them safe to show is left to whoever knows
where they will be shown: `terminal` and `escape`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import BlockKind, Lines
from retriever import Answer, Citation, Coverage, Difference, Hit, NotInNotes, Reply

from .marking import Piece, pieces
from .remarks import evidence_words, items_words

_CONFIDENCE = ((0.9, "very high"), (0.75, "high"), (0.5, "fair"), (0.25, "low"), (0.0, "very low"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, in the two halves of a citation line."""

    headings: str
    """The heading path; the note's title where the text stands under no heading."""
    note: str
    first_line: int
    last_line: int

    @property
    def lines(self) -> str:
        """`line 12` or `lines 12-14`."""
        first, last = self.first_line, self.last_line
        return f"line {first}" if first == last else f"lines {first}-{last}"

    @property
    def label(self) -> str:
        """The citation line: `SQS > Standard queue · sqs.md, lines 12-14`."""
        where = f"{self.note}, {self.lines}"
        return f"{self.headings} · {where}" if self.headings else where


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote with its citation."""

    text: str
    is_code: bool
    place: Place
    score: float
    moved: bool
    number: int | None
    """From 1; None where nothing refers to it."""
    items: str | None
    """How much of a list it shows, in words; None where it is no list."""
    under: tuple[str, ...]
    """What it stands under in the note, outermost first."""
    pieces: tuple[Piece, ...]
    """The quote again, divided at its marks."""
    why: str
    """What speaks for it, in words; empty where nothing can be said."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage that search found, with what each stage thought of it."""

    text: str
    is_code: bool
    place: Place
    score: float
    lexical: float
    dense: float
    changed: bool = False
    """The note has changed since: the passage may not stand there any more."""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply in words. `reason` is None exactly where there are quotes."""

    question: str
    searched_as: str | None
    """None where the question was searched as it was asked."""
    quotes: tuple[QuoteView, ...]
    differences: tuple[Difference, ...]
    """Which quotes do not agree, by their numbers from 0."""
    reason: str | None
    passages: tuple[PassageView, ...]
    confidence: str
    sure: float
    """How likely the notes answer, from 0 to 1: the number in `confidence`."""
    receipt: str
    stale: bool
    """Notes have changed since they were indexed: an update would help."""
    carried: tuple[str, ...]
    """The words that were taken over from earlier questions."""


def reply_view(reply: Reply) -> ReplyView:
    """`reply` in words, quotes and passages best first."""
    citations = reply.citations if isinstance(reply, Answer) else ()
    differences = reply.differences if isinstance(reply, Answer) else ()
    numbers = [number if differences else None for number in range(1, len(citations) + 1)]
    same = reply.searched_as.strip().casefold() == reply.question.strip().casefold()
    return ReplyView(
        question=reply.question,
        searched_as=None if same else reply.searched_as,
        quotes=tuple(
            _quote_view(citation, reply.hits, number)
            for citation, number in zip(citations, numbers, strict=True)
        ),
        differences=differences,
        reason=reply.reason if isinstance(reply, NotInNotes) else None,
        passages=passage_views(reply.hits),
        confidence=_confidence(reply),
        sure=reply.confidence,
        receipt=coverage_sentence(reply.coverage, reply.timing.total),
        stale=reply.coverage.changed > 0,
        carried=reply.carried,
    )


def passage_views(hits: Sequence[Hit]) -> tuple[PassageView, ...]:
    """`hits` in words, in their order."""
    return tuple(
        PassageView(
            text=hit.passage.text,
            is_code=all(block.kind is BlockKind.CODE for block in hit.passage.blocks),
            place=_place(
                hit.passage.headings,
                hit.title,
                hit.passage.span.note_id,
                (hit.passage.first_line, hit.passage.last_line),
            ),
            score=hit.score,
            lexical=hit.lexical,
            dense=hit.dense,
            changed=hit.changed,
        )
        for hit in hits
    )


def confidence_words(confidence: float) -> str:
    """`high (0.83)`: a word for the eye, the number for the record."""
    word = next(word for least, word in _CONFIDENCE if confidence >= least or not least)
    return f"{word} ({confidence:.2f})"


def _confidence(reply: Reply) -> str:
    # Said in full where it is low, or it would read as doubt about having declined.
    what = "Confidence" if isinstance(reply, Answer) else "Confidence that the notes answer"
    return f"{what}: {confidence_words(reply.confidence)}"


def coverage_sentence(coverage: Coverage, milliseconds: float) -> str:
    """What was searched, and what could not be: the receipt under every reply."""
    some = "" if coverage.searched is None else f"{coverage.searched:,} of "
    sentences = [f"Searched {some}{counted(coverage.notes, 'note')} in {milliseconds:.0f} ms."]
    if coverage.unreadable:
        sentences.append(f"{counted(coverage.unreadable, 'file')} could not be read.")
    if coverage.changed:
        verb = "has" if coverage.changed == 1 else "have"
        sentences.append(
            f"{counted(coverage.changed, 'note')} found here {verb} changed since the last index."
        )
    return " ".join(sentences)


def counted(number: int, noun: str) -> str:
    """`1 note`, `2 notes`, `12,345 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _quote_view(citation: Citation, hits: Sequence[Hit], number: int | None) -> QuoteView:
    lines = (citation.first_line, citation.last_line)
    return QuoteView(
        text=citation.quote,
        is_code=_is_code(citation, hits),
        place=_place(citation.headings, citation.title, citation.span.note_id, lines),
        score=citation.score,
        moved=citation.moved,
        number=number,
        items=items_words(citation.items) if citation.items else None,
        under=citation.under,
        pieces=pieces(citation.quote, citation.evidence),
        why=evidence_words(citation.evidence),
    )


def _place(headings: Sequence[str], title: str, note: str, lines: tuple[int, int]) -> Place:
    shown = " > ".join(headings) or (title if title != note else "")
    return Place(shown, note, *lines)


def _is_code(citation: Citation, hits: Sequence[Hit]) -> bool:
    """Whether the quote needs a fixed width: it is code, or its columns line up."""
    if not citation.moved and _inside_code(citation, hits):
        return True
    return _has_columns(citation.quote)


def _inside_code(citation: Citation, hits: Sequence[Hit]) -> bool:
    return any(
        block.kind is BlockKind.CODE and block.start < span.end and span.start < block.end
        for span in [citation.span]
        for hit in hits
        if hit.passage.span.note_id == span.note_id
        for block in hit.passage.blocks
    )


def _has_columns(text: str) -> bool:
    """Whether two neighbouring lines look like rows of a table."""
    rows = [line.strip() for line in Lines(text).contents]
    return any(one.startswith("|") and two.startswith("|") for one, two in pairwise(rows))
