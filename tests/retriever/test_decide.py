"""Answer or decline: the judgement, and what a person is told."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import StoredPassage
from ingest import Block, BlockKind, Passage, Span
from retriever import Assistant, Hit, NotInNotes
from retriever.decide import THRESHOLD, confidence, why_not
from retriever.query import Query
from retriever.rank import RankedSpan
from retriever.search import Match
from retriever.spans import AnswerSpan, Shape

TEXT = "Basil grows well."
PASSAGE = Passage(
    Span("garden.md", 9, 26), ("Basil",), TEXT, 3, 3, (Block(BlockKind.PARAGRAPH, 9, 26),)
)


def _match(best_unit: float) -> Match:
    stored = StoredPassage(1, PASSAGE, "Garden", "digest")
    cosines = np.array([best_unit], dtype=np.float64)
    return Match(stored, 1.0, best_unit, cosines.astype(np.float32), 1.0, 1.0)


def _ranked(evidence: float) -> RankedSpan:
    return RankedSpan(_match(0.5), AnswerSpan(9, 26, 0, 0, Shape.UNIT), evidence, 1.0)


def _query(unknown: Sequence[str] = (), known: Sequence[str] = ("basil",)) -> Query:
    vector = np.zeros(4, dtype=np.float32)
    return Query("?", "?", tuple(known), tuple(unknown), {"basil": 1.0}, vector)


def _hit() -> Hit:
    return Hit(PASSAGE, "Garden", "digest", rank=1, score=0.5, lexical=1.0, dense=0.5)


_COSINE = st.floats(-1, 1, width=32)
_EVIDENCE = st.floats(-50, 50)


@given(_COSINE, _EVIDENCE, st.integers(0, 4))
@settings(deadline=None)
def test_confidence_is_a_probability(cosine: float, evidence: float, unknown: int) -> None:
    """Whatever the evidence."""
    query = _query(["x"] * unknown)

    assert 0 <= confidence([_match(cosine)], [_ranked(evidence)], query) <= 1


@given(_COSINE, _COSINE, _EVIDENCE, _EVIDENCE)
@settings(deadline=None)
def test_more_evidence_never_lowers_confidence(
    cosine: float, other_cosine: float, evidence: float, other_evidence: float
) -> None:
    """A nearer unit and a better span both speak for answering."""
    low, high = sorted((cosine, other_cosine))
    weak, strong = sorted((evidence, other_evidence))
    query = _query()

    least = confidence([_match(low)], [_ranked(weak)], query)

    assert least <= confidence([_match(high)], [_ranked(weak)], query)
    assert least <= confidence([_match(low)], [_ranked(strong)], query)


def test_a_word_that_the_notes_lack_lowers_confidence() -> None:
    """The more of the question is unknown, the lower."""
    found = [
        confidence([_match(0.6)], [_ranked(1)], query)
        for query in (_query(), _query(["bergamo"]), _query(["bergamo"], known=()))
    ]

    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 3


def test_the_best_passage_decides() -> None:
    """Twenty passages that say nothing take nothing away from it."""
    alone = confidence([_match(0.8)], [_ranked(1)], _query())

    assert confidence([_match(0.8), *[_match(0.1)] * 20], [_ranked(1)], _query()) == alone


def test_nothing_found_is_no_confidence() -> None:
    """Neither a passage nor a span, neither an error."""
    assert confidence([], [], _query()) == 0
    assert confidence([_match(0.9)], [], _query()) == 0


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


def test_the_threshold_is_kept(vault: Assistant) -> None:
    """An answer has at least that confidence, a refusal less."""
    questions = [
        "visibility timeout",
        "Bergamo, Zarathustra, Nietzsche!",
        "How long does SQS wait?",
    ]
    replies = [vault.ask(question) for question in questions]

    for reply in replies:
        assert isinstance(reply, NotInNotes) == (reply.confidence < THRESHOLD)
    assert {type(reply).__name__ for reply in replies} == {"Answer", "NotInNotes"}


def test_unknown_words_are_named_in_the_refusal(
    ask: Callable[[dict[str, str | bytes]], Assistant],
) -> None:
    """As they were typed, with the only note there is."""
    reply = ask({"a.md": "# Basil\n\nBasil grows well.\n"}).ask("Where is Bergamo, Zarathustra?")

    assert isinstance(reply, NotInNotes)
    assert reply.reason == (
        '"Bergamo" and "Zarathustra" are not in your only note; nearest: Basil, a.md, line 3.'
    )
