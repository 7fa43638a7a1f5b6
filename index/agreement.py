"""Whether two ways of running one model agree."""

from .embedder import Vectors

PROBES = (
    "How long does a queue keep messages?",
    "x",
    "The archive opens on weekdays from nine to five, and on Saturdays until noon. " * 8,
    "def add(a, b):\n    return a + b",
    "Ärger mit Umlauten, naïve façade, 東京, emoji 🦉",
)
"""Texts on which they must agree."""

LEAST_COSINE = 0.999
"""Of the vectors of a text, in the one way and in the other."""


def least_cosine(one: Vectors, other: Vectors) -> float:
    """The least cosine of a row of `one` and the same row of `other`, all of unit length."""
    return float((one * other).sum(axis=1).min())
