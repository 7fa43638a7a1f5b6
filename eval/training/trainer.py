"""One step of learning. Imports torch."""

from collections.abc import Sequence

import torch
from torch import nn

from retriever.reader.network import ReaderNetwork

from .errors import TrainingError
from .lessons import Lesson
from .loss import Mark, marked
from .scoring import scores_of

_RATE = 1e-4
_HEAD_RATE = 5 * _RATE
"""The last two layers start from nothing, the encoder from a trained model."""
_DECAY = 0.01
_WARM_UP = 100
"""Steps in which the rate rises: AdamW's averages are of few gradients at first."""
_LOWEST = 0.02
"""What is left of the rate at the end."""
_LONGEST_GRADIENT = 1.0


class Trainer:
    """Teaches a network.

    The weights that compute are bfloat16: processors with AMX or AVX-512 for it take a third of
    the time. Their eight bits are too few to add small steps to, so AdamW changes float32 masters,
    which are rounded into the network after each step. The network itself has neither dropout nor
    fused attention: both would cost half of a step on a CPU.
    """

    def __init__(self, network: ReaderNetwork) -> None:
        """A trainer of `network`, which it changes to bfloat16."""
        # Most of the weights are embeddings of words; notes that it will read have others than
        # those it is taught with, and moving some but not all of them does harm.
        network.encoder.get_input_embeddings().weight.requires_grad_(requires_grad=False)
        self.network = network.to(torch.bfloat16).train()
        self.steps = 0
        live = {name: one for name, one in network.named_parameters() if one.requires_grad}
        self._live = list(live.values())
        self._masters = {name: one.detach().float().clone() for name, one in live.items()}
        encoder = [one for name, one in self._masters.items() if name.startswith("encoder.")]
        head = [one for name, one in self._masters.items() if not name.startswith("encoder.")]
        self._groups = ((encoder, _RATE), (head, _HEAD_RATE))
        self._optimizer = torch.optim.AdamW(
            [{"params": masters, "lr": rate} for masters, rate in self._groups],
            weight_decay=_DECAY,
            fused=True,
        )

    def step(self, lessons: Sequence[Lesson], spent: float) -> tuple[float, tuple[Mark, ...]]:
        """The loss before learning from `lessons`, and their marks.

        Args:
            lessons: One or more.
            spent: The share of the time for training that is over, from 0 to 1.

        Raises:
            TrainingError: the loss is no number any more.
        """
        result = marked(
            scores_of(self.network, [row for one in lessons for row in one.rows]), lessons
        )
        loss = float(result.loss.detach())
        if not loss < float("inf"):
            raise TrainingError(
                f"The loss became {loss} in step {self.steps + 1}. Train again with another --seed"
            )
        result.loss.backward()  # type: ignore[no-untyped-call]
        self._learn(pace(self.steps, spent))
        self.steps += 1
        return loss, result.marks

    def weights(self) -> dict[str, torch.Tensor]:
        """What is stored of the network, from the masters: half precision keeps more of them."""
        exact = {name: master.half() for name, master in self._masters.items()}
        return {**self.network.stored(), **exact}

    def _learn(self, share: float) -> None:
        masters = list(self._masters.values())
        for master, live in zip(masters, self._live, strict=True):
            master.grad = None if live.grad is None else live.grad.float()
            live.grad = None
        for group, (_, rate) in zip(self._optimizer.param_groups, self._groups, strict=True):
            group["lr"] = rate * share
        nn.utils.clip_grad_norm_(masters, _LONGEST_GRADIENT)
        self._optimizer.step()
        with torch.no_grad():
            for master, live in zip(masters, self._live, strict=True):
                live.copy_(master)


def pace(steps: int, spent: float) -> float:
    """The share of the full learning rate: up over the first steps, then down with the time.

    By the clock, not by steps: how many steps there will be depends on the machine.

    >>> pace(49, 0.0), pace(500, 0.25), pace(500, 1.0)
    (0.5, 0.75, 0.02)
    """
    return min(1.0, (steps + 1) / _WARM_UP) * max(_LOWEST, 1 - spent)
