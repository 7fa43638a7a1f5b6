"""Embed the passages that have no vector yet, beside whoever reads the notes they come from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Self

from .embedder import Vectors
from .encoder import MANY, Encoder, ModelIdentity
from .lanes import Lanes
from .model import OnProgress, Progress, Stage
from .writer import Writer

_AT_ONCE = 64
"""Passages of a lot. Lots are committed one by one: an interrupted build loses those in work."""

Texts = tuple[str, ...]
"""What the model reads of one passage (see `embedded_texts`)."""
_Lot = tuple[tuple[bytes, Texts], ...]


class MissingVectors:
    """Makes the vectors that are not there, lot by lot, and keeps them for good.

    A passage that several notes share is embedded once and counts as reused from then on.
    """

    def __init__(self, identity: ModelIdentity, writer: Writer, on_progress: OnProgress) -> None:
        self._encoder = Encoder(identity)
        self._writer = writer
        self._on_progress = on_progress
        self._lanes: Lanes[_Lot, list[Vectors]] = Lanes(self._embed_many)
        self._added = 0
        self._new: dict[bytes, Texts] = {}
        """Not looked for yet."""
        self._wanted: dict[bytes, Texts] = {}
        """Without a vector, and in no lot yet."""
        self._in_work: set[bytes] = set()
        self._given = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._encoder.stop()
        self._lanes.close()

    def add(self, passages: Sequence[tuple[bytes, Texts]]) -> None:
        """Have the vectors made of passages, by their keys, where there are none."""
        self._added += len(passages)
        self._new.update(
            (key, texts)
            for key, texts in passages
            if key not in self._wanted and key not in self._in_work
        )
        if len(self._new) >= _AT_ONCE:
            self._look_up()

    def finish(self) -> tuple[int, int]:
        """Make what is left; how many passages were embedded, and how many had vectors."""
        self._look_up()
        rest = list(_lots(self._wanted))
        left = len(self._in_work) + len(self._wanted)
        done = 0
        self._tell(done, left)
        for lot, vectors in self._many(rest) if self._given else self._few(rest):
            self._keep(lot, vectors)
            done += len(lot)
            self._tell(done, left)
        return self._given, self._added - self._given

    @property
    def precision(self) -> str | None:
        """How they were made, in words, if they were many; a few are always made in float32."""
        return self._encoder.precision

    def _look_up(self) -> None:
        """Sort out what has a vector; begin with what has none, once it is known to be a lot."""
        missing = self._writer.missing_vectors(list(self._new))
        self._wanted.update((key, self._new[key]) for key in self._new if key in missing)
        self._new.clear()
        if self._given + len(self._wanted) < MANY:
            return
        for lot in _lots(self._wanted):
            if len(lot) == _AT_ONCE:
                self._give(lot)
        for done, vectors in self._lanes.done():
            self._keep(done, vectors)

    def _give(self, lot: _Lot) -> None:
        self._given += len(lot)
        for key, _ in lot:
            del self._wanted[key]
            self._in_work.add(key)
        self._lanes.give(lot)

    def _few(self, lots: Sequence[_Lot]) -> Iterator[tuple[_Lot, list[Vectors]]]:
        for lot in lots:
            self._given += len(lot)
            yield lot, _embed(self._encoder, lot)

    def _many(self, lots: Sequence[_Lot]) -> Iterator[tuple[_Lot, list[Vectors]]]:
        for lot in lots:
            self._give(lot)
        yield from self._lanes.done(until_all=True)

    def _keep(self, lot: _Lot, vectors: Sequence[Vectors]) -> None:
        keys = [key for key, _ in lot]
        self._writer.add_vectors(keys, vectors)
        self._in_work.difference_update(keys)

    def _tell(self, done: int, total: int) -> None:
        self._on_progress(Progress(Stage.EMBEDDING, done, total))

    def _embed_many(self, lot: _Lot) -> list[Vectors]:
        return _embed(self._encoder, lot, MANY)


def _lots(wanted: Mapping[bytes, Texts]) -> Iterator[_Lot]:
    passages = list(wanted.items())
    for start in range(0, len(passages), _AT_ONCE):
        yield tuple(passages[start : start + _AT_ONCE])


def _embed(encoder: Encoder, lot: _Lot, in_all: int = 0) -> list[Vectors]:
    every = dict.fromkeys(text for _, texts in lot for text in texts)  # some stand more than once
    rows = encoder.embed(list(every), in_all)
    places = {text: place for place, text in enumerate(every)}
    return [rows[[places[text] for text in texts]] for _, texts in lot]
