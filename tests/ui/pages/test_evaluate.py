"""The Evaluate page, run by Streamlit's own test runner over real notes and a real index."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from eval import (
    Depths,
    Outcome,
    Place,
    Question,
    Quote,
    Report,
    Status,
    build_report,
    keep_question,
    keep_run,
    kept_runs,
)
from ui import jobs
from ui.failures import failures
from ui.opening import OpenNote
from ui.pages.evaluate_run import Asked

GOLD = Place("cloud/sqs.md", 7, 7)
ONCE = Question(
    "q1",
    "How often does a standard queue deliver each message?",
    True,
    (),
    ("at least once",),
    gold=(GOLD,),
)
SUN = Question(
    "q2",
    "How much *sun*?",
    True,
    ("Tomatoes?",),
    ("six hours",),
    (),
    (Place("garden.md", 3, 3),),
    topic="garden",
)
PRICE = Question("q3", "What does a tomato cost?", False, topic="prices")
NIGHT = datetime(2026, 11, 22, 21, 40, 5, tzinfo=UTC)


def _page() -> None:
    from ui.pages import evaluate
    from ui.pages.frame import framed

    framed(evaluate.show)


@pytest.fixture
def page(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page before anything is kept; it is not run yet."""
    monkeypatch.setenv("QUOTH_SURE", "0")
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))
    return AppTest.from_function(_page, default_timeout=60)


def _report(*, is_better: bool) -> Report:
    """Two questions: one declined, then answered; the other answered although it must not be."""
    hours = Quote(Place("garden.md", 3, 3), "Tomatoes need six hours of sun a day.", verbatim=True)
    sun = Outcome(SUN, Status.DECLINED, 1.0, 0.2, (GOLD,), reason="no *such* word")
    if is_better:
        sun = Outcome(SUN, Status.ANSWERED, 1.0, 0.9, SUN.gold, (hours,))
    price = Outcome(PRICE, Status.ANSWERED, 1.0, 0.9, (GOLD,), (Quote(GOLD, "# six", True, 0.5),))
    return build_report("garden.jsonl", [sun, price], Depths(), ["q2: garden.md has moved"])


def _words(page: AppTest) -> str:
    shown = (*page.markdown, *page.caption, *page.text, *page.info, *page.success, *page.error)
    return "\n".join(str(element.value) for element in shown)


def _finish(page: AppTest, indexed: Path) -> AppTest:
    job = jobs.find(("evaluate", str(indexed)))
    assert job is not None
    job.wait(60)
    return page.run()


def _look_at(page: AppTest, view: str) -> AppTest:
    return page.radio(key="evaluate-view").set_value(view).run()


def test_without_known_questions_it_says_how_to_make_some(page: AppTest) -> None:
    """On the chat page, or in a file; and that no run is kept yet."""
    page.run()

    assert not page.exception
    assert "press **Save as test** under the answer" in _words(page)
    assert json.loads(page.code[0].value)["answerable"] is True
    assert "No run is kept yet" in _words(page)


def test_a_run_without_a_file_asks_for_one(page: AppTest) -> None:
    """Nothing is begun."""
    page.run().button[0].click().run()

    assert [each.value for each in page.warning] == ["Name the file with the questions first."]


def test_a_run_is_kept_and_shown(page: AppTest, notes: Path, indexed: Path) -> None:
    """The folder's own questions are chosen at first; their run is there when it has ended."""
    keep_question(notes, ONCE)
    page.run()
    assert page.selectbox(key="evaluate-set").options[0] == "Your own, kept with “Save as test”"

    page.button[0].click().run()
    _finish(page, indexed)

    (run,) = kept_runs(notes)
    assert not page.exception
    assert (run.known, run.questions) == ("known.jsonl", 1)
    assert [(each.label, each.value) for each in page.metric][1] == ("Passage in first 5", "1.00")
    assert "all of 1 question, 95% above 0.05" in _words(page)


def test_a_run_can_be_stopped(page: AppTest, notes: Path, indexed: Path) -> None:
    """Then none is kept, and the page says so."""
    told, go = threading.Event(), threading.Event()

    def work(report: Callable[[Asked], None]) -> Path:
        report(Asked(1, 9, 1.0))
        told.set()
        go.wait(60)
        report(Asked(2, 9, 2.0))
        return notes

    jobs.start(("evaluate", str(indexed)), work)
    told.wait(10)
    page.run()
    next(button for button in page.button if button.label == "Stop").click().run()
    go.set()
    _finish(page, indexed)

    assert "The run was stopped; nothing of it is kept." in _words(page)
    assert not kept_runs(notes)


def test_sets_among_the_notes_and_elsewhere(
    page: AppTest, notes: Path, indexed: Path, tmp_path: Path
) -> None:
    """A file of another folder is named by its path; what is wrong with it is said in words."""
    (notes / "cloud" / "sqs.known.jsonl").touch()
    page.run()
    sets = page.selectbox(key="evaluate-set")
    assert sets.options == ["cloud/sqs.known.jsonl", "Another file"]

    sets.set_value("").run()
    page.text_input(key="evaluate-path").set_value(str(tmp_path / "absent.jsonl")).run()
    page.button[0].click().run()
    _finish(page, indexed)

    assert not page.exception
    assert "Name a file or folder of known questions" in _words(page).replace("\u2060", "")
    assert kept_runs(notes) == ()


def test_the_numbers_of_a_kept_run(page: AppTest, notes: Path) -> None:
    """The latest run is looked at, with what changed since the one before."""
    keep_run(notes, _report(is_better=False), NIGHT)
    keep_run(notes, _report(is_better=True), NIGHT + timedelta(days=1))
    page.run()

    assert not page.exception
    passage, wrong = page.metric[1], page.metric[3]
    assert (passage.label, passage.value, passage.delta) == ("Passage in first 5", "1.00", "1.00")
    assert (wrong.label, wrong.value, wrong.delta) == ("Wrongly answered", "1.00", "")
    assert "(`recall@5`): all of 1 question" in _words(page)
    assert "1 expected place no longer fits the notes" in [each.label for each in page.expander]
    assert len(page.get("vega_lite_chart")) == 2

    earlier = page.selectbox(key="evaluate-run").options[1]
    page.selectbox(key="evaluate-run").select(earlier).run()
    assert page.metric[1].value == "0.00"
    assert page.metric[1].delta == ""


def test_topics_are_bars(page: AppTest, notes: Path) -> None:
    """Those of which nothing counts by the chosen measure are named."""
    keep_run(notes, _report(is_better=True), NIGHT)
    _look_at(page.run(), "Topics")
    assert len(page.get("vega_lite_chart")) == 1
    assert "Nothing to count" not in _words(page)

    page.selectbox[-1].set_value("recall@5").run()

    assert not page.exception
    assert "Nothing to count: prices" in _words(page)


def test_failures_are_counted_and_listed(page: AppTest, notes: Path) -> None:
    """In words, with what was expected and what came instead."""
    keep_run(notes, _report(is_better=False), NIGHT)
    _look_at(page.run(), "Failures")

    table = page.dataframe[0].value
    assert not page.exception
    assert "2 of 2 questions: 1 × declined, though the notes answer, 1 × answered" in _words(page)
    assert list(table["Question"]) == ["How much *sun*?", "What does a tomato cost?"]
    assert list(table["Expected place"]) == ["garden.md, line 3", "none"]
    assert list(table["What came instead"]) == ["no *such* word", "# six"]


def test_no_failures(page: AppTest, notes: Path) -> None:
    """Also worth saying."""
    fine = build_report("k", [Outcome(PRICE, Status.DECLINED, 1.0, 0.1)], Depths())
    keep_run(notes, fine, NIGHT)

    assert "No question went wrong." in _words(_look_at(page.run(), "Failures"))


def _failure_page() -> None:
    import streamlit as st

    from ui.pages.evaluate_failures import show_failure

    show_failure(st.session_state["failure"])


def test_a_failure_opens_in_full(notes: Path) -> None:
    """Texts exactly as they are, never as Markdown; every place can be opened."""
    declined, answered = failures(_report(is_better=False))
    page = AppTest.from_function(_failure_page)
    page.session_state["failure"] = declined
    page.run()
    assert [each.value for each in page.text] == [
        "Tomatoes?",
        "How much *sun*?",
        "six hours",
        "no *such* word",
    ]
    assert "`garden.md, line 3`" in _words(page)
    assert "Right passage: not among 1" in _words(page)

    page.button(key="evaluate-open-expected-0").click().run()
    assert page.session_state["open note"] == OpenNote("garden.md", 3, 3)

    page.session_state["failure"] = answered
    page.run()
    assert not page.exception
    assert "Expected: that it says the notes do not answer this" in _words(page)
    assert "# six" in [each.value for each in page.text]


def test_two_runs_are_compared(page: AppTest, notes: Path) -> None:
    """Measure by measure, with the paired test, and the questions that changed sides."""
    keep_run(notes, _report(is_better=False), NIGHT)
    keep_run(notes, _report(is_better=True), NIGHT + timedelta(days=1))
    _look_at(page.run(), "Compare")

    measures, moved = (table.value for table in page.dataframe)
    assert not page.exception
    assert "Of 2 questions in both runs, 1 went better and 0 worse" in _words(page)
    row = measures[measures["Measure"] == "right passage among the first 5 (recall@5)"].iloc[0]
    assert (row["Before"], row["After"], row["Better"], row["p"]) == (0, 1, 1, 1)
    assert moved.to_dict("records") == [
        {"Now": "better", "Question": "How much *sun*?", "Id": "q2"}
    ]


def test_a_run_alone_cannot_be_compared(page: AppTest, notes: Path) -> None:
    """Neither with nothing, nor over time."""
    keep_run(notes, _report(is_better=True), NIGHT)

    assert "Choose a run above to compare with" in _words(_look_at(page.run(), "Compare"))
    assert "A trend needs two" in _words(_look_at(page, "Trend"))


def test_the_trend_over_runs(page: AppTest, notes: Path) -> None:
    """With a word of warning where the runs are not alike."""
    keep_run(notes, _report(is_better=False), NIGHT)
    keep_run(notes, _report(is_better=True), NIGHT + timedelta(days=1))
    _look_at(page.run(), "Trend")

    assert not page.exception
    assert len(page.get("vega_lite_chart")) == 1
    assert "the same number of questions" not in _words(page)


def test_runs_of_other_questions_are_not_compared(page: AppTest, notes: Path) -> None:
    """Though they have the same name: it is said that they share nothing."""
    other = build_report("garden.jsonl", [Outcome(ONCE, Status.DECLINED, 1.0, 0.1)], Depths())
    keep_run(notes, other, NIGHT)
    keep_run(notes, _report(is_better=True), NIGHT + timedelta(days=1))
    _look_at(page.run(), "Compare")

    assert not page.exception
    assert "have no question in common" in _words(page).replace("\u2060", "")
    assert "the same number of questions" in _words(_look_at(page, "Trend"))


def test_a_damaged_run_is_told(page: AppTest, notes: Path) -> None:
    """The others can be looked at."""
    keep_run(notes, _report(is_better=True), NIGHT)
    keep_run(notes, _report(is_better=True), NIGHT).write_text("{")
    page.run()

    assert not page.exception
    assert "1 run cannot be read" in [each.label for each in page.expander]
    assert "not JSON" in _words(page)
    assert len(page.metric) == 5
