"""How wrong the reader was. Imports torch.

All units of a question's passages compete with each other and with "nothing here answers", whose
score is always 0. So scores are log-odds against nothing, and can be compared between passages,
which is what answering needs: it reads passages one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .lessons import Lesson


@dataclass(frozen=True, slots=True)
class Mark:
    """How a question went."""

    answered: bool
    """Some unit answers."""
    right: bool
    """The best unit answers; or where none does, none seems to."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a step's scores are worth."""

    loss: torch.Tensor
    """The mean over the lessons; a scalar."""
    marks: tuple[Mark, ...]


def marked(scores: torch.Tensor, lessons: Sequence[Lesson]) -> Marked:
    """The loss and the marks of `lessons`, whose units have `scores`, of shape (units,)."""
    parts = torch.split(scores, [lesson.units for lesson in lessons])
    losses = [loss_of(part, lesson) for part, lesson in zip(parts, lessons, strict=True)]
    marks = [_mark(part.detach(), lesson) for part, lesson in zip(parts, lessons, strict=True)]
    return Marked(torch.stack(losses).mean(), tuple(marks))


def loss_of(scores: torch.Tensor, lesson: Lesson) -> torch.Tensor:
    """The negative log of the share that the softmax gives to what is right.

    Right is nothing, or any of the gold units. Where a list is wanted, each gold unit must win
    against all that are none, and the loss is the mean: else one of them would take it all.
    """
    everything = torch.cat([scores, scores.new_zeros(1)])
    if not lesson.gold:
        return torch.logsumexp(everything, 0)
    gold = sorted(lesson.gold)
    if not lesson.whole or len(gold) == 1:
        return torch.logsumexp(everything, 0) - torch.logsumexp(scores[gold], 0)
    wrong = [number for number in range(len(everything)) if number not in lesson.gold]
    against = torch.logsumexp(everything[wrong], 0)
    return (torch.logaddexp(against, scores[gold]) - scores[gold]).mean()


def _mark(scores: torch.Tensor, lesson: Lesson) -> Mark:
    if lesson.gold:
        return Mark(answered=True, right=int(scores.argmax()) in lesson.gold)
    return Mark(answered=False, right=float(scores.max()) < 0)
