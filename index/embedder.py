"""The seam to embedding models: anything that turns texts into unit vectors."""

import hashlib
import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimension); rows of unit length, or all zero for a text without words."""


_LONGEST = 1.01
"""Half precision and rounding make some rows a little longer than 1."""

logger = logging.getLogger(__name__)


class Embedder(Protocol):
    """Texts in, vectors out."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, in order. A text over the model's limit is cut by the model."""
        ...


class BulkEmbedder(Embedder, Protocol):
    """An embedder for many texts, which several threads may use at once."""

    precision: str
    """How it computes, in words."""

    def stop(self) -> None:
        """Let every `embed` under way end in an `EmbeddingStoppedError`, as soon as it may."""
        ...


class QuestionEmbedder(Embedder, Protocol):
    """An embedder that also takes questions, and tells which words it was taught."""

    def embed_question(self, text: str) -> Vectors:
        """Its vector, of shape (dimension,): about the one that `embed` gives, but sooner."""
        ...

    def knows(self, word: str) -> bool:
        """Whether the model's vocabulary has the (lower-case) word whole."""
        ...


class HashEmbedder:
    """A deterministic stand-in for a model: the sum of one pseudo-random vector for each word.

    Texts that share words are near each other, which is all that tests of the machinery need.
    """

    dimension = 64
    precision = "float32"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text: the normalised sum of its words' vectors."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            for word in text.lower().split():
                rows[number] += _word_vector(word.strip(".,;:!?()'\""), self.dimension)
        return unit_rows(rows)

    def embed_question(self, text: str) -> Vectors:
        """The vector that `embed` gives."""
        vector: Vectors = self.embed([text])[0]
        return vector

    def stop(self) -> None:
        """Nothing: it is done at once."""

    def knows(self, word: str) -> bool:  # noqa: ARG002
        """Never: it was taught nothing."""
        return False


@lru_cache(maxsize=4096)
def _word_vector(word: str, dimension: int) -> npt.NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:8])
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)


def unit_rows(rows: Vectors) -> Vectors:
    """The rows scaled to unit length; a row of zeros stays as it is."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def sound_rows(rows: Vectors) -> Vectors:
    """The rows, with zeros for each that holds no number, or more than a unit vector can.

    A model that overflows on one text must not make every search of the index end in nonsense;
    such a text is found by its words.
    """
    bad = ~(np.linalg.norm(rows.astype(np.float64), axis=1) <= _LONGEST)
    if bad.any():
        logger.warning(
            "the embedding model gave no numbers for %d of %d texts", bad.sum(), len(bad)
        )
        rows = np.where(bad[:, None], np.float32(0), rows)
    return rows
