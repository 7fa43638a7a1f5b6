"""Which reader a name means, and readers that others trained."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from transformers import BertConfig, BertForQuestionAnswering, BertForSequenceClassification

from index import BUILT_IN, HASH_MODEL, ModelError, find_model
from retriever import Answer, Assistant
from retriever.reader import Reading
from retriever.reader.choose import open_reader
from retriever.reader.cross_encoder import CrossEncoderReader
from retriever.reader.no_reader import NoReader
from retriever.reader.onnx_reader import OnnxReader
from retriever.reader.overlap import OverlapReader
from retriever.reader.question_answering import QuestionAnsweringReader

Model = type[BertForSequenceClassification] | type[BertForQuestionAnswering]
MakeModel = Callable[[Model, int], Path]

READINGS = [
    Reading("SQS > Retention", ("Messages are kept for 4 days.", "At most 14 days.")),
    Reading("", ()),
    Reading("Garden", tuple(f"Row {number} grows tomatoes and beans." for number in range(60))),
    Reading("A long path > " * 20, ("The last word.",)),
]


@pytest.fixture
def make_model(tmp_path: Path) -> MakeModel:
    """Saves a tiny model with random weights and so many labels; returns its folder."""

    def make(model: Model, labels: int) -> Path:
        import torch

        torch.manual_seed(7)
        folder = tmp_path / f"{model.__name__}-{labels}"
        settings = BertConfig(
            hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
        )
        settings.num_labels = labels
        model(settings).save_pretrained(folder)
        for file in find_model(BUILT_IN).path.glob("*token*.json"):
            shutil.copy(file, folder)
        return folder

    return make


@pytest.fixture(autouse=True)
def unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a reader of their own."""
    monkeypatch.delenv("QUOTH_READER", raising=False)


def test_names(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said counts, then the environment, then the index's own embedder."""
    assert isinstance(open_reader(None, HASH_MODEL), OverlapReader)
    assert isinstance(open_reader("none", BUILT_IN), NoReader)
    monkeypatch.setenv("QUOTH_READER", "none")
    assert isinstance(open_reader(None, HASH_MODEL), NoReader)
    assert isinstance(open_reader("", BUILT_IN), NoReader)
    assert isinstance(open_reader(str(weights), HASH_MODEL), OnnxReader)


def test_a_cross_encoder(make_model: MakeModel) -> None:
    """Gives the logit of each unit under its path, before any squashing."""
    folder = make_model(BertForSequenceClassification, 1)
    reader = open_reader(str(folder), HASH_MODEL)
    assert isinstance(reader, CrossEncoderReader)
    found = reader.read("How long?", READINGS)
    assert [len(scores) for scores in found] == [2, 0, 60, 1]
    true = logit(folder, "SQS > Retention\nAt most 14 days.")
    assert found[0][1] == pytest.approx(true, abs=1e-5)
    assert [scores.tolist() for scores in reader.read("How long?", [Reading("Tea", ())])] == [[]]
    assert [len(scores) for scores in reader.read("why " * 500, READINGS)] == [2, 0, 60, 1]


def logit(folder: Path, text: str) -> float:
    """What the model itself says of a text."""
    import torch
    from transformers import AutoTokenizer

    network = BertForSequenceClassification.from_pretrained(folder).train(False)
    with torch.inference_mode():
        inputs = AutoTokenizer.from_pretrained(folder)("How long?", text, return_tensors="pt")
        return float(network(**inputs).logits)


def test_question_answering(make_model: MakeModel) -> None:
    """The best start and end inside a unit, less those of "no answer"."""
    folder = make_model(BertForQuestionAnswering, 2)
    reader = open_reader(str(folder), HASH_MODEL)
    assert isinstance(reader, QuestionAnsweringReader)
    found = reader.read("How long?", READINGS)
    assert [len(scores) for scores in found] == [2, 0, 60, 1]
    assert np.allclose(found[0], by_hand(folder), atol=1e-4)
    assert (found[2] > -12).all()  # over two windows, every unit was read
    assert [len(scores) for scores in reader.read("why " * 500, READINGS)] == [2, 0, 60, 1]
    assert reader.read("How long?", []) == []
    assert reader.read("How long?", [Reading("Tea", ("\u200b",))])[0].tolist() == [-12.0]


def by_hand(folder: Path) -> list[float]:
    """The scores of the first reading, from the tokens that are known to be its units'."""
    import torch
    from transformers import AutoTokenizer

    network = BertForQuestionAnswering.from_pretrained(folder).train(False)
    text = "\n".join((READINGS[0].path, *READINGS[0].units))
    inputs = AutoTokenizer.from_pretrained(folder)("How long?", text, return_tensors="pt")
    with torch.inference_mode():
        given = network(**inputs)
    starts, ends = given.start_logits[0].tolist(), given.end_logits[0].tolist()
    # [CLS] how long ? [SEP] sq ##s > retention | messages ... days . | at most 14 days . [SEP]
    after = len(starts) - 1
    units = [range(after - 12, after - 5), range(after - 5, after)]
    return [
        max(starts[a] + ends[b] for a in unit for b in unit if a <= b) - starts[0] - ends[0]
        for unit in units
    ]


def test_models_that_cannot_read(make_model: MakeModel, tmp_path: Path) -> None:
    """Each is refused with what is wrong with it."""
    several = make_model(BertForSequenceClassification, 3)
    with pytest.raises(ModelError, match="gives 3 numbers"):
        open_reader(str(several), HASH_MODEL)
    with pytest.raises(ModelError, match="is a BertModel; a reader is one that"):
        open_reader(str(find_model(BUILT_IN).path), HASH_MODEL)
    config = several / "config.json"
    config.write_text(json.dumps({"architectures": None}))
    with pytest.raises(ModelError, match="does not say what it is"):
        open_reader(str(several), HASH_MODEL)
    config.unlink()
    with pytest.raises(ModelError, match="does not say what it is"):
        open_reader(str(several), HASH_MODEL)
    (several / "model.safetensors").unlink()
    (several / "pytorch_model.bin").write_bytes(b"a pickle")
    with pytest.raises(ModelError, match="no safetensors weights"):
        open_reader(str(several), HASH_MODEL)


def test_damaged_models(make_model: MakeModel) -> None:
    """Weights that are cut short give one error of ours."""
    for model, labels in ((BertForSequenceClassification, 1), (BertForQuestionAnswering, 2)):
        folder = make_model(model, labels)
        weights = folder / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:1000])
        with pytest.raises(ModelError, match="cannot be loaded"):
            open_reader(str(folder), HASH_MODEL)


def test_unknown_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a folder nor a hub's name; or a hub's name, and no network to ask it."""
    with pytest.raises(ModelError, match='no reader "nothing"'):
        open_reader("nothing", HASH_MODEL)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="could not be fetched"):
        open_reader("nobody-at-all/no-such-model", HASH_MODEL)


def test_answers_without_a_reader(build: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    """Search alone still finds the passage and its line."""
    notes = {
        "sqs.md": "# SQS\n\n## Retention\n\nUnread messages are kept for 4 days by default.\n",
        "tea.md": "# Tea\n\n## Green\n\n- Brew it at 75 degrees.\n- Steep it for two minutes.\n",
    }
    with Assistant.open(build(notes), reader="none") as assistant:
        reply = assistant.ask("How long are unread messages kept by default?", sure=0.0)
    assert isinstance(reply, Answer)
    assert "Unread messages are kept for 4 days by default." in reply.citations[0].quote
