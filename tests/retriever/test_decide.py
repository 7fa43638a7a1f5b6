"""Answer or decline: the judgement, and what a person is told."""

from collections.abc import Callable, Sequence
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import StoredPassage
from ingest import Block, BlockKind, Passage, Span
from retriever import Answer, Assistant, Hit, Match, NotInNotes, ReadMatch
from retriever.decide import confidence, signs, why_not
from retriever.query import Query

TEXT = "Basil grows well."
PASSAGE = Passage(
    Span("garden.md", 9, 26), ("Basil",), TEXT, 3, 3, (Block(BlockKind.PARAGRAPH, 9, 26),)
)
WEIGHTS = {"constant": -1.0, "reader": 1.0, "reader_best": 0.5}


def _read(reader: float, cosine: float = 0.5) -> ReadMatch:
    stored = StoredPassage(1, PASSAGE, "Garden", "digest")
    match = Match(stored, 1.0, cosine, np.array([cosine], dtype=np.float32), 0.75, 1.0)
    return ReadMatch(match, np.array([reader], dtype=np.float32), 1.0)


def _query(unknown: Sequence[str] = (), known: Sequence[str] = ("basil",)) -> Query:
    return Query("?", "?", tuple(known), tuple(unknown), {"basil": 1.0})


def _hit() -> Hit:
    return Hit(PASSAGE, "Garden", "digest", rank=1, score=0.5, lexical=1.0, dense=0.5)


_ANY = st.floats(-50, 50, width=32)
_COSINE = st.floats(-1, 1, width=32)


def test_the_signs_are_named() -> None:
    """Checked by hand: all that the reader scored together, and the best alone."""
    found = signs([_read(2.0, 0.25), _read(-3.0, 0.5)])

    assert found == pytest.approx({"constant": 1, "reader": 2.0, "reader_best": 2.0}, abs=0.01)


def test_confidence_is_the_logistic_function_of_the_weighted_signs() -> None:
    """-1 + 0.5 * 4 = 1."""
    weights = {"constant": -1.0, "reader_best": 0.5}

    assert confidence([_read(4)], weights) == pytest.approx(1 / (1 + exp(-1)))


@given(_ANY, _COSINE, st.floats(-1e3, 1e3))
def test_confidence_is_a_probability(reader: float, cosine: float, weight: float) -> None:
    """Whatever the evidence and the weights."""
    assert 0 <= confidence([_read(reader, cosine)], dict.fromkeys(WEIGHTS, weight)) <= 1


@given(_ANY, _ANY)
def test_more_evidence_never_lowers_confidence(reader: float, other: float) -> None:
    """The more the reader sees an answer, the surer."""
    low, high = sorted((reader, other))

    assert confidence([_read(low)], WEIGHTS) <= confidence([_read(high)], WEIGHTS)


def test_passages_that_say_nothing_take_nothing_away() -> None:
    """Twenty of them beside the one that answers."""
    alone = confidence([_read(4)], WEIGHTS)

    among = confidence([_read(4), *[_read(-12, 0.1)] * 20], WEIGHTS)

    assert among == pytest.approx(alone, abs=1e-4)


def test_nothing_found_is_no_confidence() -> None:
    """And no error either."""
    assert confidence([], WEIGHTS) == 0


@pytest.mark.parametrize(
    ("unknown", "notes", "said"),
    [
        ([], 1, "Nothing in your only note is close enough to the question"),
        ([], 41, "Nothing in your 41 notes is close enough to the question"),
        (["bergamo"], 1, 'The word "bergamo" is not in your only note'),
        (["bergamo"], 1234, 'The word "bergamo" is not in any of your 1,234 notes'),
        (["as", "roma"], 2, '"as" and "roma" are not in any of your 2 notes'),
        (["a", "b", "c"], 1, '"a", "b" and "c" are not in your only note'),
    ],
)
def test_the_reason_can_be_checked(unknown: list[str], notes: int, said: str) -> None:
    """It names the words and counts the notes, then says what came nearest."""
    nearest = "; nearest: Basil, garden.md, line 3."

    assert why_not(_query(unknown), [_hit()], notes) == said + nearest
    assert why_not(_query(unknown), [], notes) == said + "."


def test_a_reason_stays_short() -> None:
    """Of very many unknown words only the first ones are named."""
    said = why_not(_query([f"w{number}" for number in range(500)]), [], 2)

    assert said == '"w0", "w1", "w2", "w3", "w4" and others are not in any of your 2 notes.'


@pytest.mark.parametrize("sure", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_the_threshold_is_kept(vault: Assistant, sure: float) -> None:
    """An answer has at least that confidence, a refusal less."""
    questions = [
        "visibility timeout",
        "Bergamo, Zarathustra, Nietzsche!",
        "How long does SQS wait?",
    ]

    for question in questions:
        reply = vault.ask(question, sure=sure)
        assert isinstance(reply, Answer) == (reply.confidence >= sure)
        assert 0 < reply.confidence < 1


def test_unknown_words_are_named_in_the_refusal(
    ask: Callable[[dict[str, str | bytes]], Assistant],
) -> None:
    """As they were typed, with the only note there is."""
    reply = ask({"a.md": "# Basil\n\nBasil grows well.\n"}).ask(
        "Where is Bergamo, Zarathustra?", sure=1
    )

    assert isinstance(reply, NotInNotes)
    assert reply.reason == (
        '"Bergamo" and "Zarathustra" are not in your only note; nearest: Basil, a.md, line 3.'
    )
