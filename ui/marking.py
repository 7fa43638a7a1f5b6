"""A quote divided where something in it is to be seen at a glance."""

from dataclasses import dataclass
from enum import StrEnum

from retriever import Evidence


class Emphasis(StrEnum):
    """Why a piece of a quote stands out."""

    NONE = "none"
    SHARED = "shared"
    """A word of the question."""
    ANSWER = "answer"
    """What answers it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote that looks the same from end to end."""

    text: str
    emphasis: Emphasis


def pieces(quote: str, evidence: Evidence) -> tuple[Piece, ...]:
    """The pieces of `quote` in order; joined they are the quote. None of them is empty."""
    look = [Emphasis.NONE] * len(quote)
    for marks, emphasis in (
        (evidence.shared, Emphasis.SHARED),
        (evidence.answering, Emphasis.ANSWER),
    ):
        for mark in marks:
            look[mark.start : mark.end] = [emphasis] * len(look[mark.start : mark.end])
    found: list[Piece] = []
    start = 0
    for place in range(1, len(quote) + 1):
        if place == len(quote) or look[place] != look[start]:
            found.append(Piece(quote[start:place], look[start]))
            start = place
    return tuple(found)
