"""Each measure against examples that can be checked by hand, then against ir_measures."""

from fractions import Fraction

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, Qrel, ScoredDoc, Success

from eval import Outcome, Place, Question, Quote, Status
from eval.metrics import (
    answer,
    auroc,
    false_answer,
    false_refusal,
    fold,
    gold_rank,
    recall,
    reciprocal_rank,
    right,
)

GOLD = Place("a.md", 10, 12)
QUESTION = Question("q", "How big?", True, answers=("256 KB",), gold=(GOLD,))
UNANSWERABLE = Question("u", "How old?", False)


def found(*passages: Place, question: Question = QUESTION) -> Outcome:
    """An outcome with these passages."""
    return Outcome(question, Status.DECLINED, 1.0, 0.5, passages)


def quoted(*quotes: Quote, question: Question = QUESTION) -> Outcome:
    """An answer with these quotes."""
    return Outcome(question, Status.ANSWERED, 1.0, 0.5, quotes=quotes)


def quote(text: str, first: int, note: str = "a.md") -> Quote:
    """A quote that begins on line `first`."""
    return Quote(Place(note, first, first + text.count("\n")), text, verbatim=True)


@pytest.mark.parametrize(
    ("passage", "counts"),
    [
        (Place("a.md", 1, 9), False),
        (Place("a.md", 1, 10), True),
        (Place("a.md", 11, 11), True),
        (Place("a.md", 12, 40), True),
        (Place("a.md", 13, 40), False),
        (Place("b.md", 10, 12), False),
        (Place("a.md"), True),
    ],
)
def test_a_passage_counts_when_it_shares_a_line_with_gold(passage: Place, counts: bool) -> None:
    """One common line of the same note is enough, the next line is not."""
    assert (gold_rank(found(passage)) == 1) is counts


def test_whole_note_gold_is_met_by_any_passage_of_the_note() -> None:
    """Gold without lines asks only for the note."""
    question = Question("q", "?", True, gold=(Place("a.md"),))

    assert gold_rank(found(Place("b.md", 1, 2), Place("a.md", 90, 95), question=question)) == 2


def test_recall_and_reciprocal_rank_of_a_third_place() -> None:
    """Gold on the third passage: not in 2, in 3, and worth a third."""
    outcome = found(Place("b.md", 1, 2), Place("a.md", 1, 2), Place("a.md", 12, 14))

    assert (recall(outcome, 2), recall(outcome, 3)) == (0, 1)
    assert reciprocal_rank(outcome) == 1 / 3


def test_reciprocal_rank_ends_at_ten() -> None:
    """The tenth passage is worth a tenth, the eleventh nothing."""
    other = Place("b.md", 1, 1)

    assert reciprocal_rank(found(*[other] * 9, GOLD)) == 1 / 10
    assert reciprocal_rank(found(*[other] * 10, GOLD)) == 0


def test_any_one_gold_place_counts() -> None:
    """Finding the second of two gold places is finding the answer."""
    question = Question("q", "?", True, gold=(GOLD, Place("b.md", 5, 5)))

    assert recall(found(Place("b.md", 1, 9), question=question), 1) == 1


def test_unanswerable_questions_do_not_count_towards_finding() -> None:
    """Recall, rank, answers and refusals are of answerable questions only."""
    outcome = found(GOLD, question=UNANSWERABLE)

    assert recall(outcome, 1) is reciprocal_rank(outcome) is answer(outcome, 1) is None
    assert false_refusal(outcome) is None


def test_an_answer_is_its_string_inside_the_gold_lines() -> None:
    """The same words count on the gold lines and not elsewhere."""
    assert answer(quoted(quote("Up to 256 KB.", 11)), 1) == 1
    assert answer(quoted(quote("Up to 256 KB.", 13)), 1) == 0
    assert answer(quoted(quote("Up to 256 KB.", 11, note="b.md")), 1) == 0
    assert answer(quoted(quote("Up to 64 KB.", 11)), 1) == 0


def test_what_a_long_quote_says_outside_the_gold_lines_does_not_count() -> None:
    """Of a quote on lines 8 to 10 only line 10 is gold; of one on 12 and 13 only line 12."""
    assert answer(quoted(quote("256 KB\nor\nless", 8)), 1) == 0
    assert answer(quoted(quote("at most\nor\n256 KB", 8)), 1) == 1
    assert answer(quoted(quote("less\n256 KB", 12)), 1) == 0


def test_an_answer_may_run_over_a_line_end() -> None:
    """White space is folded, so a wrapped answer is still one."""
    assert answer(quoted(quote("up to 256\r\n   kb each", 10)), 1) == 1


def test_answer_at_k_looks_at_the_first_k_quotes() -> None:
    """A right second quote counts at 2 and not at 1."""
    outcome = quoted(quote("No.", 1), quote("256 KB", 10))

    assert (answer(outcome, 1), answer(outcome, 2)) == (0, 1)


def test_a_list_answer_needs_all_its_parts_over_the_quotes() -> None:
    """Each part may be in a quote of its own, but must be in a gold place."""
    question = Question(
        "q", "?", True, answers=("fifo",), must_include=("FIFO", "standard"), gold=(GOLD,)
    )
    both = quoted(quote("a FIFO queue", 10), quote("a Standard queue", 12), question=question)
    astray = quoted(quote("a FIFO queue", 10), quote("a standard queue", 13), question=question)

    assert (answer(both, 1), answer(both, 2)) == (0, 1)
    assert answer(astray, 2) == 0


def test_whole_note_gold_takes_the_answer_from_anywhere_in_the_note() -> None:
    """As SQuAD has it: the answer string in any quote of the note."""
    question = Question("q", "?", True, answers=("Bergamo",), gold=(Place("a.md"),))

    assert answer(quoted(quote("In\nBergamo.", 70), question=question), 1) == 1
    assert answer(quoted(quote("In\nBergamo.", 70, note="b.md"), question=question), 1) == 0


def test_a_question_without_answer_strings_is_not_judged_on_answers() -> None:
    """BEIR knows no answers: neither right nor wrong."""
    question = Question("q", "?", True, gold=(GOLD,))

    assert answer(quoted(quote("256 KB", 10), question=question), 1) is None
    assert right(quoted(quote("256 KB", 10), question=question), 1) is None


@pytest.mark.parametrize(
    ("question", "status", "answered_wrongly", "declined_wrongly"),
    [
        (QUESTION, Status.ANSWERED, None, 0),
        (QUESTION, Status.DECLINED, None, 1),
        (QUESTION, Status.FAILED, None, 0),
        (UNANSWERABLE, Status.ANSWERED, 1, None),
        (UNANSWERABLE, Status.DECLINED, 0, None),
        (UNANSWERABLE, Status.FAILED, 0, None),
    ],
)
def test_false_answers_and_false_refusals(
    question: Question,
    status: Status,
    answered_wrongly: float | None,
    declined_wrongly: float | None,
) -> None:
    """Each is counted over its own kind of question; a failure is neither."""
    outcome = Outcome(question, status, 1.0)

    assert false_answer(outcome) == answered_wrongly
    assert false_refusal(outcome) == declined_wrongly


def test_right_is_a_right_answer_or_a_right_refusal() -> None:
    """A failure is right for neither kind of question."""
    assert right(quoted(quote("256 KB", 10)), 1) == 1
    assert right(found(GOLD), 1) == 0
    assert right(found(question=UNANSWERABLE), 1) == 1
    assert right(Outcome(UNANSWERABLE, Status.FAILED, 1.0), 1) == 0


def test_auroc_counts_pairs_and_halves_ties() -> None:
    """Of 2 x 2 pairs, two are won, one is tied and one is lost: 2.5 / 4."""
    assert auroc([0.9, 0.5], [0.5, 0.7]) == 2.5 / 4
    assert auroc([0.9], []) is None
    assert auroc([], [0.9]) is None


def test_folding_ignores_case_and_the_shape_of_white_space() -> None:
    """Line ends, tabs and no-break spaces are all one space."""
    assert fold(" STRASSE\r\n\t Nr.\u00a0 5 ") == fold("Straße nr. 5")


@given(
    st.lists(st.integers(0, 5).map(float), min_size=1, max_size=12),
    st.lists(st.integers(0, 5).map(float), min_size=1, max_size=12),
)
def test_auroc_is_the_share_of_pairs_won(high: list[float], low: list[float]) -> None:
    """The quick way and the counting of all pairs agree."""
    won = sum(Fraction(2 * (a > b) + (a == b), 2) for a in high for b in low)

    assert auroc(high, low) == pytest.approx(float(won / (len(high) * len(low))))


@pytest.mark.parametrize("seed", range(20))
def test_recall_and_mrr_agree_with_ir_measures(seed: int) -> None:
    """On random rankings, success@k and RR@10 of the library are ours."""
    random = np.random.default_rng(seed)
    outcomes, qrels, run = [], [], []
    for number in range(12):
        gold = {f"n{name}" for name in random.integers(0, 30, random.integers(1, 4))}
        ranking = [f"n{name}" for name in random.permutation(30)[: random.integers(1, 16)]]
        question = Question(f"q{number}", "?", True, gold=tuple(Place(note) for note in gold))
        outcomes.append(found(*(Place(note, 1, 1) for note in ranking), question=question))
        qrels += [Qrel(question.id, note, 1) for note in gold]
        run += [ScoredDoc(question.id, note, -float(rank)) for rank, note in enumerate(ranking)]

    theirs = ir_measures.calc_aggregate(
        [Success @ 1, Success @ 5, Success @ 10, RR @ 10], qrels, run
    )

    for k in (1, 5, 10):
        ours = np.mean([recall(outcome, k) or 0 for outcome in outcomes])
        assert ours == pytest.approx(theirs[Success @ k])
    ours = np.mean([reciprocal_rank(outcome) or 0 for outcome in outcomes])
    assert ours == pytest.approx(theirs[RR @ 10])


@given(st.lists(st.sampled_from(["a.md", "b.md", "c.md"]), max_size=12), st.integers(1, 10))
def test_recall_never_falls_as_k_grows(ranking: list[str], k: int) -> None:
    """Looking further down cannot lose what was found."""
    outcome = found(*(Place(note, 10, 10) for note in ranking))

    assert (recall(outcome, k) or 0) <= (recall(outcome, k + 1) or 0)
    assert (reciprocal_rank(outcome) or 0) <= (recall(outcome, 10) or 0)
