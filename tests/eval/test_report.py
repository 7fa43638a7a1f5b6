"""Outcomes to numbers: groups, receipt, latency."""

from eval import (
    NO_QUESTIONS,
    Depths,
    Outcome,
    Place,
    Question,
    Quote,
    Status,
    build_report,
    meanings,
)

GOLD = Place("a.md", 1, 2)


def answerable(name: str, kind: str, status: Status, quotes: tuple[Quote, ...] = ()) -> Outcome:
    """An outcome of an answerable question, its gold on the first passage."""
    question = Question(name, "?", True, answers=("yes",), gold=(GOLD,), kind=kind, topic="T")
    confidence = None if status is Status.FAILED else 0.8
    passages = () if status is Status.FAILED else (GOLD,)
    return Outcome(question, status, 10.0, confidence, passages, quotes)


OUTCOMES = (
    answerable("q1", "typo", Status.ANSWERED, (Quote(GOLD, "yes", True), Quote(GOLD, "no", False))),
    answerable("q2", "typo", Status.DECLINED),
    answerable("q3", "list", Status.FAILED),
    Outcome(Question("u1", "?", False, kind="none"), Status.DECLINED, 20.0, 0.3),
    Outcome(Question("u2", "?", False, kind="none"), Status.ANSWERED, 60.0, 0.9),
)


def value(name: str, report_of: tuple[Outcome, ...] = OUTCOMES) -> tuple[float | None, int]:
    """An overall score: its value, and over how many."""
    score = build_report("known", report_of, Depths()).overall.scores[name]
    return score.value, score.n


def test_overall_scores() -> None:
    """Five questions that can be counted by hand."""
    assert value("recall@1") == (2 / 3, 3)
    assert value("mrr@10") == (2 / 3, 3)
    assert value("answer@1") == (1 / 3, 3)
    assert value("false_answers") == (1 / 2, 2)
    assert value("false_refusals") == (1 / 3, 3)
    assert value("right@3") == (2 / 5, 5)
    assert value("verbatim") == (1 / 2, 2)
    assert value("auroc") == (1 / 2, 4)


def test_the_receipt_adds_up() -> None:
    """Every question is in it once by what was asked and once by how it ended."""
    receipt = build_report("known", OUTCOMES, Depths()).receipt

    assert (receipt.questions, receipt.answerable, receipt.unanswerable) == (5, 3, 2)
    assert (receipt.answered, receipt.declined, receipt.failed) == (2, 2, 1)
    assert receipt.quotes == 2


def test_groups_by_kind_and_topic() -> None:
    """Sorted by name; questions without a topic are in no topic; absent sides have no number."""
    report = build_report("known", OUTCOMES, Depths())

    assert [(group.name, group.questions) for group in report.kinds] == [
        ("list", 1),
        ("none", 2),
        ("typo", 2),
    ]
    assert [(group.name, group.questions) for group in report.topics] == [("T", 3)]
    assert report.kinds[2].scores["false_answers"] == NO_QUESTIONS
    assert report.kinds[2].scores["answer@1"].value == 1 / 2


def test_near_misses_are_counted_apart_from_what_is_off_topic() -> None:
    """Off topic: one of two answered, sure of it. Near misses: none of two, less sure than 0.8."""
    outcomes = (
        answerable("q1", "fact", Status.ANSWERED),
        Outcome(Question("o1", "?", False, kind="offtopic"), Status.ANSWERED, 1.0, 0.9),
        Outcome(Question("o2", "?", False, kind="offtopic"), Status.DECLINED, 1.0, 0.1),
        Outcome(Question("u1", "?", False, kind="unanswerable"), Status.DECLINED, 1.0, 0.2),
        Outcome(Question("u2", "?", False), Status.DECLINED, 1.0, 0.3),
    )

    assert value("false_answers", outcomes) == (1 / 4, 4)
    assert value("false_answers_near", outcomes) == (0, 2)
    assert value("false_answers_off", outcomes) == (1 / 2, 2)
    assert value("auroc", outcomes) == (3 / 4, 5)
    assert value("auroc_near", outcomes) == (1, 3)


def test_follow_ups_are_a_group_of_their_own() -> None:
    """Told by their history, whatever their kind; without any there is nothing to part."""
    later = Outcome(Question("q9", "And?", False, ("What?",), kind="typo"), Status.DECLINED, 1.0)

    turns = build_report("known", (*OUTCOMES, later), Depths()).turns

    assert [(group.name, group.questions) for group in turns] == [
        ("first questions", 5),
        ("follow-ups", 1),
    ]
    assert build_report("known", OUTCOMES, Depths()).turns == ()
    assert [group.name for group in build_report("known", (later,), Depths()).turns] == [
        "follow-ups"
    ]


def test_latency_leaves_failures_out() -> None:
    """Of 10, 10, 20 and 60 ms: the median is 15, and 95 % of the way up is 54."""
    latency = build_report("known", OUTCOMES, Depths()).latency

    assert (latency.p50, latency.slowest) == (15.0, 60.0)
    assert latency.p95 is not None
    assert round(latency.p95, 6) == 54.0


def test_without_outcomes_there_are_no_numbers() -> None:
    """Nothing is 0 that was not measured."""
    report = build_report("known", (), Depths())

    assert set(report.overall.scores.values()) == {NO_QUESTIONS}
    assert report.latency.p50 is report.latency.p95 is report.latency.slowest is None


def test_the_depths_name_the_scores() -> None:
    """In the order of the report."""
    names = list(meanings(Depths((2, 4), (1,))))

    assert names == [
        "recall@2",
        "recall@4",
        "mrr@10",
        "answer@1",
        "false_answers",
        "false_answers_near",
        "false_answers_off",
        "false_refusals",
        "right@1",
        "auroc",
        "auroc_near",
        "verbatim",
    ]
    assert list(build_report("known", OUTCOMES, Depths((2, 4), (1,))).overall.scores) == names
