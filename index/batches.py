"""Texts to padded batches of tokens, for either way of running a model.

Texts of about the same length go together, so that little is padding. Widths are multiples of a
step and batches of one width have one height: kernels are compiled for each shape they meet, and
a new shape for every batch costs more time and memory than the padding saved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

_STEP = 16
_TOKENS = 1024
"""Tokens of a batch, padding included: what a model makes of so many stays in a core's cache."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of the texts as tokens; rows beyond `len(rows)` are padding."""

    rows: list[int]
    """Which texts, by their number."""
    tokens: npt.NDArray[np.int64]
    """Of shape (height, width)."""
    mask: npt.NDArray[np.int64]
    """1 where a token is, of the same shape; a row of padding has one, so that none is empty."""


class Batcher:
    """The tokenizer of a model, cutting at the model's limit."""

    def __init__(self, tokenizer: Path, token_limit: int) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(token_limit)

    def knows(self, word: str) -> bool:
        """Whether the vocabulary has the word whole."""
        return self._tokenizer.token_to_id(word) is not None

    def tokens(self, text: str) -> list[int]:
        """Those of one text, cut at the limit."""
        found: list[int] = self._tokenizer.encode(text).ids
        return found

    def batches(self, texts: Sequence[str]) -> Iterator[Batch]:
        """Every text in exactly one batch, the longest first."""
        encoded = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        longest_first = sorted(range(len(encoded)), key=lambda row: -len(encoded[row]))
        start = 0
        while start < len(longest_first):
            width = -(-len(encoded[longest_first[start]]) // _STEP) * _STEP
            rows = longest_first[start : start + max(1, _TOKENS // width)]
            # The few texts of a question or an edit are not worth padding to full height.
            height = len(rows) if len(encoded) < _STEP else max(1, _TOKENS // width)
            yield _pad([encoded[row] for row in rows], rows, (height, width))
            start += len(rows)


def _pad(encoded: list[list[int]], rows: list[int], shape: tuple[int, int]) -> Batch:
    tokens = np.zeros(shape, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.int64)
    mask[:, 0] = 1
    for row, ids in enumerate(encoded):
        tokens[row, : len(ids)] = ids
        mask[row, : len(ids)] = 1
    return Batch(rows, tokens, mask)
