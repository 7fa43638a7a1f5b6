"""Headings with nothing under them: what the notes have a place for, and do not say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index import Store, find_headings, terms
from ingest import Passage

from .query import Query
from .stems import stems
from .wording import content_terms

_ASKS_IN_GENERAL = stems(
    "work works mean means explain describe define definition know say tell note notes info detail "
    "details about list overview"
)
"""What a question may have beside the words of a heading."""
_PIECES = 10
"""Enough to leave few headings; a long question has no more."""


@dataclass(frozen=True, slots=True)
class EmptyHeading:
    """A heading that stands alone: neither text nor another heading's text is under it."""

    note: str
    line: int
    headings: tuple[str, ...]
    """The path, this heading last."""

    @property
    def place(self) -> str:
        """The heading and where it stands."""
        return f'heading "{self.headings[-1]}" ({self.note}, line {self.line})'

    @property
    def reason(self) -> str:
        """Why the notes do not answer, in words that a person can check."""
        return f"Your notes have a {self.place}, with nothing under it."


def empty_heading(
    store: Store, query: Query, passages: Sequence[Passage] = ()
) -> EmptyHeading | None:
    """The heading that the question names word for word, where the notes say no more of it.

    Args:
        store: The index.
        query: The question. Where it chooses notes, nothing is said of headings.
        passages: What was found for it. One that has all of its words says more of it.
    """
    if not query.scope.is_open:
        return None
    # The words as they were typed, too: one that only an empty heading has is unknown to search.
    typed = " ".join((*query.carried, query.question))
    for text in dict.fromkeys((typed, query.asked)):
        asked = stems(" ".join(content_terms(text))) - _ASKS_IN_GENERAL
        joined = "".join(terms(text))
        empty = find_headings(store.connection, empty=True, holding=_beginnings(asked))
        fitting = [found for found in empty if _names(found.path, asked, joined)]
        if fitting:
            found = min(fitting, key=lambda one: len(_stems(one.path) - asked))
            is_told = _is_told(store, passages, asked)
            return None if is_told else EmptyHeading(found.note, found.line, found.path)
    return None


def bare_heading(store: Store, words: Collection[str]) -> tuple[str, EmptyHeading] | None:
    """One of the `words`, and the heading without text that it stands in; None where none does.

    Search knows words of text and of the headings above it. Those of a bare heading it does not
    know; they are in the notes all the same.
    """
    for word in words:
        wanted = stems(word)
        for found in find_headings(store.connection, empty=True, holding=_beginnings(wanted)):
            if wanted <= _stems(found.path[-1:]):
                return word, EmptyHeading(found.note, found.line, found.path)
    return None


def _is_told(store: Store, passages: Sequence[Passage], asked: frozenset[str]) -> bool:
    """Whether a heading with text under it, or a passage, has all of these words."""
    with_text = find_headings(store.connection, empty=False, holding=_beginnings(asked))
    return any(asked <= _stems(found.path) for found in with_text) or any(
        asked <= _stems((*passage.headings, passage.text)) for passage in passages
    )


def _beginnings(asked: frozenset[str]) -> list[str]:
    """What the words behind these stems begin with, for sure: `fl` for `fli`, which is `fly`."""
    return sorted(stem[: min(3, max(1, len(stem) - 1))] for stem in asked)[:_PIECES]


def _names(path: Sequence[str], asked: frozenset[str], joined: str) -> bool:
    """Whether the question asks for this heading: all of its words, and none that are not there.

    What the headings above it say already need not be said again.
    """
    if not asked or not asked <= _stems(path):
        return False
    above = _stems(path[:-1])
    own = [term for term in content_terms(path[-1]) if not stems(term) <= above]
    return all(stems(term) <= asked or term in joined for term in own or content_terms(path[-1]))


def _stems(path: Sequence[str]) -> frozenset[str]:
    return stems(" ".join(path))
