"""What asking returns: a cited answer, or an honest "not in your notes"."""

from dataclasses import dataclass, field

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
    changed: bool = False
    """Its note is not what it was when it was indexed: the passage may have moved, or be gone."""


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
class Mark:
    """A stretch of a quote, as half-open offsets into it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a quote was chosen, in the question's own words. Empty where nothing can be said."""

    in_quote: tuple[str, ...] = ()
    """Words of the question that the quote has, in this form, another, or under another name."""
    in_headings: tuple[str, ...] = ()
    """Those that only its headings have, or what it stands under."""
    missing: tuple[str, ...] = ()
    """Those that neither has."""
    answering: tuple[Mark, ...] = ()
    """What answers in it, where that is less than all of it; in order."""
    shared: tuple[Mark, ...] = ()
    """The words of the quote that are the question's, in order."""


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
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: the receipt of an answer."""

    notes: int
    """Notes that are indexed."""
    unreadable: int
    """Files that are not indexed because they cannot be read."""
    changed: int
    """Cited or nearest notes found changed, moved or deleted since they were indexed."""
    searched: int | None = None
    """Notes that filters for folders, tags and notes left; None without such a filter."""


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
