"""Question to passages: understand it, search, and read what was found, all over one index.

The index may be updated, or deleted and built again, between two questions; the next question
takes up the newest generation.
"""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from index import DenseIndex, Encoder, IndexInfo, Store, open_dense

from .query import Query, understand
from .reader import Reader
from .reader.choose import open_reader
from .rerank import READ, ReadMatch, read
from .search import Match, search
from .settings import RankerWeights, SearchWeights


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question."""

    query: Query
    passages: tuple[ReadMatch, ...]
    """Those that were read, best first."""
    rest: tuple[Match, ...]
    """Those that search put too low to be read, in its order."""

    @property
    def matches(self) -> tuple[Match, ...]:
        """All of them, best first."""
        return (*(one.match for one in self.passages), *self.rest)


class Finder:
    """Finds passages in one index. Not for several threads at once."""

    def __init__(self, store: Store, weights: RankerWeights, reader: str | None) -> None:
        """A finder over `store`, with the reader that `open_reader` gives for the name."""
        self.store = store
        self.info: IndexInfo = store.info()
        self._weights = weights
        self._encoder = Encoder(self.info.identity)
        self._dense: DenseIndex = open_dense(store)
        self._reader_name = reader
        self._reader: Reader | None = None
        self._beside = ThreadPoolExecutor(1, "quoth-embed")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Inside, the index stays as it is at the start: its newest generation."""
        with self._newest():
            if self.store.token() != self._dense.token:
                self.info = self.store.info()
                if self.info.identity != self._encoder.identity:
                    self._encoder, self._reader = Encoder(self.info.identity), None
                self._dense = open_dense(self.store, self._dense)
            yield

    @contextmanager
    def _newest(self) -> Iterator[None]:
        while True:
            if self.store.is_replaced():
                fresh = Store(self.store.folder)
                self.store.close()
                self.store = fresh
            with self.store.snapshot():
                self.store.check_format()  # reads, and from then on nothing seen can change
                if not self.store.is_replaced():
                    yield
                    return

    def search(
        self, question: str, history: Sequence[str] = (), without: Collection[str] = ()
    ) -> tuple[Query, list[Match]]:
        """What is searched, and what search alone makes of it, best first."""
        query = understand(self.store, self._encoder, question, history, without=without)
        # Neither SQLite nor the model holds Python's lock: the words are searched meanwhile.
        embedding = self._beside.submit(self._encoder.embed_question, query.asked)
        weights = SearchWeights()
        return query, search(self.store, self._dense, query, embedding.result, weights)

    def read(self, query: Query, matches: Sequence[Match]) -> Found:
        """What the reader makes of it. Where nothing was found, no reader is loaded."""
        if not matches:
            return Found(query, (), ())
        if self._reader is None:
            self._reader = open_reader(self._reader_name, self.info.identity.name)
        passages = read(self._reader, query, matches, self._weights.passages)
        return Found(query, tuple(passages), tuple(matches[READ:]))
