"""Find a reader that others trained, on disk or on the model hub, and tell what kind it is.

Only safetensors weights are accepted, and no code from a model's folder is ever run.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index import ModelError

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_DATA_FILES = ("*.safetensors", "*.json", "*.txt", "*.model")
_ELSEWHERE = ("*/*",)
"""Other formats of the same weights lie in folders of their own."""


class Kind(StrEnum):
    """What a model gives, as its config.json names it."""

    CROSS_ENCODER = "ForSequenceClassification"
    QUESTION_ANSWERING = "ForQuestionAnswering"


@dataclass(frozen=True, slots=True)
class OtherModel:
    """A model's folder, and how it is used."""

    name: str
    path: Path
    kind: Kind


def find_other_model(name: str) -> OtherModel:
    """The model that `name` means: a folder, or a hub's name, looked for on this machine first.

    Raises:
        ModelError: there is no such model, or it is not one that can read.
    """
    if Path(name).is_dir():
        path = Path(name).resolve()
    elif _HUB_NAME.fullmatch(name):
        path = _from_hub(name)
    else:
        raise ModelError(
            f'There is no reader "{name}". Give a folder with a cross-encoder or a question '
            "answering model, the name of one on the model hub (owner/name), a .safetensors file "
            "of a trained reader, or none."
        )
    if not any(path.glob("*.safetensors")):
        raise ModelError(f'The reader "{name}" has no safetensors weights in {path}.')
    return OtherModel(name, path, _kind(name, path / "config.json"))


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    here = _on_this_machine(name)
    if here is not None:
        return here
    try:
        fetched = snapshot_download(
            name, allow_patterns=list(_DATA_FILES), ignore_patterns=list(_ELSEWHERE)
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
        raise ModelError(
            f'The reader "{name}" could not be fetched from the model hub '
            f"({type(error).__name__}). Without a network, give a folder that holds it, or leave "
            "the name out to use the reader that ships."
        ) from error
    return Path(fetched)


def _on_this_machine(name: str) -> Path | None:
    """Where the model was fetched to earlier, if it was fetched whole."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, OSError, ValueError):
        return None
    whole = any(folder.glob("*.safetensors")) and (folder / "config.json").is_file()
    return folder if whole else None


def _kind(name: str, config: Path) -> Kind:
    try:
        settings = json.loads(config.read_text("utf-8"))
        architectures = list(settings["architectures"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f'The reader "{name}" does not say what it is: {config} is missing or names no '
            "architectures. Fetch the model again."
        ) from error
    for kind in Kind:
        if any(str(architecture).endswith(kind) for architecture in architectures):
            return kind
    raise ModelError(
        f'The model "{name}" is a {", ".join(map(str, architectures))}; a reader is one that '
        f"ends in {Kind.CROSS_ENCODER} or {Kind.QUESTION_ANSWERING}."
    )
