"""The facade: open an index once, ask it many questions.

What is measured is what ships: the command line, the page and the evaluation all ask here.
"""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from math import inf
from pathlib import Path
from types import TracebackType
from typing import Self

from index import NoteLabels, Store
from ingest import QuothError

from .cite import Checker
from .decide import confidence, why_not
from .disagree import differences
from .empty import bare_heading, empty_heading
from .finder import Finder, Found
from .leaning import doubt
from .model import Answer, Coverage, Hit, NotInNotes, Reply, Timing
from .rank import rank
from .rerank import as_share
from .scope import labels_of, notes_in
from .settings import ranker_weights, sure_enough


class AssistantClosedError(QuothError):
    """An assistant was asked after it had been closed."""


class Assistant:
    """Answers questions from one index. May be shared between threads; they take turns.

    A newer generation of the index is taken up by the next question.
    """

    def __init__(self, store: Store, reader: str | None = None) -> None:
        self._lock = threading.Lock()
        self._is_closed = False
        self._weights = ranker_weights()
        self._finder = Finder(store, self._weights, reader)

    @classmethod
    def open(cls, index_folder: Path, reader: str | None = None) -> Self:
        """An assistant over the index in `index_folder`.

        Args:
            index_folder: Where the index lies.
            reader: A name as `QUOTH_READER` may hold one (see `open_reader`); `none` reads
                nothing, which is faster. It is loaded by the first question.

        Raises:
            QuothError: there is no index there, or it cannot be used.
        """
        return cls(Store(index_folder), reader)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index, as soon as the question under way is answered."""
        # SQLite may crash where a connection is closed under the thread that reads from it.
        with self._lock:
            self._is_closed = True
            self._finder.store.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Inside, no other thread asks, and the index stays as it is."""
        with self._lock:
            if self._is_closed:
                raise AssistantClosedError("This index was closed. Open it again to ask it.")
            with self._finder.snapshot():
                yield

    @property
    def notes_folder(self) -> Path:
        """The folder whose notes are searched and quoted."""
        return self._finder.info.notes_folder

    def headings(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Up to `limit` heading paths from all over the notes: what one could ask about."""
        with self._turn():
            return self._finder.store.headings(limit)

    def labels(self) -> tuple[NoteLabels, ...]:
        """What every note is called and filed under, in the order of paths."""
        with self._turn():
            return labels_of(self._finder.store)

    def find(
        self, question: str, history: Sequence[str] = (), *, without: Collection[str] = ()
    ) -> Found:
        """The passages for `question`, read and in order, whether they answer or not.

        Raises:
            QuothError: the question is empty, or the index cannot be used.
        """
        with self._turn():
            return self._finder.read(*self._finder.search(question, history, without))

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The passages that fit `query` best, best first, whether they answer or not.

        Raises:
            QuothError: the query is empty, or the index cannot be used.
        """
        found = self.find(query)
        return _hits(found, limit, Checker(self.notes_folder, found.query))

    def ask(  # noqa: PLR0913  (a facade: each option is one that some caller needs)
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        answers: int = 3,
        passages: int = 10,
        without: Collection[str] = (),
        sure: float | None = None,
        on_searched: Callable[[int], None] = lambda _: None,
    ) -> Reply:
        """The reply to `question`, asked after the earlier questions of `history`.

        Args:
            question: In any words.
            history: The earlier questions of the conversation, oldest first.
            answers: At most so many quotes.
            passages: At most so many passages, whether the notes answer or not.
            without: Words that are not to be carried over from the history.
            sure: How likely the notes must answer, from 0 to 1, or Quoth declines; None is the
                user's setting.
            on_searched: Called with the number of passages found, before any is read.

        Raises:
            QuothError: the question is empty, or the index cannot be used.
        """
        # First: nobody should wait for an answer only to hear that a setting is wrong.
        least = sure_enough() if sure is None else sure
        with self._turn():
            started = time.perf_counter()
            query, matches = self._finder.search(question, history, without)
            on_searched(len(matches))
            searched = time.perf_counter()
            found = self._finder.read(query, matches)
            return self._reply(found, (answers, passages), least, (started, searched))

    def _reply(
        self, found: Found, limits: tuple[int, int], sure: float, clock: tuple[float, float]
    ) -> Reply:
        query, store = found.query, self._finder.store
        ranked = rank(found.passages, query, self._weights.spans, limits[0])
        gap = empty_heading(store, query, [match.stored.passage for match in found.matches])
        doubts = doubt(query, ranked[0]) if ranked else 0.0
        likely = confidence(found.passages, self._weights.confidence, doubts)
        if gap:  # the notes have a place for it, and say nothing there
            likely = 0.0
        checker = Checker(self.notes_folder, query)
        good = ranked if likely >= sure else []
        citations = checker.citations(good)
        hits = _hits(found, limits[1], checker)
        notes, unreadable = (
            store.remember(table, partial(store.count, table)) for table in ("notes", "skipped")
        )
        searched = notes_in(store, query.scope)
        coverage = Coverage(notes, unreadable, len(checker.changed), searched)
        timing = _timing(*clock)
        shared = (query.question, query.searched_as)
        if citations:
            return Answer(
                *(*shared, citations, hits, likely, coverage, timing),
                carried=query.carried,
                differences=differences((*query.terms, *query.also), citations),
            )
        bare = None if gap else bare_heading(store, query.unknown)
        why = gap.reason if gap else why_not(query, hits, coverage.notes, bare)
        reason = _all_gone() if good else why
        return NotInNotes(*shared, reason, hits, likely, coverage, timing, carried=query.carried)


def _hits(found: Found, limit: int, checker: Checker) -> tuple[Hit, ...]:
    scores = {one.match.stored.number: one.score for one in found.passages}
    return tuple(
        Hit(
            passage=match.stored.passage,
            title=match.stored.title,
            digest=match.stored.digest,
            rank=number,
            score=as_share(scores.get(match.stored.number, -inf)),
            lexical=match.lexical,
            dense=match.dense,
            changed=checker.has_changed(match.stored.passage.span.note_id, match.stored.digest),
        )
        for number, match in enumerate(found.matches[:limit], start=1)
    )


def _all_gone() -> str:
    return (
        "The passages that answered have changed or gone since the notes were indexed. "
        "Bring the index up to date: quoth index NOTES"
    )


def _timing(started: float, searched: float) -> Timing:
    now = time.perf_counter()
    return Timing(
        search=(searched - started) * 1000,
        rank=(now - searched) * 1000,
        total=(now - started) * 1000,
    )
