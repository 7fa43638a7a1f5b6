"""Models that cannot be trusted: refused in words, none of their code run, nobody asked."""

import json
import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from rig import Tally, is_long
from safetensors.numpy import save

from index import HASH_MODEL, build
from index.checksums import row_checksum

POOLING = {"word_embedding_dimension": 12, "pooling_mode_mean_tokens": True}
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]
_RUN = """
import json, socket, sys

tried = []

def refuse(*wanted, **options):
    tried.append(repr(wanted))
    raise OSError("this test has no network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse

from ui.cli import main

codes = [main(arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps([codes, tried]))
"""


class _Canary:
    """Sings, by making a file, where it is unpickled."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, (str(self._file),)


def _foreign_class(model: Path, canary: Path) -> None:
    code = f"import os\nos.mkdir({str(canary)!r})\nclass Transformer: pass\n"
    (model / "own_code.py").write_text(code)
    parts = [{**MODULES[0], "type": "own_code.Transformer"}, MODULES[1]]
    (model / "modules.json").write_text(json.dumps(parts))


def _code_beside_it(model: Path, canary: Path) -> None:
    code = f"import os\nos.mkdir({str(canary)!r})\n"
    for name in ("modeling_own.py", "__init__.py", "tokenizer.py"):
        (model / name).write_text(code)
    named = {"auto_map": {"AutoModel": "modeling_own.Own", "AutoConfig": "modeling_own.Own"}}
    (model / "config.json").write_text(json.dumps({"model_type": "own", **named}))


def _pickle_only(model: Path, canary: Path) -> None:
    (model / "model.safetensors").unlink()
    (model / "pytorch_model.bin").write_bytes(pickle.dumps(_Canary(canary)))


def _pickle_in_disguise(model: Path, canary: Path) -> None:
    (model / "model.safetensors").write_bytes(pickle.dumps(_Canary(canary)))


def _missing_file(model: Path, _: Path) -> None:
    (model / "tokenizer.json").unlink()


def _cut_short(model: Path, _: Path) -> None:
    whole = (model / "model.safetensors").read_bytes()
    (model / "model.safetensors").write_bytes(whole[: len(whole) // 2])


def _no_folder(model: Path, _: Path) -> None:
    model.rename(model.with_name("elsewhere"))


CASES: Mapping[str, tuple[Callable[[Path, Path], None], str]] = {
    "foreign class": (_foreign_class, "own_code.Transformer to be run"),
    "code beside it": (_code_beside_it, "cannot be loaded"),
    "pickle only": (_pickle_only, "no safetensors weights"),
    "pickle in disguise": (_pickle_in_disguise, "no safetensors, or damaged"),
    "missing file": (_missing_file, "no tokenizer.json"),
    "cut short": (_cut_short, "cut short"),
    "no folder": (_no_folder, "is not there"),
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder that has all the files of a model."""
    folder = tmp_path / "model"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "modules.json").write_text(json.dumps(MODULES))
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(POOLING))
    (folder / "config.json").write_text('{"model_type": "bert"}')
    tokenizer = {
        "version": "1.0",
        "model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    weights = {"weights": np.zeros(100, dtype=np.float32)}
    (folder / "model.safetensors").write_bytes(save(weights))
    return folder


def _commands(
    tmp_path: Path, *commands: list[str], **environment: str
) -> tuple[list[int], list[str], str]:
    """Of commands without a network: their exit codes, whom they tried to reach, what they said."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(commands)],
        env={**os.environ, "QUOTH_HOME": str(tmp_path / "home"), "OMP_NUM_THREADS": "1"}
        | environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    codes, tried = json.loads(done.stdout.splitlines()[-1])
    assert "Traceback" not in done.stderr
    return codes, tried, done.stderr


# Only torch itself can refuse it, and importing that takes longer than all the rest.
SLOW = {"code beside it"}


@pytest.mark.parametrize("name", [name for name in CASES if is_long() or name not in SLOW])
def test_a_model_that_cannot_be_trusted(
    model: Path, small_notes: Path, tmp_path: Path, tally: Tally, name: str
) -> None:
    """Exit code 2 and a sentence; no code of its own runs, and no network is asked for help."""
    spoil, said = CASES[name]
    canary = tmp_path / "canary"
    spoil(model, canary)

    codes, tried, heard = _commands(
        tmp_path,
        ["index", str(small_notes), "--index", str(tmp_path / "i"), "--model", str(model)],
    )

    assert codes == [2]
    assert said in heard
    assert tried == []
    assert not canary.exists()
    tally.count("models refused")


def test_a_model_hub_without_a_network(small_notes: Path, tmp_path: Path, tally: Tally) -> None:
    """Only who names a model of the hub asks for the network; told to be offline, not even that."""
    for offline in ("0", "1"):
        codes, tried, heard = _commands(
            tmp_path,
            ["index", str(small_notes), "--index", str(tmp_path / "i"), "--model", "owner/name"],
            HF_HUB_OFFLINE=offline,
        )
        assert codes == [2]
        assert "could not be fetched" in heard
        assert bool(tried) is (offline == "0")
        tally.count("models refused")


def test_a_model_that_became_another(
    model: Path, small_notes: Path, tmp_path: Path, tally: Tally
) -> None:
    """One of another length takes no part in an index that was made with the former."""
    build(small_notes, tmp_path / "i", model=HASH_MODEL)
    with closing(sqlite3.connect(tmp_path / "i" / "quoth.db")) as database, database:
        row = ("model", str(model))
        rename = "REPLACE INTO meta VALUES (?, ?, ?)"
        assert database.execute(rename, (*row, row_checksum(*row))).rowcount == 1

    codes, tried, heard = _commands(
        tmp_path,
        ["index", "--index", str(tmp_path / "i")],
        ["ask", "How many hours of sun?", "--index", str(tmp_path / "i"), "--reader", "none"],
    )

    assert codes == [2, 2]
    assert heard.count("is not the one that the index was made with") == 2
    assert tried == []
    tally.count("models refused")
