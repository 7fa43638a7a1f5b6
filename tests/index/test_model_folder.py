"""Finding a model on disk, and telling it from every other one."""

import json
import shutil
from pathlib import Path

import pytest

from index import BUILT_IN, ModelError
from index.model_folder import find_model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with the files of a model, though not with weights that mean anything."""
    folder = tmp_path / "model"
    (folder / "1_Pooling").mkdir(parents=True)
    modules = [
        {"type": "sentence_transformers.models.Transformer", "path": ""},
        {"type": "sentence_transformers.models.Pooling", "path": "1_Pooling"},
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "1_Pooling" / "config.json").write_text('{"word_embedding_dimension": 12}')
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 77}')
    (folder / "config.json").write_text('{"max_position_embeddings": 512}')
    (folder / "tokenizer.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def test_a_folder(model: Path) -> None:
    """A model says how long its vectors and its texts are."""
    found = find_model(str(model))
    assert (found.path, found.dimension(), found.token_limit) == (model, 12, 77)
    assert found.tokenizer == model / "tokenizer.json"


def test_the_built_in_model() -> None:
    """It comes in a package and reads 256 tokens."""
    found = find_model(BUILT_IN)
    assert (found.dimension(), found.token_limit) == (384, 256)
    assert found.tokenizer.is_file()


def test_fingerprints(model: Path, tmp_path: Path) -> None:
    """The same files elsewhere are the same model; one other byte makes another one."""
    shutil.copytree(model, tmp_path / "copy")
    one, two = find_model(str(model)), find_model(str(tmp_path / "copy"))
    assert one.fingerprint() == two.fingerprint()
    assert len(one.fingerprint()) == 32
    for name in ("model.safetensors", "tokenizer.json", "1_Pooling/config.json"):
        before = two.fingerprint()
        (tmp_path / "copy" / name).write_bytes(b"{ }")
        assert two.fingerprint() != before


def test_stamps(model: Path) -> None:
    """The stamp changes with the weights, and does not read them."""
    found = find_model(str(model))
    before = found.stamp()
    assert found.stamp() == before
    (model / "model.safetensors").write_bytes(b"other weights")
    assert found.stamp() != before


def test_token_limits(model: Path) -> None:
    """Without a limit of its own, the model's positions count; without these, 256."""
    (model / "sentence_bert_config.json").unlink()
    assert find_model(str(model)).token_limit == 512
    (model / "config.json").write_text("{}")
    assert find_model(str(model)).token_limit == 256


@pytest.mark.parametrize("name", ["model.safetensors", "modules.json", "tokenizer.json"])
def test_incomplete_models(model: Path, name: str) -> None:
    """A model without weights in safetensors, modules or tokenizer is refused by name."""
    (model / name).rename(model / "pytorch_model.bin")
    with pytest.raises(ModelError, match="safetensors" if "safe" in name else name):
        find_model(str(model))


@pytest.mark.parametrize("name", ["nonsense", "", "a b/c", "../nowhere"])
def test_no_such_model(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is neither a folder nor a hub's is an error that lists what may be given."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="all-MiniLM-L6-v2"):
        find_model(name)
