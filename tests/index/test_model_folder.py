"""Finding a model on disk, and telling it from every other one."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from index import BUILT_IN, ModelError
from index.model_folder import find_model


def _weights(count: int) -> bytes:
    return save({"weights": np.zeros(count, dtype=np.float32)})


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
    (folder / "model.safetensors").write_bytes(_weights(1))
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
    (model / "model.safetensors").write_bytes(_weights(2))
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


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("modules.json", b"[{", "unreadable modules.json"),
        ("modules.json", b"{}", None),
        ("modules.json", b'["Transformer"]', "what it is made of"),
        ("modules.json", b'[{"type": 1, "path": ""}]', "what it is made of"),
        ("modules.json", b'[{"type": "os.system", "path": ""}]', "os.system to be run"),
        ("modules.json", b'[{"type": "own_code.Transformer", "path": ""}]', "own_code"),
        ("modules.json", b'[{"type": "sentence_transformers.Pooling", "path": "../p"}]', "outside"),
        ("modules.json", b'[{"type": "sentence_transformers.Pooling", "path": "/p"}]', "outside"),
        ("config.json", b"\xff", "unreadable config.json"),
        ("sentence_bert_config.json", b"[" * 100_000, "unreadable"),
        ("model.safetensors", b"", "no safetensors, or damaged"),
        ("model.safetensors", b"\x80\x04\x95 a pickle", "no safetensors, or damaged"),
        ("model.safetensors", _weights(9)[:-1], "cut short"),
        ("model.safetensors", _weights(9) + b"x", "cut short"),
    ],
)  # fmt: skip
def test_what_is_no_model_is_refused(
    model: Path, file: str, content: bytes, said: str | None
) -> None:
    """In words, before anything in the folder is loaded."""
    (model / file).write_bytes(content)
    if said is None:  # it has no parts, and so no length of its vectors
        with pytest.raises(ModelError, match="how long its vectors are"):
            find_model(str(model)).dimension()
    else:
        with pytest.raises(ModelError, match=said):
            find_model(str(model))


@pytest.mark.parametrize(
    ("function", "said"),
    [("os.system", "os.system to be run"), ("torch.nn.modules.activation.Tanh", "no safetensors")],
)
def test_a_layer_of_its_own_brings_no_code(model: Path, function: str, said: str) -> None:
    """Its settings name a function, and its weights may stand in a format that holds code."""
    parts = json.loads((model / "modules.json").read_text())
    parts.append({"type": "sentence_transformers.models.Dense", "path": "2_Dense"})
    (model / "modules.json").write_text(json.dumps(parts))
    (model / "2_Dense").mkdir()
    (model / "2_Dense" / "config.json").write_text(json.dumps({"activation_function": function}))
    (model / "2_Dense" / "pytorch_model.bin").write_bytes(b"\x80\x04")

    with pytest.raises(ModelError, match=said):
        find_model(str(model))


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """The message says what to do with an index that was made with it."""
    with pytest.raises(ModelError, match=r"is not there.*Put it back, or embed all notes"):
        find_model(str(tmp_path / "gone"))


@pytest.mark.parametrize("name", ["nonsense", "", "a b/c", "../nowhere"])
def test_no_such_model(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is neither a folder nor a hub's is an error that lists what may be given."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="all-MiniLM-L6-v2"):
        find_model(name)
