"""From the weights in the package to files that run without torch, made once for each user.

The export lies in the user's cache folder under a fingerprint of the weights and of the way it is
made, and is checked against the network it came from before it is used.
"""

import hashlib
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import ModelError, export_folder, find_model

from .loading import quiet
from .make_once import make_once
from .onnx_reader import NETWORK, TOKENIZER, WEIGHTS, OnnxReader
from .rows import Reading, Words

if TYPE_CHECKING:
    from .network import ReaderNetwork

BASE = "all-MiniLM-L6-v2"
"""The model whose encoder the reader was trained from, and whose tokenizer it uses."""

_FORMAT = 3
"""Of an export. Raise it where `to_onnx`, `products`, `network`, `onnx_reader` or `index.networks`
change."""

_LARGEST_ERROR = 0.5
"""In log-odds. Eight bits cost about 0.12 of it; on processors that add up eight-bit products in
sixteen bits they may cost more, and there the network stays exact, at less than half the speed."""

_TO_DO = (
    "Install Quoth again, train a reader (make train-reader), or do without one: QUOTH_READER=none"
)

_PROBE = (
    "How long are messages kept?",
    (
        Reading("Queues > Standard", ("- kept 4 days by default", "up to 14 days", "no order")),
        Reading("Queues > FIFO", ("- first in, first out", "300 messages a second")),
    ),
)


def trained_reader(weights: Path | None = None) -> OnnxReader:
    """The reader with the weights that ship, or those in the file `weights`.

    Raises:
        ModelError: the weights cannot be used.
    """
    return OnnxReader(exported_reader(weights))


def exported_reader(weights: Path | None = None) -> Path:
    """The folder of the export of these weights, made now where that was not done before.

    Raises:
        ModelError: the weights cannot be used.
    """
    if weights is not None:
        return _exported(weights)
    with as_file(files(__package__).joinpath("weights/reader.safetensors")) as shipped:
        return _exported(shipped)


def _exported(weights: Path) -> Path:
    folder = export_folder(_fingerprint(weights))
    make_once(
        folder, (WEIGHTS, NETWORK, TOKENIZER), lambda made: _export(load_network(weights), made)
    )
    return folder


def _fingerprint(weights: Path) -> str:
    total = hashlib.sha256(f"reader {_FORMAT} ".encode())
    try:
        total.update(weights.read_bytes())
    except OSError as error:
        raise ModelError(
            f"The reader's weights {weights} cannot be read: {error.strerror}. {_TO_DO}"
        ) from error
    return total.hexdigest()[:32]


def load_network(weights: Path) -> "ReaderNetwork":
    """The network with the weights in a safetensors file, ready to read.

    Raises:
        ModelError: the file is no such weights.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from .network import ReaderNetwork  # imports torch

    with quiet():
        network = ReaderNetwork(find_model(BASE).path)
    try:
        network.restore(load_file(weights))
    except (SafetensorError, OSError, RuntimeError) as error:
        said = str(error).splitlines()[0]
        raise ModelError(
            f"{weights} does not hold the weights of Quoth's reader: {said} {_TO_DO}"
        ) from error
    return network.eval()


def export_to(network: "ReaderNetwork", made: Path, *, eight_bits: bool) -> None:
    """Write all that `OnnxReader` needs into the folder `made`."""
    from .to_onnx import to_onnx

    to_onnx(network, made / NETWORK, WEIGHTS, eight_bits=eight_bits)
    (made / TOKENIZER).write_bytes(find_model(BASE).tokenizer.read_bytes())


def _export(network: "ReaderNetwork", made: Path) -> None:
    """The first form that errs little enough: in eight bits, or exact."""
    for eight_bits in (True, False):
        export_to(network, made, eight_bits=eight_bits)
        error = _error(network, made)
        if error < _LARGEST_ERROR:
            return
    raise ModelError(
        f"The reader gives other scores when exported (off by {error:.2f}, at most "
        f"{_LARGEST_ERROR} allowed), so it is not used. {_TO_DO}"
    )


def _error(network: "ReaderNetwork", made: Path) -> float:
    """By how much the export in `made` errs on the probe, at most."""
    import torch

    from .network import batch_of

    question, readings = _PROBE
    rows = Words(made / TOKENIZER).rows(question, readings)
    with torch.inference_mode():
        wanted = network(batch_of(rows)).numpy()
    found = np.concatenate(OnnxReader(made).read(question, readings))
    return float(np.abs(found - wanted).max())
