"""What is said of every bad note: where it stands, what is nasty about it, what should come of it.

Lines are counted as CommonMark does: CR LF, LF or CR ends one, and nothing else. U+2028, U+0085,
form feed and vertical tab do not, though `str.splitlines` says so.
"""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a build may make of a note."""

    INDEXED = "indexed"
    """It is found, and nothing needs to be said about it."""
    WARNED = "indexed with a warning"
    """It is found, and the receipt names it and says what is odd."""
    SKIPPED = "skipped with a reason"
    """It is not found, and the receipt names it, or what it lies in, and says why."""
    IGNORED = "ignored"
    """It is not found and not named: nothing that could be taken for a note."""


class Size(StrEnum):
    """How long the long notes are."""

    FULL = "full"
    """57 MB in all, the largest 24 MB."""
    QUICK = "quick"
    """9 MB in all, the largest 2 MB."""
    TINY = "tiny"
    """For a few seconds at every run of the tests; what is bad about a note is still in it."""


class Findable(StrEnum):
    """Whether the markers of a note that is indexed must be found by their code words."""

    YES = "yes"
    MAYBE = "maybe"
    """A question of policy. What is found must be cited rightly all the same."""


class Kind(StrEnum):
    """What stands at the path."""

    FILE = "file"
    SPARSE = "sparse file"
    HARD_LINK = "hard link"
    LINK = "symbolic link"
    PIPE = "pipe"
    SOCKET = "socket"
    FOLDER = "folder"
    TOO_DEEP = "file whose path no system call takes"


@dataclass(frozen=True, slots=True)
class Marker:
    """A sentence that stands nowhere else, with a word that stands nowhere else."""

    text: str
    code_word: str
    line: int | None
    """None where it has none: the bytes before it are no text."""
    headings: tuple[str, ...] | None = None
    """The heading path; None where it is open to opinion."""
    verbatim: str = ""
    """The sentence as it stands in the file, where that is not `text`."""

    @property
    def in_file(self) -> str:
        """The sentence as it stands in the file."""
        return self.verbatim or self.text


@dataclass(frozen=True, slots=True)
class Expectation:
    """What should come of a note, and what must never."""

    outcomes: tuple[Outcome, ...] = (Outcome.INDEXED,)
    """The best one first; the others are defensible, too."""
    outcomes_as_root: tuple[Outcome, ...] = ()
    """The same for root, who may read everything; empty where it is no other."""
    findable: Findable = Findable.YES
    holds: str = ""
    """A text that must be found in the note, where it is indexed."""
    asked_as: str = ""
    """A word as a person would type it that should find the note."""
    must_not_find: tuple[str, ...] = ()
    """In no answer, whatever is asked."""
    never_raw: tuple[str, ...] = ()
    """Never written to a terminal as it is."""
    never_live: tuple[str, ...] = ()
    """Never made an element or attribute of a page. Shown as text is right: quotes are verbatim."""

    def allowed(self, *, as_root: bool) -> tuple[Outcome, ...]:
        """The outcomes that are right, the best one first."""
        return (as_root and self.outcomes_as_root) or self.outcomes


@dataclass(frozen=True, slots=True)
class BadNote:
    """One entry of the corpus."""

    path: bytes
    """Relative to the notes folder, with slashes; not always UTF-8."""
    category: str
    nasty: str
    """What is nasty about it."""
    expected: Expectation
    kind: Kind = Kind.FILE
    markers: tuple[Marker, ...] = ()
    encoding: str = "utf-8"
    size: int = 0
    digest: str = ""
    """SHA-256 of its bytes; empty where it is not a plain file of ours."""
    copy_of: bytes = b""
    """The note that it is a copy of."""
    mutation: str = ""
    """The edit that it is the target of."""
    error: str = ""
    """Why this file system would not take it; empty where it did."""

    @property
    def name(self) -> str:
        """The path as Quoth shows it: bytes that are no UTF-8 as hexadecimal escapes."""
        return self.path.decode("utf-8", "backslashreplace")
