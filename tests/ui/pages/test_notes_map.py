"""The map page, run by Streamlit's own test runner over a real index."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import index
from ui.map_view import LastQuestion
from ui.opening import OpenNote

QUESTION = LastQuestion("How often?", (("cloud/sqs.md", 7, 7, 0.9), ("garden.md", 3, 3, 0.3)))


def _page() -> None:
    from ui.pages import notes_map

    notes_map.show()


def _page_with_a_click() -> None:
    import streamlit as st

    from ui.map_groups import ColourBy
    from ui.map_view import map_view
    from ui.pages import notes_map
    from ui.placed_notes import place_notes
    from ui.session import index_folder

    passages = place_notes(index_folder(), lambda _: None).passages
    st.session_state["chart"] = {"selection": {"picked": [{"number": 1}]}}
    notes_map._open_picked("chart", map_view(passages, ColourBy.NOTE).dots)


@pytest.fixture
def page(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as it looks when it is opened."""
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))
    return _run(AppTest.from_function(_page, default_timeout=60))


def _run(page: AppTest) -> AppTest:
    """The page when the passages have been placed."""
    page.run()
    while not page.exception and any("takes up to" in info.value for info in page.info):
        page.run()
    return page


def _chart(page: AppTest) -> dict[str, Any]:
    (chart,) = page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")
    return dict(json.loads(chart.proto.spec))


def test_the_page_shows_all_passages(page: AppTest) -> None:
    """With a description, and with words on what closeness means."""
    assert not page.exception
    assert "5 passages of 2 notes" in _chart(page)["description"]
    assert any("Only closeness tells you something" in caption.value for caption in page.caption)
    assert not any("diamond" in caption.value for caption in page.caption)


def test_colours_are_chosen(page: AppTest) -> None:
    """By folder there is one folder, and a note in none."""
    page.radio(key="map colours").set_value("folder").run()

    assert not page.exception
    assert "cloud/ (3), no folder (2)" in _chart(page)["description"]


def test_a_heading_that_is_chosen_opens_its_passage(page: AppTest) -> None:
    """And the box is empty again, so that it can be chosen once more."""
    (box,) = page.selectbox
    assert box.options[1] == "SQS > Standard queue · cloud/sqs.md, line 7"

    box.select_index(1).run()

    assert not page.exception
    assert page.session_state["open note"] == OpenNote("cloud/sqs.md", 7, 7)
    assert page.selectbox[0].value is None


def test_a_dot_that_is_clicked_opens_its_passage(
    indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its lines."""
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))

    page = AppTest.from_function(_page_with_a_click, default_timeout=60).run()

    assert not page.exception
    assert page.session_state["open note"] == OpenNote("cloud/sqs.md", 7, 7)


def test_the_last_question_is_drawn(page: AppTest) -> None:
    """In the chart, in its description, and in the words below."""
    page.session_state["last question"] = QUESTION
    page.run()

    assert not page.exception
    assert "How often?" in _chart(page)["description"]
    assert any("diamond" in caption.value for caption in page.caption)


def test_a_newer_index_is_drawn_anew(page: AppTest, notes: Path, indexed: Path) -> None:
    """At the next run, without a restart."""
    (notes / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")
    index.build(notes, indexed)

    _run(page)

    assert not page.exception
    assert "6 passages of 3 notes" in _chart(page)["description"]


def test_notes_without_text_are_an_empty_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says what to do."""
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "a.md").write_text("# Only a heading\n", "utf-8")
    index.build(tmp_path / "bare", tmp_path / "index", model="hash")
    monkeypatch.setenv("QUOTH_INDEX", str(tmp_path / "index"))

    page = _run(AppTest.from_function(_page, default_timeout=60))

    assert not page.exception
    assert "no passage is indexed" in page.info[0].value


def test_work_that_fails_says_why(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And can be tried again."""
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.pages.notes_map.place_notes", _fail)
        page = _run(AppTest.from_function(_page, default_timeout=60))
        assert "the disk is full" in page.error[0].value.replace("\u2060", "")

    (again,) = [button for button in page.button if button.label == "Try again"]
    again.click()

    assert "5 passages" in _chart(_run(page))["description"]


def _fail(folder: Path, report: object) -> None:
    raise index.IndexFolderError("the disk is full")
