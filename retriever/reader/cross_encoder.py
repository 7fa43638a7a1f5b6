"""A cross-encoder as reader: question and unit together in, one number out."""

from collections.abc import Sequence

import numpy as np

from index import ModelError, Vectors

from .loading import loading
from .other_model import OtherModel
from .rows import Reading


class CrossEncoderReader:
    """Scores each unit, under its path, by the model's own logit.

    A cross-encoder reads every unit by itself, so this takes about ten times as long as the reader
    that ships, which reads a passage at once. The weights in ranker.json were fitted to that one.
    """

    def __init__(self, model: OtherModel) -> None:
        """Load the model.

        Raises:
            ModelError: it cannot be loaded, or gives several numbers for a text.
        """
        with loading(model.name):
            from sentence_transformers import CrossEncoder

            self._model = CrossEncoder(
                str(model.path),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        if self._model.num_labels != 1:
            raise ModelError(
                f'The reader "{model.name}" gives {self._model.num_labels} numbers for a text, so '
                "none of them says how well it answers. Use a model with one label."
            )

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        """The logit of each unit of each reading; see `Reader`."""
        from torch.nn import Identity

        pairs = [
            (question, f"{reading.path}\n{unit}") for reading in readings for unit in reading.units
        ]
        if not pairs:
            return [np.zeros(0, dtype=np.float32) for _ in readings]
        found = self._model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
        scores = np.asarray(found, dtype=np.float32)
        ends = np.cumsum([len(reading.units) for reading in readings])
        return np.split(scores, ends[:-1])
