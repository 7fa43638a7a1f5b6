"""What a ranker would show, against what the assistant shows with it."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval import Status, run
from eval.metrics import answer, recall
from eval.training.judge import QUOTES, judged
from eval.training.notebooks import indexed, read_notebooks
from eval.training.prepare import all_seen
from eval.training.ranker_file import GoldOfNotebooks
from index import HASH_MODEL
from retriever import Assistant
from retriever.settings import ranker_weights


def test_as_the_assistant_would(notebook_folder: Path) -> None:
    """With the weights that ship: the same passages, quotes and confidence, so the same figures."""
    (notebook,) = read_notebooks([notebook_folder])
    seen = all_seen([notebook], HASH_MODEL)

    found = judged(seen, ranker_weights(), GoldOfNotebooks([notebook]))

    with indexed(notebook, HASH_MODEL) as folder, Assistant.open(folder) as assistant:
        shown = list(
            run(
                notebook.questions,
                lambda question, history: assistant.ask(
                    question, history, answers=QUOTES, passages=100, sure=0.0
                ),
                notebook_folder,
            )
        )
    assert len(found) == len(shown) == len(notebook.questions)
    for ours, theirs in zip(found, shown, strict=True):
        assert ours.passages == theirs.passages
        assert ours.confidence == pytest.approx(theirs.confidence)
        assert [replace(quote, score=None) for quote in theirs.quotes] == list(ours.quotes)
        assert (answer(ours, 3), recall(ours, 1)) == (answer(theirs, 3), recall(theirs, 1))


def test_declined_under_the_threshold_with_quotes_all_the_same(notebook_folder: Path) -> None:
    """The order of the quotes is measured whether or not they are shown."""
    notebooks = read_notebooks([notebook_folder])
    seen, gold = all_seen(notebooks, HASH_MODEL), GoldOfNotebooks(notebooks)
    weights = ranker_weights()

    never = judged(seen, replace(weights, confidence={"constant": -9.0}), gold)
    always = judged(seen, replace(weights, confidence={"constant": 9.0}), gold)

    assert {one.status for one in never} == {Status.DECLINED}
    assert {one.status for one in always} == {Status.ANSWERED}
    assert [one.quotes for one in never] == [one.quotes for one in always]
