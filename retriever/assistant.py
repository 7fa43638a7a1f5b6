"""The facade: open an index once, ask it many questions.

What is measured is what ships: the command line, the page and the evaluation all ask here.
"""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from index import DenseIndex, Encoder, Store, open_dense

from .cite import Checker
from .decide import THRESHOLD, confidence, why_not
from .model import Answer, Coverage, Hit, NotInNotes, Reply, Timing
from .query import Query, understand
from .rank import rank
from .search import Match, search
from .settings import SearchWeights


class Assistant:
    """Answers questions from one index. May be shared between threads; they take turns.

    A newer generation of the index is taken up by the next question.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._weights = SearchWeights()
        self._info = store.info()
        self._encoder = Encoder(self._info.identity)
        self._dense: DenseIndex = open_dense(store)

    @classmethod
    def open(cls, index_folder: Path) -> Self:
        """An assistant over the index in `index_folder`.

        Raises:
            QuothError: there is no index there, or it cannot be used.
        """
        return cls(Store(index_folder))

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
        """Let go of the index."""
        self._store.close()

    @property
    def notes_folder(self) -> Path:
        """The folder whose notes are searched and quoted."""
        return self._info.notes_folder

    def headings(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Up to `limit` heading paths from all over the notes: what one could ask about."""
        with self._lock:
            return self._open_store().headings(limit)

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The passages that are nearest to `query`, best first, whether they answer or not.

        Raises:
            QuothError: the query is empty, or the index cannot be used.
        """
        with self._lock, self._open_store().snapshot():
            self._take_up_changes()
            return self._hits(self._matches(self._understand(query, ())), limit)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        answers: int = 3,
        passages: int = 10,
    ) -> Reply:
        """The reply to `question`, asked after the earlier questions of `history`.

        Args:
            question: In any words.
            history: The earlier questions of the conversation, oldest first.
            answers: At most so many quotes.
            passages: At most so many passages, whether the notes answer or not.

        Raises:
            QuothError: the question is empty, or the index cannot be used.
        """
        with self._lock, self._open_store().snapshot():
            started = time.perf_counter()
            self._take_up_changes()
            query = self._understand(question, history)
            matches = self._matches(query)
            searched = time.perf_counter()
            return self._reply(query, matches, answers, passages, (started, searched))

    def _reply(
        self,
        query: Query,
        matches: list[Match],
        answers: int,
        passages: int,
        clock: tuple[float, float],
    ) -> Reply:
        ranked = rank(matches, query, answers)
        sure = confidence(matches, ranked, query)
        checker = Checker(self.notes_folder)
        good = ranked if sure >= THRESHOLD else []
        citations = checker.citations(good)
        hits = self._hits(matches, passages)
        for hit in hits[:1]:
            checker.current(hit.passage.span.note_id, hit.digest)
        coverage = Coverage(
            self._store.count("notes"), self._store.count("skipped"), len(checker.changed)
        )
        timing = _timing(*clock)
        shared = (query.question, query.searched_as)
        if citations:
            return Answer(*shared, citations, hits, sure, coverage, timing)
        reason = _all_gone() if good else why_not(query, hits, coverage.notes)
        return NotInNotes(*shared, reason, hits, sure, coverage, timing)

    def _understand(self, question: str, history: Sequence[str]) -> Query:
        return understand(self._store, self._encoder, question, history)

    def _matches(self, query: Query) -> list[Match]:
        return search(self._store, self._dense, query, self._weights)

    def _hits(self, matches: Sequence[Match], limit: int) -> tuple[Hit, ...]:
        return tuple(
            Hit(
                passage=match.stored.passage,
                title=match.stored.title,
                digest=match.stored.digest,
                rank=number,
                score=self._weights.as_share(match.score),
                lexical=match.lexical,
                dense=match.dense,
            )
            for number, match in enumerate(matches[:limit], start=1)
        )

    def _open_store(self) -> Store:
        """The store; opened anew where the index was deleted and built again meanwhile."""
        if self._store.is_replaced():
            fresh = Store(self._store.folder)
            self._store.close()
            self._store = fresh
        return self._store

    def _take_up_changes(self) -> None:
        """Follow the index to its newest generation. Inside a snapshot it then stays the same."""
        self._store.check_format()
        if self._store.token() != self._dense.token:
            self._info = self._store.info()
            if self._info.identity != self._encoder.identity:
                self._encoder = Encoder(self._info.identity)
            self._dense = open_dense(self._store)


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
