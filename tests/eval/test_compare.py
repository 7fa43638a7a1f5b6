"""Two reports side by side."""

import io
from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from eval import (
    Depths,
    Outcome,
    Place,
    Question,
    Quote,
    Report,
    ReportFileError,
    Status,
    build_report,
    compare,
    mcnemar,
    show_comparison,
)

GOLD = Place("a.md", 1, 2)


def report(right: Mapping[str, bool], depths: Depths | None = None) -> Report:
    """A report on answerable questions, and unanswerable ones whose ids begin with u."""
    outcomes = [outcome(name, is_right) for name, is_right in right.items()]
    return build_report("known.jsonl", outcomes, depths or Depths())


def outcome(name: str, is_right: bool) -> Outcome:
    """A question that ended as it should, or did not: declined or answered wrongly."""
    if name.startswith("u"):
        status = Status.DECLINED if is_right else Status.ANSWERED
        return Outcome(Question(name, "?", False), status, 1.0, 0.5)
    question = Question(name, "?", True, answers=("yes",), gold=(GOLD,))
    if is_right:
        return Outcome(question, Status.ANSWERED, 1.0, 0.5, (GOLD,), (Quote(GOLD, "yes", True),))
    return Outcome(question, Status.DECLINED, 1.0, 0.5)


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [
        (0, 0, 1),
        (1, 0, 1),
        (3, 3, 1),
        (5, 0, 2 / 32),
        (0, 6, 2 / 64),
        (9, 1, 2 * 11 / 1024),
        (2, 1, 1),
    ],
)
def test_the_exact_test_of_mcnemar(better: int, worse: int, p: float) -> None:
    """Twice the tail of a fair coin, at most 1."""
    assert mcnemar(better, worse) == p


@given(st.integers(0, 6), st.integers(0, 6))
def test_mcnemar_counts_the_tosses_that_are_as_uneven(better: int, worse: int) -> None:
    """Of all ways that so many coins may fall, those no nearer to half and half."""
    tosses = list(product((0, 1), repeat=better + worse))
    uneven = sum(abs(2 * sum(toss) - len(toss)) >= abs(better - worse) for toss in tosses)

    assert mcnemar(better, worse) == pytest.approx(uneven / len(tosses))
    assert mcnemar(better, worse) == mcnemar(worse, better)


def test_better_and_worse_by_question() -> None:
    """q2 and u1 went better, q1 worse; refusals and false answers are better lower."""
    before = report({"q1": True, "q2": False, "q3": True, "u1": False, "u2": True})
    after = report({"q1": False, "q2": True, "q3": True, "u1": True, "u2": True})

    comparison = compare(before, after)

    differences = {difference.measure: difference for difference in comparison.differences}
    assert (comparison.compared, comparison.left_out) == (5, 0)
    assert comparison.headline == differences["right@3"]
    assert (comparison.headline.better, comparison.headline.worse) == (("q2", "u1"), ("q1",))
    assert (comparison.headline.before, comparison.headline.after) == (3 / 5, 4 / 5)
    assert comparison.headline.p == 1
    assert differences["false_refusals"].better == ("q2",)
    assert differences["false_refusals"].worse == ("q1",)
    assert differences["false_answers"].better == ("u1",)
    assert differences["false_answers"].questions == 2
    assert "mrr@10" not in differences


def test_nothing_changed() -> None:
    """A report compared with itself."""
    same = report({"q1": True, "u1": False})

    assert all(
        difference.better == difference.worse == () and difference.p == 1
        for difference in compare(same, same).differences
    )


def test_only_questions_in_both_are_compared() -> None:
    """One more before, two more after: three are left out."""
    before = report({"q1": True, "q2": True})
    after = report({"q1": True, "q3": True, "q4": True})

    comparison = compare(before, after)

    assert (comparison.compared, comparison.left_out) == (1, 3)


def test_reports_without_a_common_question() -> None:
    """There is nothing to compare, and that is said."""
    with pytest.raises(ReportFileError, match="no question in common"):
        compare(report({"q1": True}), report({"q2": True}))


def test_only_common_depths_are_compared() -> None:
    """Recall at 5 against recall at 5; without a common depth there is none."""
    before, after = report({"q": True}, Depths((1, 5))), report({"q": True}, Depths((5, 10)))

    names = [difference.measure for difference in compare(before, after).differences]

    assert [name for name in names if name.startswith("recall")] == ["recall@5"]
    with pytest.raises(ReportFileError, match="Run both with the same --k"):
        compare(before, report({"q": True}, Depths((2,))))


def test_the_printed_comparison() -> None:
    """A table of measures, then the questions that changed sides."""
    out = io.StringIO()
    before, after = report({"q1": False, "q2": True}), report({"q1": True, "q2": True, "q3": True})

    show_comparison(compare(before, after), Console(file=out, width=100))

    printed = out.getvalue()
    row = next(line for line in printed.splitlines() if "right@3" in line)
    assert row.replace("│", " ").split() == ["right@3", "0.500", "1.000", "1", "0", "1.000", "2"]
    assert "1 questions are not in both reports" in printed
    assert "Better by right@3: q1\nWorse by right@3: none\n" in printed
