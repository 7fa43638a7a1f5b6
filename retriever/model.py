"""What asking returns: a cited answer, or an honest "not in your notes"."""

from dataclasses import dataclass

from ingest import Passage, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found, with what each stage gave it."""

    passage: Passage
    title: str
    """The title of the passage's note."""
    digest: str
    """SHA-256 of the note's file when it was indexed."""
    rank: int
    """From 1."""
    score: float
    """From 0 to 1, higher is better."""
    lexical: float
    """The BM25 share of the score, from 0 to 1; 0 where the words did not find it."""
    dense: float
    """Cosine of question and passage, from -1 to 1."""


@dataclass(frozen=True, slots=True)
class ListShown:
    """How much of a list a quote shows, in items of the list's own level."""

    shown: int
    total: int
    at_least: bool = False
    """The list may go on in a neighbouring passage: it has `total` items or more."""

    @property
    def is_whole(self) -> bool:
        """Whether every item is in the quote, as far as can be known."""
        return self.shown == self.total and not self.at_least


@dataclass(frozen=True, slots=True)
class Difference:
    """Two quotes of one answer that give different values for what seems to be the same thing."""

    first: int
    """The number of a citation, from 0; the next one is higher."""
    second: int
    values: tuple[str, str]
    """As they stand in the two quotes."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands, checked against the file when it was made."""

    span: Span
    quote: str
    """Exactly the characters of the file at `span`."""
    title: str
    headings: tuple[str, ...]
    first_line: int
    last_line: int
    score: float
    """From 0 to 1, higher is better."""
    digest: str
    """SHA-256 of the file that the quote was checked against."""
    moved: bool = False
    """The note has changed since it was indexed; the quote was found again in it."""
    items: ListShown | None = None
    """How much of a list the quote shows; None where it is no list, or has moved."""
    under: tuple[str, ...] = ()
    """What the quote stands under without holding it, outermost first: parent items, a label, the
    header row of a table. Empty where the quote has moved."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: the receipt of an answer."""

    notes: int
    unreadable: int
    """Files that are not indexed because they cannot be read."""
    changed: int
    """Cited or nearest notes found changed, moved or deleted since they were indexed."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds spent."""

    search: float
    rank: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The notes answer: one citation or more, best first."""

    question: str
    searched_as: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    confidence: float
    """How likely the notes answer the question at all, from 0 to 1."""
    coverage: Coverage
    timing: Timing
    differences: tuple[Difference, ...] = ()
    """Pairs of citations that do not agree."""
    carried: tuple[str, ...] = ()
    """The words that were taken over from earlier questions, as they were typed there."""


@dataclass(frozen=True, slots=True)
class NotInNotes:
    """The notes do not answer: why, and what came nearest."""

    question: str
    searched_as: str
    reason: str
    hits: tuple[Hit, ...]
    confidence: float
    """How likely the notes answer the question at all, from 0 to 1."""
    coverage: Coverage
    timing: Timing
    carried: tuple[str, ...] = ()
    """The words that were taken over from earlier questions, as they were typed there."""


Reply = Answer | NotInNotes
