"""Train the reader for a given time. Imports torch."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save

from index import find_model
from retriever.reader.export import BASE, load_network
from retriever.reader.network import ReaderNetwork
from retriever.reader.rows import Words

from .check import check
from .clock import Clock
from .diary import Diary, say
from .examples import Example
from .lessons import Lesson, lessons_of, packed
from .mixture import Material, Mixture
from .outputs import write_whole
from .trainer import Trainer

_TOGETHER = 600
"""Examples that are tokenized and packed together."""
_SAVE_EVERY = 420.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the reader is to be trained."""

    seconds: float
    seed: int
    out: Path
    start: Path | None = None
    """Weights to go on from; None for the encoder as its makers left it."""


def train(plan: Plan, material: Material, held_out: tuple[Example, ...] = ()) -> None:
    """Train for the planned time, and write the weights every few minutes and at the end.

    Raises:
        QuothError: the weights to start from cannot be used, or the result cannot be written.
    """
    torch.manual_seed(plan.seed)
    base = find_model(BASE)
    network = ReaderNetwork(base.path) if plan.start is None else load_network(plan.start)
    trainer, words = Trainer(network), Words(base.tokenizer)
    clock = Clock(plan.seconds)
    diary = Diary(clock)
    saves = 1
    for step in _steps(material, words, clock, plan.seed):
        diary.add(*trainer.step(step, clock.spent))
        if clock.passed > saves * _SAVE_EVERY:
            saves = int(clock.passed / _SAVE_EVERY) + 1
            _save(trainer, words, plan.out, held_out)
    say(diary.line())
    _save(trainer, words, plan.out, held_out)


def _steps(material: Material, words: Words, clock: Clock, seed: int) -> Iterator[list[Lesson]]:
    """Steps until the time is over; the first one comes in any case."""
    random = np.random.default_rng(seed)
    mixture = Mixture(material, random)
    first = True
    while True:
        lessons = lessons_of(words, mixture.take(_TOGETHER, clock.spent))
        for step in packed(lessons, random):
            if clock.spent >= 1 and not first:
                return
            first = False
            yield step


def _save(trainer: Trainer, words: Words, out: Path, held_out: tuple[Example, ...]) -> None:
    """Written before it is checked: a check that fails must not cost the weights."""
    write_whole(save(trainer.weights()), out)
    if held_out:
        say(f"{check(trainer.network, words, held_out)}; saved to {out}")
    else:
        say(f"saved to {out}")
