"""From weights to a reader that runs without torch, and what may go wrong on the way."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from index import ModelError, Vectors, find_model
from retriever.reader import Reading
from retriever.reader.export import BASE, export_to, load_network, trained_reader
from retriever.reader.make_once import make_once
from retriever.reader.network import batch_of
from retriever.reader.onnx_reader import OnnxReader
from retriever.reader.rows import Row, Words

QUESTIONS = ("How long are messages kept?", "why " * 500, "")
READINGS = [
    Reading("SQS > Retention", ("Messages are kept for 4 days.", "At most 14 days.")),
    Reading("", ()),
    Reading("Garden", tuple(f"Row {number} grows tomatoes and beans." for number in range(60))),
    Reading("A long path > " * 20, ("\u200b", "x")),
    *(Reading("Tea", ("Brew it cool. " * number,)) for number in range(1, 9)),
]


@pytest.fixture(scope="module")
def exported(weights: Path) -> OnnxReader:
    """The reader with random weights."""
    return trained_reader(weights)


@pytest.fixture(scope="module")
def words() -> Words:
    """The tokenizer of the reader."""
    return Words(find_model(BASE).tokenizer)


def by_torch(weights: Path, rows: Sequence[Row]) -> list[Vectors]:
    """The scores that the network gives each row by itself."""
    network = load_network(weights)
    with torch.inference_mode():
        return [network(batch_of([row])).numpy() for row in rows]


@pytest.mark.parametrize("question", QUESTIONS)
def test_eight_bits_cost_little(
    weights: Path, exported: OnnxReader, words: Words, question: str
) -> None:
    """The reader agrees with the network that it came from."""
    found = exported.read(question, READINGS)
    assert [len(scores) for scores in found] == [len(one.units) for one in READINGS]
    for scores, true in zip(found, by_torch(weights, words.rows(question, READINGS)), strict=True):
        assert scores.dtype == np.float32
        assert np.allclose(scores[: len(true)], true, atol=0.5)


def test_scores_are_those_of_the_network(weights: Path, words: Words, tmp_path: Path) -> None:
    """Without the eight bits nothing differs: each score is its own unit's, in the given order."""
    network = load_network(weights)
    export_to(network, tmp_path, eight_bits=False)
    found = OnnxReader(tmp_path).read(QUESTIONS[0], READINGS)
    true = by_torch(weights, words.rows(QUESTIONS[0], READINGS))
    for scores, wanted in zip(found, true, strict=True):
        assert np.allclose(scores[: len(wanted)], wanted, atol=1e-3)
    assert len({round(float(scores[0]), 3) for scores in true if len(scores)}) > 8


def test_no_score_depends_on_what_else_is_read(exported: OnnxReader) -> None:
    """In company or alone, first or last: to the last bit the same."""
    together = exported.read(QUESTIONS[0], READINGS)
    turned = exported.read(QUESTIONS[0], READINGS[::-1])[::-1]
    for number, one in enumerate(READINGS):
        (alone,) = exported.read(QUESTIONS[0], [one])
        assert np.array_equal(alone, together[number])
        assert np.array_equal(alone, turned[number])


def test_questions_at_the_same_time(exported: OnnxReader) -> None:
    """Several people may ask one reader at once, and each is told the same as alone."""
    alone = [exported.read(question, READINGS) for question in QUESTIONS]
    with ThreadPoolExecutor(len(QUESTIONS)) as people:
        at_once = list(people.map(lambda question: exported.read(question, READINGS), QUESTIONS))
    for found, wanted in zip(at_once, alone, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(found, wanted, strict=True))


def test_units_beyond_the_row(exported: OnnxReader) -> None:
    """Units that had no room score like the worst that was read, and never above nothing."""
    scores = exported.read("Which row?", READINGS)[2]
    assert len(scores) == 60
    assert len(set(scores[-5:].tolist())) == 1
    assert scores[-1] == min(0.0, scores.min())


def test_nothing_to_read(exported: OnnxReader) -> None:
    """No passages, no scores."""
    assert exported.read("Why?", []) == []


def test_weights_survive_the_file(weights: Path) -> None:
    """What was stored in half precision comes back the same, word embeddings and all."""
    network = load_network(weights)
    again = network.stored()
    stored = load_file(weights)
    assert stored.keys() == again.keys()
    assert all(torch.equal(stored[name], again[name]) for name in stored)
    assert not any("word_embeddings" in name for name in stored)
    assert not network.training


def test_a_batch_scores_like_its_rows(weights: Path, words: Words) -> None:
    """Padding and company change nothing in the network itself."""
    rows = words.rows("How long?", READINGS)
    alone = by_torch(weights, rows)
    with torch.inference_mode():
        together = load_network(weights)(batch_of(rows)).numpy()
    assert np.allclose(together, np.concatenate(alone), atol=1e-3)


def test_damaged_weights(tmp_path: Path, weights: Path) -> None:
    """Cut short, no safetensors at all, or of another network: one line that says what to do."""
    cut, text, other = (tmp_path / f"{name}.safetensors" for name in ("cut", "text", "other"))
    cut.write_bytes(weights.read_bytes()[:100_000])
    text.write_bytes(b"not weights")
    save_file({"inner.weight": torch.zeros(2, 2)}, other)
    for file in (cut, text, other):
        with pytest.raises(ModelError, match=r"does not hold the weights.*make train-reader") as it:
            trained_reader(file)
        assert str(file) in str(it.value)
        assert "\n" not in str(it.value)


def test_weights_without_numbers(tmp_path: Path, weights: Path) -> None:
    """A network that gives no numbers is not used."""
    broken = {**load_file(weights), "outer.bias": torch.tensor([torch.nan]).half()}
    save_file(broken, tmp_path / "nan.safetensors")
    with pytest.raises(ModelError, match="other scores when exported"):
        trained_reader(tmp_path / "nan.safetensors")


def test_missing_weights(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(ModelError, match=r"gone\.safetensors cannot be read: No such file"):
        trained_reader(tmp_path / "gone.safetensors")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the export cannot be kept, the place is named and nothing is made."""
    (tmp_path / "home").write_text("a file, not a folder")
    with pytest.raises(ModelError, match=r"cannot be written to .*home.*QUOTH_HOME"):
        make_once(tmp_path / "home" / "models" / "x", ["a"], both)


def test_what_is_half_made_is_not_used(tmp_path: Path) -> None:
    """Where the disk is full in the middle nothing stays behind; the next try makes it all."""

    def half(made: Path) -> None:
        (made / "a").write_text("a")
        raise OSError(28, "No space left on device")

    folder = tmp_path / "models" / "x"
    with pytest.raises(ModelError, match="No space left on device"):
        make_once(folder, ["a", "b"], half)
    assert list(folder.parent.iterdir()) == []
    make_once(folder, ["a", "b"], both)
    assert sorted(file.name for file in folder.parent.rglob("*")) == ["a", "b", "x"]
    make_once(folder, ["a", "b"], half)  # it is there, so nothing is made
    (folder / "a").unlink()
    make_once(folder, ["a", "b"], both)  # somebody cleared the cache in part
    assert (folder / "a").read_text() == "a"


def test_two_at_once(tmp_path: Path) -> None:
    """Whoever comes second finds what the first one made, whole."""
    together = threading.Barrier(2)

    def at_once(made: Path) -> None:
        together.wait(20)
        both(made)

    folder = tmp_path / "models" / "x"
    makers = [threading.Thread(target=make_once, args=(folder, ["a", "b"], at_once)) for _ in "12"]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [(folder / name).read_text() for name in "ab"] == ["a", "b"]
    assert [file.name for file in folder.parent.iterdir()] == ["x"]


def both(made: Path) -> None:
    """Write two small files."""
    for name in "ab":
        (made / name).write_text(name)
