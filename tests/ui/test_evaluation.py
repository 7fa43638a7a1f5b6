"""The numbers of a run in words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import (
    Depths,
    KeptRun,
    Outcome,
    Place,
    Question,
    Quote,
    Report,
    Score,
    Status,
    build_report,
)
from ui.evaluation import (
    CurvePoint,
    Rate,
    headline_rates,
    in_words,
    outcome_rates,
    rate_of,
    recall_curve,
    time_left,
    topic_bars,
    topic_measures,
    trend,
    trend_measures,
)

GOLD = Place("sqs.md", 3, 3)
OTHER = Place("sns.md", 1, 2)
DEPTHS = Depths((1, 2), (1,))


def asked(number: int, *, right: bool, topic: str = "SQS", answerable: bool = True) -> Outcome:
    """The outcome of a question that went right, or wrong."""
    if not answerable:
        status = Status.DECLINED if right else Status.ANSWERED
        return Outcome(Question(f"q{number}", "Price?", False, topic=topic), status, 1.0, 0.5)
    question = Question(f"q{number}", "Size?", True, (), ("256",), (), (GOLD,), "fact", topic)
    quote = Quote(GOLD if right else OTHER, "It has 256 KB.", verbatim=True)
    passages = (GOLD, OTHER) if right else (OTHER, GOLD)
    return Outcome(question, Status.ANSWERED, 1.0, 0.9, passages, (quote,))


def report(*outcomes: Outcome) -> Report:
    """The report on these."""
    return build_report("known.jsonl", outcomes, DEPTHS)


MIXED = report(
    asked(1, right=True),
    asked(2, right=False),
    asked(3, right=True, topic="EC2"),
    asked(4, right=False, topic="prices", answerable=False),
)


def test_the_recall_curve_has_a_point_for_each_depth() -> None:
    """Two of three right passages come first, and all are among the first two."""
    first, second = recall_curve(MIXED)

    assert (first.k, first.rate.label) == (1, "right passage comes first")
    assert first.rate.value == pytest.approx(2 / 3)
    assert first.rate.low < 2 / 3 < first.rate.high
    assert second == CurvePoint(2, second.rate)
    assert (second.rate.value, second.rate.n) == (1, 3)
    assert recall_curve(report(asked(1, right=True, answerable=False))) == ()


def test_the_numbers_to_read_first() -> None:
    """Each with its plain words, and told to be better low where it is."""
    assert [(rate.name, rate.n, rate.lower_is_better) for rate in headline_rates(MIXED)] == [
        ("right@1", 4, False),
        ("recall@2", 3, False),
        ("answer@1", 3, False),
        ("false_answers", 1, True),
        ("false_refusals", 3, True),
    ]
    assert "false_refusals" not in [
        rate.name for rate in headline_rates(report(asked(1, right=True, answerable=False)))
    ]


def test_answers_and_refusals() -> None:
    """Near misses too, but not off-topic questions, of which there are none."""
    assert [rate.name for rate in outcome_rates(MIXED)] == [
        "answer@1",
        "false_answers",
        "false_answers_near",
        "false_refusals",
        "verbatim",
    ]


def test_a_rate_as_a_sentence() -> None:
    """The value, its limits, and over how many questions."""
    rate = Rate("recall@5", "right passage among the first 5", 0.966, 0.938, 0.987, 226)

    assert rate.sentence == "0.97, 95% between 0.94 and 0.99, 226 questions"
    assert Rate("verbatim", "", 0.5, 0.25, 0.75, 1).sentence.endswith("1 quote")


def test_all_and_none_still_have_limits() -> None:
    """By hand: 0.95 to the 20th is 0.36, 0.861 to the 20th is 0.05, once in twenty times."""
    every, none = rate_of("recall@5", Score(1, 1, 1, 20)), rate_of("x", Score(0, 0, 0, 20))

    assert every is not None
    assert none is not None
    assert every.sentence == "1.00, all of 20 questions, 95% above 0.86"
    assert none.sentence == "0.00, none of 20 questions, 95% below 0.14"
    assert rate_of("x", Score(None, None, None, 0)) is None


def test_topics_come_largest_first() -> None:
    """With the measure that is asked for; a topic without any such question has no rate."""
    bars = topic_bars(MIXED, "recall@1")

    assert [(bar.topic, bar.questions) for bar in bars] == [("SQS", 2), ("EC2", 1), ("prices", 1)]
    assert [bar.rate.value if bar.rate else None for bar in bars] == [0.5, 1, None]
    assert topic_measures(DEPTHS) == ("right@1", "recall@2", "answer@1")
    assert topic_measures(Depths()) == ("right@3", "recall@5", "answer@3")


def test_a_trend_takes_what_each_run_measured() -> None:
    """An older run without a measure has no point for it."""
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    score = Score(0.5, 0.4, 0.6, 9)
    runs = (
        KeptRun(Path("a"), early, "k", 9, {"recall@2": score}),
        KeptRun(Path("b"), late, "k", 9, {"recall@2": score, "right@1": score}),
    )

    points = trend(runs, trend_measures(DEPTHS))

    assert [(point.when.day, point.rate.name) for point in points] == [
        (1, "recall@2"),
        (2, "right@1"),
        (2, "recall@2"),
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("recall@1", "right passage comes first"),
        ("answer@1", "answer in the first quote"),
        ("answer@3", "answer in the first 3 quotes"),
        ("false_refusals", "declined, though the notes answer"),
        ("auroc", "auroc"),
    ],
)
def test_measures_in_words(name: str, words: str) -> None:
    """A measure that has no words keeps its name."""
    assert in_words(name) == words


@pytest.mark.parametrize(
    ("done", "seconds", "words"),
    [
        (0, 0.5, "Asked 0 of 200 questions"),
        (50, 10.0, "Asked 50 of 200 questions, 30 seconds left"),
        (50, 60.0, "Asked 50 of 200 questions, about 3 minutes left"),
        (199, 199.0, "Asked 199 of 200 questions, 1 second left"),
    ],
)
def test_how_long_a_run_still_takes(done: int, seconds: float, words: str) -> None:
    """As long a question as those before."""
    assert time_left(done, 200, seconds) == words


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_limits_hold_the_value(hits: int, n: int) -> None:
    """And are shares themselves."""
    share = min(hits, n) / n
    rate = rate_of("recall@5", Score(share, share, share, n))

    assert rate is not None
    assert 0 <= rate.low <= rate.value <= rate.high <= 1
