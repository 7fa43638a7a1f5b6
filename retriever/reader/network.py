"""The reader as a network that can be trained and exported. Imports torch.

The encoder of all-MiniLM-L6-v2 reads a row; a unit's score is made of the state at its mark and
the mean of its tokens' states, as a log-odds against "nothing here answers", which is always 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from .rows import Row

_WORDS = "encoder.embeddings.word_embeddings.weight"
"""Not trained, so not stored: it is the same as in the model that the encoder starts from."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows as tensors of shape (rows, longest row)."""

    tokens: torch.Tensor
    types: torch.Tensor
    mask: torch.Tensor
    unit_of: torch.Tensor
    """Numbers of units, from 1 and on through the batch; 0 where a token is in none."""
    units: int


class ReaderNetwork(nn.Module):
    """Scores every unit of a batch of rows."""

    def __init__(self, base: Path) -> None:
        """A network that starts from the encoder in the folder `base`."""
        super().__init__()
        # Eager attention: on a CPU the backward pass of the fused kernels takes twice as long.
        self.encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="eager", use_safetensors=True
        ).float()
        width = int(self.encoder.config.hidden_size)
        self.inner = nn.Linear(2 * width, width)
        self.outer = nn.Linear(width, 1)
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0

    def forward(self, batch: Batch) -> torch.Tensor:
        """The score of each unit, of shape (units,), in the order of the rows."""
        states = self.encoder(
            input_ids=batch.tokens, token_type_ids=batch.types, attention_mask=batch.mask
        ).last_hidden_state
        flat, unit_of = states.reshape(-1, states.shape[-1]).float(), batch.unit_of.reshape(-1)
        sums = torch.zeros(batch.units + 1, flat.shape[1]).index_add_(0, unit_of, flat)
        counts = torch.bincount(unit_of, minlength=batch.units + 1).clamp(min=1)
        before = torch.cat([unit_of.new_zeros(1), unit_of[:-1]])
        marks = flat[(unit_of > 0) & (unit_of != before)]
        both = torch.cat([marks, (sums / counts[:, None])[1:]], dim=1)
        hidden = torch.relu(self.inner(both.to(self.inner.weight.dtype)))
        scores: torch.Tensor = self.outer(hidden)[:, 0].float()
        return scores

    def stored(self) -> dict[str, torch.Tensor]:
        """The trained weights in half precision, by name."""
        return {
            name: weight.detach().half().contiguous()
            for name, weight in self.state_dict().items()
            if name != _WORDS
        }

    def restore(self, weights: dict[str, torch.Tensor]) -> None:
        """Take up what `stored` gave.

        Raises:
            RuntimeError: the weights are of another network.
        """
        words = self.state_dict()[_WORDS]
        self.load_state_dict(
            {_WORDS: words, **{name: weight.float() for name, weight in weights.items()}}
        )


def batch_of(rows: Sequence[Row]) -> Batch:
    """The rows as one batch, padded to the longest."""
    shape = (len(rows), max(len(row.tokens) for row in rows))
    tokens, types, mask, unit_of = (torch.zeros(shape, dtype=torch.long) for _ in range(4))
    seen = 0
    for number, row in enumerate(rows):
        length = len(row.tokens)
        tokens[number, :length] = torch.tensor(row.tokens)
        types[number, row.passage_starts : length] = 1
        mask[number, :length] = 1
        own = torch.tensor(row.unit_of)
        unit_of[number, :length] = torch.where(own > 0, own + seen, own)
        seen += row.units
    return Batch(tokens, types, mask, unit_of, seen)
