"""What changed from one run to another, in words."""

from eval import Depths, Outcome, Place, Question, Quote, Report, Status, build_report, compare
from ui.comparison import Changed, changed, changes, verdict

GOLD, OTHER = Place("sqs.md", 3, 3), Place("sns.md", 1, 2)


def asked(number: int, *, right: bool) -> Outcome:
    """The outcome of a question that went right, or wrong."""
    question = Question(f"q{number}", f"Size {number}?", True, answers=("256",), gold=(GOLD,))
    quote = Quote(GOLD if right else OTHER, "It has 256 KB.", verbatim=True)
    passages = (GOLD, OTHER) if right else (OTHER, GOLD)
    return Outcome(question, Status.ANSWERED, 1.0, 0.9, passages, (quote,))


def report(*outcomes: Outcome) -> Report:
    """The report on these."""
    return build_report("known.jsonl", outcomes, Depths((1, 2), (1,)))


def test_a_comparison_in_words() -> None:
    """One of two questions went better: chance does that every time."""
    before = report(asked(1, right=False), asked(2, right=True))
    after = report(asked(1, right=True), asked(2, right=True))
    comparison = compare(before, after)

    first = changes(comparison)[0]

    assert first.label == "right passage comes first (recall@1)"
    assert (first.before, first.after, first.better, first.worse) == (0.5, 1, 1, 0)
    assert verdict(comparison) == (
        "Of 2 questions in both runs, 1 went better and 0 worse. By chance alone they would part "
        "so unevenly 100 times in 100 (paired test, p = 1.000), so this may well be chance."
    )
    assert verdict(compare(after, after)).endswith("none went better and none worse.")


def test_what_is_too_uneven_for_chance() -> None:
    """Twelve of twelve went better: 2 in 4096."""
    before = report(*(asked(number, right=False) for number in range(12)))
    after = report(*(asked(number, right=True) for number in range(12)))

    assert "less than once in 100 times" in verdict(compare(before, after))
    assert verdict(compare(before, after)).endswith("too rarely to be chance.")


def test_questions_that_changed_sides_are_told_worst_first() -> None:
    """Each with its text; those that stayed as they were are left out."""
    before = report(asked(1, right=False), asked(2, right=True), asked(3, right=True))
    after = report(asked(1, right=True), asked(2, right=False), asked(3, right=True))

    assert changed(compare(before, after), after) == (
        Changed("q2", "Size 2?", "worse"),
        Changed("q1", "Size 1?", "better"),
    )
