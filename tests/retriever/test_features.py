"""What speaks for and against a span, in numbers that can be checked by hand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import log

import numpy as np
import pytest

from retriever import Found, ReadMatch
from retriever.asked import asked_for
from retriever.features import features, gather
from retriever.rerank import everything
from retriever.spans import AnswerSpan, Shape, answer_spans

Find = Callable[[str], Found]


def _span(read: ReadMatch, quote: str, shape: Shape = Shape.UNIT) -> AnswerSpan | None:
    """The candidate of a passage that begins with `quote`."""
    passage = read.match.stored.passage
    for span in answer_spans(passage):
        text = passage.text[max(0, span.start - passage.span.start) :]
        if span.shape is shape and text.startswith(quote):
            return span
    return None


def _features(
    found: Found, quote: str, scores: Mapping[str, list[float]] | None = None
) -> Mapping[str, float]:
    """The features of the candidate `quote`; `scores` are made up, by a passage's last heading."""
    read = [
        replace(one, units=np.array(scores[heading], dtype=np.float32))
        if scores and (heading := one.match.stored.passage.headings[-1]) in scores
        else one
        for one in found.passages
    ]
    for one in read:
        span = _span(one, quote)
        if span:
            evidence = gather(one, read[0].score, everything(read))
            return features(span, evidence, found.query, asked_for(found.query.question))
    raise AssertionError(quote)


def test_a_number_is_seen_where_one_is_wanted(find: Find) -> None:
    """And only there."""
    found = find("How many messages in a batch?")

    assert _features(found, "| Batch | 10 messages |")["number_wanted_and_there"] == 1
    assert _features(found, "Amazon SQS")["number_wanted_and_there"] == 0
    other = find("What is a batch of messages?")
    assert _features(other, "| Batch | 10 messages |")["number_wanted_and_there"] == 0


def test_a_reason_is_seen_where_one_is_wanted(find: Find) -> None:
    """By the words that give reasons."""
    found = _features(find("Why water tomatoes at the root?"), "- Water them")

    assert found["reason_wanted_and_there"] == 1


def test_a_span_is_helped_by_its_headings(find: Find) -> None:
    """Coverage in context counts the words of headings and title."""
    found = _features(find("tomatoes blight"), "- Water them")

    assert 0 < found["coverage"] < 1
    assert found["coverage_in_context"] == pytest.approx(1)


def test_the_best_passage_is_behind_nothing(find: Find) -> None:
    """And the others are behind it, down to a floor."""
    found = find("basil grows well")

    assert _features(found, "Basil grows")["passage"] == 0
    assert -2 <= _features(found, "Amazon SQS")["passage"] < 0


def test_a_span_has_its_share_of_what_the_reader_thinks(find: Find) -> None:
    """Of odds 1 and 3 in the passage and 4 elsewhere: three quarters, and three in eight."""
    nowhere: dict[str, list[float]] = {
        one.match.stored.passage.headings[-1]: [-12.0] * len(one.units)
        for one in find("basil").passages
    }
    scores = nowhere | {"Tomatoes": [0.0, log(3)], "Basil": [log(4)]}

    found = _features(find("basil"), "- Water them", scores)

    assert found["reader_best"] == found["reader_worst"] == pytest.approx(log(3) / 3)
    assert found["reader_share"] == pytest.approx(3 / 4, abs=1e-3)
    assert found["reader_share_of_all"] == pytest.approx(3 / 8, abs=1e-3)


def test_where_nothing_answers_a_span_has_no_great_share(find: Find) -> None:
    """The rest of the odds is that the notes do not answer at all; the worst has a floor."""
    scores = {
        one.match.stored.passage.headings[-1]: [-9.0] * len(one.units)
        for one in find("basil").passages
    }

    found = _features(find("basil"), "- Water them", scores)

    assert found["reader_share_of_all"] < 0.01
    assert found["reader_best"] == -3
    assert found["reader_worst"] == -2


def test_every_candidate_has_the_same_features_of_about_one_size(find: Find) -> None:
    """So that their weights can be compared, and the ranker has one for each."""
    found = find("How long are messages kept?")
    asked = asked_for(found.query.question)
    names = set()
    for read in found.passages:
        evidence = gather(read, found.passages[0].score, everything(found.passages))
        for span in answer_spans(read.match.stored.passage):
            values = features(span, evidence, found.query, asked)
            names.add(frozenset(values))
            assert all(-2.01 <= value <= 2 for value in values.values()), values
    assert len(names) == 1
