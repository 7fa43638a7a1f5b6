"""Many texts to vectors, with sentence-transformers; and the export that questions use.

Importing torch takes seconds, so this module is imported only when there are many texts to
embed, or when a model is exported for the first time.

Texts are embedded side by side, each lot by one thread (see `lanes`). Threads that share one
batch wait for each other after every operation; on two busy cores that cost more than twice the
work.
"""

import contextlib
import copy
import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .agreement import LEAST_COSINE, PROBES, least_cosine
from .batches import Batcher
from .embedder import Vectors, unit_rows
from .errors import EmbeddingStoppedError, ModelError
from .lanes import threads_a_lane
from .model_folder import ModelFolder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

logger = logging.getLogger(__name__)


class TorchEmbedder:
    """A sentence-transformers model, in float32 until `accelerate` is called.

    May be used by several threads at once.
    """

    def __init__(self, folder: ModelFolder) -> None:
        self._model = _load(folder).eval().requires_grad_(False)
        self._batcher = Batcher(folder.tokenizer, folder.token_limit)
        self._dimension = folder.dimension()
        self._is_stopped = False
        self.precision = "float32"
        """How it computes, in words."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, in order.

        Raises:
            EmbeddingStoppedError: `stop` was called meanwhile.
        """
        import torch

        torch.set_num_threads(threads_a_lane())  # holds for the thread that says it
        device = self._model.device
        found = np.zeros((len(texts), self._dimension), dtype=np.float32)
        with torch.inference_mode():
            for batch in self._batcher.batches(texts):
                if self._is_stopped:
                    raise EmbeddingStoppedError("The embedding was stopped.")
                features = {
                    "input_ids": torch.from_numpy(batch.tokens).to(device),
                    "attention_mask": torch.from_numpy(batch.mask).to(device),
                }
                rows = self._model(features)["sentence_embedding"].float().cpu().numpy()
                found[batch.rows] = rows[: len(batch.rows)]
        return unit_rows(found)

    def stop(self) -> None:
        """Let every `embed` under way end in an error, as soon as it may."""
        self._is_stopped = True

    def accelerate(self) -> None:
        """Switch to bfloat16 where the machine computes in it and the vectors stay the same.

        There is no way back: the weights are rounded.
        """
        if not _has_native_bfloat16(self._model.device.type):
            return
        exact = self.embed(PROBES)
        faster = copy.deepcopy(self._model).bfloat16()
        slower, self._model = self._model, faster
        cosine = least_cosine(exact, self.embed(PROBES))
        if cosine < LEAST_COSINE:
            logger.warning("bfloat16 changes this model's vectors; staying with float32")
            self._model = slower
            return
        self.precision = f"bfloat16, cosine to float32 at least {cosine:.4f} on {len(PROBES)} texts"

    def export(self, target: Path) -> None:
        """Write the whole model, pooling and normalisation included, as one ONNX file."""
        import torch

        class Exported(torch.nn.Module):
            def __init__(self, model: torch.nn.Module) -> None:
                super().__init__()
                self.model = model

            def forward(
                self, input_ids: torch.Tensor, attention_mask: torch.Tensor
            ) -> torch.Tensor:
                features = {"input_ids": input_ids, "attention_mask": attention_mask}
                vectors: torch.Tensor = self.model(features)["sentence_embedding"]
                return torch.nn.functional.normalize(vectors, dim=1)

        tokens = torch.full((2, 8), 1000, dtype=torch.long)
        exact = copy.deepcopy(self._model).cpu()
        encoder: Any = exact[0]
        encoder.auto_model.set_attn_implementation("eager")  # fewer operations in the export
        axes = {0: "texts", 1: "tokens"}
        with warnings.catch_warnings(), _quiet():
            # The exporter that replaces this one takes nine times as long.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Exported(exact).eval(),  # else the exporter leaves dropout switched on
                (tokens, torch.ones_like(tokens)),
                str(target),
                input_names=["input_ids", "attention_mask"],
                output_names=["vectors"],
                dynamic_axes={"input_ids": axes, "attention_mask": axes},
                opset_version=17,
                dynamo=False,
            )


def _load(folder: ModelFolder) -> "SentenceTransformer":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    with _quiet():
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                str(folder.path),
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"attn_implementation": "sdpa", "use_safetensors": True},
            )
        except (
            *(OSError, ValueError, RuntimeError, LookupError, TypeError, AttributeError),
            *(ImportError, SafetensorError),
        ) as error:
            raise ModelError(f'The model "{folder.name}" cannot be loaded: {error}') from error


def _has_native_bfloat16(device: str) -> bool:
    import torch

    if device == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    has = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return device == "cpu" and bool(has and has())


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' own progress bars and notices away from the terminal."""
    from transformers.utils import logging as chatter

    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]
    before = chatter.get_verbosity()
    chatter.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        chatter.set_verbosity(before)
