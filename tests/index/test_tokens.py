"""How long a passage may be, counted by the tokenizers themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from index import BUILT_IN
from index.model_folder import find_model
from index.records import embedded_texts
from index.tokens import tokenizer_of
from ingest import (
    PASSAGE_BUDGET,
    FoundNote,
    Passage,
    cut,
    outline,
    passage_limits,
    read_note,
    walk,
)

NOTES = Path(__file__).parents[2] / "notes"
HARD = (
    "# " + "東京 " * 400 + "\n\n" + "日本語の長い文章。" * 300 + "\n",
    "# " + "título " * 300 + "\n## sub\n\n" + "🦉🐘 " * 500,
    "x" * 9000 + " " + "한국어" * 900,
    "\n".join(f"| {n} | {'ab,c' * 60} |" for n in range(30)),
    "```\n" + "{}[]();:" * 900 + "\n```\n",
)


@pytest.fixture(scope="module")
def true_length() -> Callable[[str], int]:
    """How many tokens the model would read of a text, special tokens included."""
    tokenizer = Tokenizer.from_file(str(find_model(BUILT_IN).tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text).ids)


def passages(name: str, text: str) -> list[Passage]:
    """The passages of a note for the built-in model."""
    return list(
        cut(name, text, outline(name, text), passage_limits(tokenizer_of(find_model(BUILT_IN))))
    )


def test_the_limits() -> None:
    """Without a model there is the budget alone; with one, its own limit too."""
    (budget,) = passage_limits(None)
    assert (budget.most, budget.count("Ask your notes.")) == (PASSAGE_BUDGET, 4)
    _, own = passage_limits(tokenizer_of(find_model(BUILT_IN)))
    assert (own.most, own.count("an unknowable word")) == (254, 6)


def test_a_lone_surrogate_is_counted() -> None:
    """What cannot be encoded is counted, not refused."""
    (budget,) = passage_limits(None)
    assert budget.count("half \ud83e an emoji") > 3


def test_nothing_that_is_embedded_is_cut(true_length: Callable[[str], int]) -> None:
    """No text of the sample notes is longer than the model reads, and budgets are kept."""
    (budget,) = passage_limits(None)
    notes = [found for found in walk(NOTES) if isinstance(found, FoundNote)]
    assert len(notes) > 10
    for found in notes:
        for passage in passages(found.id, read_note(found.id, found.path).text):
            assert budget.count(passage.embedded_text) <= PASSAGE_BUDGET
            assert max(map(true_length, embedded_texts(passage))) <= 256


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_hard_texts(true_length: Callable[[str], int], name: str, text: str) -> None:
    """Other scripts, emoji, words without an end and endless headings keep the limits too."""
    (budget,) = passage_limits(None)
    for passage in passages(name, text):
        assert budget.count(passage.embedded_text) <= PASSAGE_BUDGET
        assert max(map(true_length, embedded_texts(passage))) <= 256
