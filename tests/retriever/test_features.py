"""What speaks for and against a span, in numbers that can be checked by hand."""

from collections.abc import Mapping

import pytest

from index import Encoder, Store, open_dense
from retriever.features import asked_for, features, gather
from retriever.query import understand
from retriever.search import search
from retriever.settings import SearchWeights
from retriever.spans import Shape, answer_spans


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("How many hours of sun do tomatoes need?", (True, False, False)),
        ("What is the maximum message size?", (True, False, False)),
        ("Why water them at the root?", (False, True, False)),
        ("Show me an example policy in JSON", (False, False, True)),
        ("What is basil?", (False, False, False)),
    ],
)
def test_the_wording_says_what_kind_of_answer_is_wanted(
    question: str, wants: tuple[bool, bool, bool]
) -> None:
    """A number, a reason, or code."""
    asked = asked_for(question)

    assert (asked.number, asked.reason, asked.code) == wants


def _features(store: Store, encoder: Encoder, question: str, quote: str) -> Mapping[str, float]:
    """The features of the candidate `quote` of the best passage for `question`."""
    query = understand(store, encoder, question)
    matches = search(store, open_dense(store), query, SearchWeights())
    for match in matches:
        passage = match.stored.passage
        for span in answer_spans(passage):
            text = passage.text[max(0, span.start - passage.span.start) :]
            if span.shape is Shape.UNIT and text.startswith(quote):
                evidence = gather(match, matches[0].score)
                return features(span, evidence, query, asked_for(question))
    raise AssertionError(quote)


def test_a_number_is_seen_where_one_is_wanted(store: Store, encoder: Encoder) -> None:
    """And missed where the span has none."""
    question = "How many messages in a batch?"

    there = _features(store, encoder, question, "| Batch | 10 messages |")
    missing = _features(store, encoder, question, "Amazon SQS")

    assert there["number_wanted_and_there"] == 1
    assert there["number_wanted_and_missing"] == 0
    assert (missing["number_wanted_and_there"], missing["number_wanted_and_missing"]) == (0, 1)


def test_a_reason_is_seen_where_one_is_wanted(store: Store, encoder: Encoder) -> None:
    """By the words that give reasons."""
    found = _features(store, encoder, "Why water tomatoes at the root?", "- Water them")

    assert found["reason_wanted_and_there"] == 1


def test_a_span_is_helped_by_its_headings(store: Store, encoder: Encoder) -> None:
    """Coverage in context counts the words of headings and title."""
    found = _features(store, encoder, "tomatoes blight", "- Water them")

    assert 0 < found["coverage"] < 1
    assert found["coverage_in_context"] == pytest.approx(1)


def test_the_best_passage_is_behind_nothing(store: Store, encoder: Encoder) -> None:
    """And the others are behind it, down to a floor."""
    best = _features(store, encoder, "basil grows well", "Basil grows")
    other = _features(store, encoder, "basil grows well", "Amazon SQS")

    assert best["passage"] == 0
    assert -2 <= other["passage"] < 0


def test_every_candidate_has_the_same_features_of_about_one_size(
    store: Store, encoder: Encoder
) -> None:
    """So that their weights can be compared, and the ranker has one for each."""
    query = understand(store, encoder, "How long are messages kept?")
    matches = search(store, open_dense(store), query, SearchWeights())
    names = set()
    for match in matches:
        evidence = gather(match, matches[0].score)
        for span in answer_spans(match.stored.passage):
            found = features(span, evidence, query, asked_for(query.question))
            names.add(frozenset(found))
            assert all(-2.01 <= value <= 2 for value in found.values()), found
    assert len(names) == 1
