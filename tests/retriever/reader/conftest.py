"""A reader with random weights: what it says means nothing, but every step is the real one."""

from pathlib import Path

import pytest

from index import find_model
from retriever.reader.export import BASE


@pytest.fixture(scope="session")
def weights(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of weights as training writes it."""
    import torch
    from safetensors.torch import save_file

    from retriever.reader.network import ReaderNetwork

    torch.manual_seed(7)
    network = ReaderNetwork(find_model(BASE).path)
    torch.nn.init.normal_(network.outer.weight, std=0.2)  # so that scores differ by several
    file = tmp_path_factory.mktemp("weights") / "random.safetensors"
    save_file(network.stored(), file)
    return file
