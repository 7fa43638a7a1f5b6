"""How good the reader is on notebooks that it does not learn from. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from retriever.reader.network import ReaderNetwork
from retriever.reader.rows import Words

from ..metrics import auroc
from .examples import Example
from .lessons import Lesson, lessons_of
from .scoring import scores_of

TOP = 8
"""Passages of a question that are looked at: those whose quotes are considered for an answer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How held-out questions went."""

    first_right: float | None
    """The share of answered questions whose best unit answers; None without any."""
    auroc: float | None
    """The chance that an answered question looks more so than another; None without both."""
    answered: int
    unanswered: int

    def __str__(self) -> str:
        first, area = (
            "-" if one is None else f"{one:.3f}" for one in (self.first_right, self.auroc)
        )
        return (
            f"held out: first unit right {first} of {self.answered}, "
            f"AUROC {area} against {self.unanswered} without an answer"
        )


def top_of(examples: Sequence[Example]) -> tuple[Example, ...]:
    """The examples with their best passages only, without those that lose their answer so."""
    cut = [replace(one, parts=one.parts[:TOP]) for one in examples]
    return tuple(
        short
        for short, one in zip(cut, examples, strict=True)
        if short.is_answered == one.is_answered
    )


def check(network: ReaderNetwork, words: Words, examples: Sequence[Example]) -> Checked:
    """How the network does on `examples`, each read as it is."""
    first: list[bool] = []
    sure: dict[bool, list[float]] = {True: [], False: []}
    for lesson in lessons_of(words, examples):
        scores = _scores(network, lesson)
        sure[bool(lesson.gold)].append(float(torch.logsumexp(scores, 0)))
        if lesson.gold:
            first.append(int(scores.argmax()) in lesson.gold)
    return Checked(
        first_right=sum(first) / len(first) if first else None,
        auroc=auroc(sure[True], sure[False]),
        answered=len(sure[True]),
        unanswered=len(sure[False]),
    )


def _scores(network: ReaderNetwork, lesson: Lesson) -> torch.Tensor:
    with torch.inference_mode():
        return scores_of(network, lesson.rows)
