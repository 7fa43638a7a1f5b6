"""What a model's folder must be before anything in it is loaded.

Some kinds of files carry code, and some names in a model's settings are imported and called by
those who load it. Neither gets that far: weights are safetensors, and parts are the known ones.
"""

import json
from pathlib import Path, PurePosixPath
from typing import Any

from .errors import ModelError

_PARTS = ("Transformer", "Pooling", "Normalize", "Dense")
_LONGEST_HEADER = 100_000_000  # as the library has it


def check_model(name: str, path: Path) -> None:
    """Raise a `ModelError` unless the folder `path` holds a model that can be trusted."""
    weights = sorted(path.rglob("*.safetensors"))
    if not weights:
        raise ModelError(
            f'The model "{name}" has no safetensors weights in {path}. Weights in other formats '
            "can hold code and are never loaded."
        )
    for needed in ("modules.json", "tokenizer.json", "config.json"):
        if not (path / needed).is_file():
            raise ModelError(f'The model "{name}" has no {needed} in {path}; it cannot be used.')
    if not isinstance(settings(name, path / "config.json"), dict):
        raise ModelError(f'The model "{name}" has an unreadable config.json in {path}.')
    for part in modules(name, path):
        _check_part(name, path, part)
    for file in weights:
        _check_weights(name, file)


def modules(name: str, path: Path) -> list[dict[str, str]]:
    """The parts of the model in the folder `path`: the type and the subfolder of each."""
    found = settings(name, path / "modules.json")
    try:
        return [{key: str.__str__(part[key]) for key in ("type", "path")} for part in found]
    except (TypeError, KeyError) as error:
        raise ModelError(
            f'The model "{name}" does not say in modules.json what it is made of.'
        ) from error


def settings(name: str, file: Path) -> Any:  # noqa: ANN401  (whatever stands there)
    """What the JSON file of a model says.

    Raises:
        ModelError: it cannot be read.
    """
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f'The model "{name}" has an unreadable {file.name}: {error}.') from error


def _check_part(name: str, path: Path, part: dict[str, str]) -> None:
    package, _, kind = part["type"].rpartition(".")
    if package.partition(".")[0] != "sentence_transformers" or kind not in _PARTS:
        raise ModelError(
            f'The model "{name}" wants {part["type"]} to be run, which is none of '
            f"{', '.join(_PARTS)}. Code that comes with a model is never run; use another model."
        )
    place = PurePosixPath(part["path"])
    if place.is_absolute() or ".." in place.parts or "\\" in part["path"]:
        raise ModelError(f'The model "{name}" has a part outside of its folder: {part["path"]}.')
    if kind == "Dense":
        _check_dense(name, path / place)


def _check_dense(name: str, folder: Path) -> None:
    """The one part with weights of its own, and with a function that its settings name."""
    found = settings(name, folder / "config.json")
    function = found.get("activation_function") if isinstance(found, dict) else None
    if not str(function).startswith("torch.nn.modules."):
        raise ModelError(f'The model "{name}" wants {function} to be run, which is never done.')
    if not (folder / "model.safetensors").is_file():
        raise ModelError(f'The model "{name}" has no safetensors weights in {folder}.')


def _check_weights(name: str, file: Path) -> None:
    """That the file is as long as it says, and begins as such files do."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        header = stream.read(length) if 2 <= length <= min(_LONGEST_HEADER, size - 8) else b""
    try:
        entries = json.loads(header)
        ends = [entry["data_offsets"][1] for key, entry in entries.items() if key != "__metadata__"]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ModelError(
            f'The model "{name}" has weights that are no safetensors, or damaged: {file}.'
        ) from error
    if max(ends, default=0) != size - 8 - length:
        raise ModelError(
            f'The model "{name}" has weights that are cut short or damaged: {file} should have '
            f"{max(ends, default=0) + 8 + length:,} bytes and has {size:,}. Copy it again."
        )
