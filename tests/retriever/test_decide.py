"""Answer or decline: the judgement, and what a person is told."""

from collections.abc import Callable, Sequence
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import StoredPassage
from ingest import Block, BlockKind, Passage, Span
from retriever import Answer, AnswerSpan, Assistant, Hit, Match, NotInNotes, ReadMatch
from retriever.decide import confidence, signs, why_not
from retriever.query import Query
from retriever.rank import RankedSpan
from retriever.spans import Shape

TEXT = "Basil grows well."
PASSAGE = Passage(
    Span("garden.md", 9, 26), ("Basil",), TEXT, 3, 3, (Block(BlockKind.PARAGRAPH, 9, 26),)
)
WEIGHTS = {"constant": -1.0, "reader": 1.0, "best_unit": 2.0, "unknown": -3.0, "evidence": 0.5}


def _read(reader: float, cosine: float = 0.5) -> ReadMatch:
    stored = StoredPassage(1, PASSAGE, "Garden", "digest")
    match = Match(stored, 1.0, cosine, np.array([cosine], dtype=np.float32), 0.75, 1.0)
    return ReadMatch(match, np.array([reader], dtype=np.float32), 1.0)


def _ranked(evidence: float) -> RankedSpan:
    return RankedSpan(_read(0).match, AnswerSpan(9, 26, 0, 0, Shape.UNIT), evidence, 1.0)


def _query(unknown: Sequence[str] = (), known: Sequence[str] = ("basil",)) -> Query:
    vector = np.zeros(4, dtype=np.float32)
    return Query("?", "?", tuple(known), tuple(unknown), {"basil": 1.0}, vector)


def _hit() -> Hit:
    return Hit(PASSAGE, "Garden", "digest", rank=1, score=0.5, lexical=1.0, dense=0.5)


_ANY = st.floats(-50, 50, width=32)
_COSINE = st.floats(-1, 1, width=32)


def test_the_signs_are_named() -> None:
    """Checked by hand: the best passage for each, and the share of unknown words."""
    found = signs([_read(2.0, 0.25), _read(-3.0, 0.5)], _query(["x"]))

    assert found == pytest.approx(
        {
            "constant": 1,
            "reader": 2.0,
            "reader_best": 2.0,
            "coverage": 0.75,
            "unknown": 0.5,
        },
        abs=0.01,
    )


def test_confidence_is_the_logistic_function_of_the_weighted_signs() -> None:
    """-1 + 2 * 0.5 + 1 = 1."""
    weights = {"constant": -1.0, "best_unit": 2.0, "evidence": 0.5}

    found = confidence([_read(0, 0.5)], [_ranked(2.0)], _query(), weights)

    assert found == pytest.approx(1 / (1 + exp(-1)))


@given(_ANY, _COSINE, st.floats(-1e6, 1e6), st.integers(0, 4), st.floats(-1e3, 1e3))
def test_confidence_is_a_probability(
    reader: float, cosine: float, evidence: float, unknown: int, weight: float
) -> None:
    """Whatever the evidence and the weights."""
    weights = dict.fromkeys(WEIGHTS, weight)

    found = confidence(
        [_read(reader, cosine)], [_ranked(evidence)], _query(["x"] * unknown), weights
    )

    assert 0 <= found <= 1


@given(_ANY, _ANY, _COSINE, _COSINE, st.tuples(_ANY, _ANY))
def test_more_evidence_never_lowers_confidence(
    reader: float, other: float, cosine: float, other_cosine: float, evidence: tuple[float, float]
) -> None:
    """What the reader says, a nearer unit and a better span all speak for answering."""
    low, high = sorted((reader, other))
    near = max(cosine, other_cosine)
    weak, strong = sorted(evidence)

    def sure(passage: ReadMatch, span: float) -> float:
        return confidence([passage], [_ranked(span)], _query(), WEIGHTS)

    least = sure(_read(low, cosine), weak)
    assert least <= sure(_read(high, cosine), weak)
    assert least <= sure(_read(low, near), weak)
    assert least <= sure(_read(low, cosine), strong)


def test_a_word_that_the_notes_lack_lowers_confidence() -> None:
    """The more of the question is unknown, the lower."""
    found = [
        confidence([_read(0)], [_ranked(1)], query, WEIGHTS)
        for query in (_query(), _query(["bergamo"]), _query(["bergamo"], known=()))
    ]

    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 3


def test_a_question_without_words_of_its_own_is_no_error() -> None:
    """There is nothing to divide by."""
    assert signs([_read(0)], _query(known=()))["unknown"] == 0


def test_passages_that_say_nothing_take_nothing_away() -> None:
    """Twenty of them beside the one that answers."""
    alone = confidence([_read(4)], [_ranked(1)], _query(), WEIGHTS)

    among = confidence([_read(4), *[_read(-12, 0.1)] * 20], [_ranked(1)], _query(), WEIGHTS)

    assert among == pytest.approx(alone, abs=1e-4)


def test_nothing_found_is_no_confidence() -> None:
    """Neither a passage nor a span, neither an error."""
    assert confidence([], [], _query(), WEIGHTS) == 0
    assert confidence([_read(9)], [], _query(), WEIGHTS) == 0


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
