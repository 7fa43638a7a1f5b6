"""Learning, with the real model."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from eval.training.drawing import drawn
from eval.training.examples import examples_of
from eval.training.lessons import Lesson, lessons_of
from eval.training.notebooks import indexed, read_notebooks
from eval.training.trainer import Trainer, pace
from index import BUILT_IN, HASH_MODEL, find_model
from ingest import QuothError
from retriever.reader.export import load_network
from retriever.reader.network import ReaderNetwork
from retriever.reader.rows import Words


@pytest.fixture
def trainer() -> Trainer:
    """One that starts from the model as its makers left it."""
    torch.manual_seed(1)
    return Trainer(ReaderNetwork(find_model(BUILT_IN).path))


@pytest.fixture
def lessons(notebook_folder: Path) -> list[Lesson]:
    """What a small notebook has to teach."""
    (notebook,) = read_notebooks([notebook_folder])
    random = np.random.default_rng(1)
    with indexed(notebook, HASH_MODEL) as folder:
        whole = [one for one in examples_of(notebook, folder) if one is not None]
    examples = [one for example in whole if (one := drawn(example, random)) is not None]
    return lessons_of(Words(find_model(BUILT_IN).tokenizer), examples)


def test_ten_steps_teach_something_that_can_be_used(
    trainer: Trainer, lessons: list[Lesson], tmp_path: Path
) -> None:
    """The loss goes down; what is stored is what was learnt, without the embeddings of words."""
    words = trainer.network.encoder.get_input_embeddings().weight.clone()
    trainer.steps = 100  # as if warmed up
    losses = [trainer.step(lessons, 0.0)[0] for _ in range(10)]

    assert losses[-1] < 0.8 * losses[0]
    assert torch.equal(trainer.network.encoder.get_input_embeddings().weight, words)
    path = tmp_path / "reader.safetensors"
    save_file(trainer.weights(), path)
    assert not any("word_embeddings" in name for name in load_file(path))
    loaded = load_network(path).state_dict()
    learnt = trainer.network.state_dict()
    assert loaded.keys() == learnt.keys()
    for name, weight in learnt.items():
        # Eight bits of bfloat16 leave a relative error of 1 / 256.
        torch.testing.assert_close(loaded[name], weight.float(), rtol=1 / 200, atol=1e-6)


def test_small_steps_are_not_lost(trainer: Trainer, lessons: list[Lesson]) -> None:
    """A first step of a millionth is too small for bfloat16; it is kept for the next ones."""
    name = "encoder.embeddings.LayerNorm.weight"
    live, master = trainer.network.get_parameter(name), trainer._masters[name]
    before = live.detach().clone()

    trainer.step(lessons[:1], 0.0)

    assert torch.equal(live, before)
    # AdamW's first step is one of the learning rate, whatever the gradient.
    assert float((master.detach() - before.float()).abs().median()) == pytest.approx(1e-6, rel=0.2)


def test_a_loss_that_is_no_number_ends_training(trainer: Trainer, lessons: list[Lesson]) -> None:
    """Hours of training with it would be for nothing."""
    with torch.no_grad():
        trainer.network.outer.bias.fill_(float("nan"))

    with pytest.raises(QuothError, match=r"loss became nan in step 1"):
        trainer.step(lessons, 0.0)


@pytest.mark.parametrize(
    ("steps", "spent", "share"),
    [(0, 0.0, 0.01), (99, 0.0, 1.0), (99, 0.5, 0.5), (9, 0.5, 0.05), (5000, 1.0, 0.02)],
)
def test_the_rate_rises_with_the_steps_and_falls_with_the_time(
    steps: int, spent: float, share: float
) -> None:
    """Over 100 steps, and over the whole time down to a fiftieth."""
    assert pace(steps, spent) == pytest.approx(share)
