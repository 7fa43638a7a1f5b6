"""An extractive question answering model as reader: it points at the words that answer."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index import ModelError, Vectors

from .loading import loading
from .other_model import OtherModel
from .rows import Reading

if TYPE_CHECKING:
    from tokenizers import Encoding

_WINDOW, _SHARED = 384, 128
"""Tokens that are read at once, and those that a window shares with the one before it."""
_QUESTION = 64
_TOGETHER = 8
_UNREAD = -12.0
"""The score of a unit in which the model sees no word."""


class QuestionAnsweringReader:
    """Scores a unit by the best answer inside it, against the model's own "no answer".

    The weights in ranker.json were fitted to the reader that ships.
    """

    def __init__(self, model: OtherModel) -> None:
        """Load the model.

        Raises:
            ModelError: it cannot be loaded.
        """
        with loading(model.name):
            from transformers import AutoModelForQuestionAnswering, AutoTokenizer

            safe = {"local_files_only": True, "trust_remote_code": False}
            tokenizer = AutoTokenizer.from_pretrained(model.path, use_fast=True, **safe)
            network = AutoModelForQuestionAnswering.from_pretrained(
                model.path, use_safetensors=True, **safe
            )
        self._network = network.float().eval()
        self._null, self._pad = tokenizer.cls_token_id, tokenizer.pad_token_id or 0
        if not tokenizer.is_fast or self._null is None:
            raise ModelError(
                f'The reader "{model.name}" has no tokenizer that tells where words stand, or '
                "none with a [CLS] token. Use another model."
            )
        self._tokenizer = tokenizer.backend_tokenizer
        self._tokenizer.no_padding()
        self._window = min(_WINDOW, tokenizer.model_max_length)
        self._takes_types = "token_type_ids" in tokenizer.model_input_names

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        """The score of each unit of each reading; see `Reader`."""
        texts = ["\n".join((reading.path, *reading.units)) for reading in readings]
        windows = self._windows(self._cut(question), texts)
        found = [np.full(len(reading.units), _UNREAD, dtype=np.float32) for reading in readings]
        for start in range(0, len(windows), _TOGETHER):
            chosen = windows[start : start + _TOGETHER]
            together = self._logits([window for _, window in chosen])
            for (number, window), (starts, ends) in zip(chosen, together, strict=True):
                places = _unit_of(window, readings[number])
                null = window.ids.index(self._null)
                scores = _best_inside(places, len(found[number]), starts, ends)
                scores -= starts[null] + ends[null]
                np.maximum(found[number], scores, out=found[number])
        return found

    def _cut(self, question: str) -> str:
        self._tokenizer.no_truncation()
        offsets = self._tokenizer.encode(question, add_special_tokens=False).offsets
        return question if len(offsets) <= _QUESTION else question[: offsets[_QUESTION - 1][1]]

    def _windows(self, question: str, texts: Sequence[str]) -> list[tuple[int, "Encoding"]]:
        """Every window, with the number of its text."""
        self._tokenizer.enable_truncation(self._window, stride=_SHARED, strategy="only_second")
        encoded = self._tokenizer.encode_batch([(question, text) for text in texts])
        return [
            (number, window)
            for number, first in enumerate(encoded)
            for window in (first, *first.overflowing)
        ]

    def _logits(self, windows: Sequence["Encoding"]) -> list[tuple[Vectors, Vectors]]:
        """For each window, those of a start and of an end at each token."""
        import torch

        shape = (len(windows), max(len(window.ids) for window in windows))
        tokens = torch.full(shape, self._pad, dtype=torch.long)
        types, mask = torch.zeros_like(tokens), torch.zeros_like(tokens)
        for row, window in enumerate(windows):
            tokens[row, : len(window.ids)] = torch.tensor(window.ids)
            types[row, : len(window.ids)] = torch.tensor(window.type_ids)
            mask[row, : len(window.ids)] = 1
        inputs = {"input_ids": tokens, "attention_mask": mask}
        if self._takes_types:
            inputs["token_type_ids"] = types
        with torch.inference_mode():
            given = self._network(**inputs)
        return list(zip(given.start_logits.numpy(), given.end_logits.numpy(), strict=True))


def _unit_of(window: "Encoding", reading: Reading) -> npt.NDArray[np.int64]:
    """For each token the number of its unit, from 0; -1 where it is in none."""
    sizes = (len(reading.path), *(len(unit) for unit in reading.units))
    ends = list(accumulate(size + 1 for size in sizes))
    inside = [
        part == 1 and first < last
        for part, (first, last) in zip(window.sequence_ids, window.offsets, strict=True)
    ]
    firsts = [first for first, _ in window.offsets]
    parts = np.searchsorted(ends, firsts, side="right") - 1
    return np.where(inside, parts, -1)


def _best_inside(
    places: npt.NDArray[np.int64], units: int, starts: Vectors, ends: Vectors
) -> Vectors:
    """For each unit the best sum of a start and of an end that is not before it."""
    found = np.full(units, -np.inf, dtype=np.float32)
    for number in range(units):
        own = np.flatnonzero(places == number)
        if len(own):
            found[number] = (np.maximum.accumulate(starts[own]) + ends[own]).max()
    return found
