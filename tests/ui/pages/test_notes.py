"""The page of notes, run by Streamlit's own test runner over a real folder and a real index."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

import index
from index import Progress, Stage, index_folder_for
from ui import jobs
from ui.opening import OpenNote
from ui.updating import Moment, UpdateProgress, find_update, update_name


@pytest.fixture
def page(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page as it looks when it is opened; its jobs and caches end with it."""
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))
    yield AppTest.from_function(_script, default_timeout=60).run()
    streamlit.cache_resource.clear()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another notes folder, with an index of its own."""
    folder = tmp_path / "other notes"
    folder.mkdir()
    (folder / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")
    index.build(folder, index_folder_for(folder), model="hash", is_last=False)
    return folder


def _script() -> None:
    from ui.pages import notes
    from ui.pages.frame import framed

    framed(notes.show)


def _tree(page: AppTest) -> dict[str, Any]:
    """What the browser is given of the vault."""
    found: list[dict[str, Any]] = [
        json.loads(element.proto.json) for element in page.get("bidi_component")
    ]
    (tree,) = [data for data in found if "folders" in data]
    return tree


def _words(page: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*page.markdown, *page.caption))


def _press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()


def _update(page: AppTest, index_folder: Path) -> AppTest:
    """Press the button and run the page once more when the update has ended."""
    _press(page, "Bring the index up to date")
    job = find_update(index_folder)
    assert job is not None
    job.wait(60)
    return page.run()


def _is_primary(page: AppTest) -> bool:
    (button,) = [button for button in page.button if button.label == "Bring the index up to date"]
    return bool(button.proto.type == "primary")


def test_the_page_opens_with_counts_and_the_tree(page: AppTest) -> None:
    """Every note with its state, and the reason where one cannot be read."""
    assert not page.exception
    assert "2 notes" in _words(page)
    assert "Up to date" in _words(page)
    assert not _is_primary(page)
    root, cloud = _tree(page)["folders"]
    assert root["notes"] == [
        ["broken.md", "unreadable", "", "it holds NUL bytes, as binary files do"],
        ["garden.md", "indexed"],
    ]
    assert (cloud["name"], cloud["notes"]) == ("cloud", [["sqs.md", "indexed"]])


def test_new_notes_are_found_and_indexed(page: AppTest, notes: Path, indexed: Path) -> None:
    """Looking shows what is new; one button brings it in, and says what it did."""
    (notes / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")
    page.run()
    assert "Up to date" in _words(page)

    _press(page, "Look for changes")
    assert "Out of date: 1 new" in _words(page)
    assert _is_primary(page)
    assert ["figs.md", "new"] in _tree(page)["folders"][0]["notes"]

    _update(page, indexed)
    assert not page.exception
    assert "Brought up to date" in _words(page)
    assert "notes 3 · passages" in _words(page)
    assert "added 1 " in _words(page)
    assert "· changed" not in _words(page)
    assert "Up to date" in _words(page)
    assert ["figs.md", "indexed"] in _tree(page)["folders"][0]["notes"]
    (skips,) = page.dataframe
    assert skips.value["File"].tolist() == ["broken.md"]

    _press(page, "Look for changes")
    assert "Brought up to date" not in _words(page)


def test_an_update_from_elsewhere_is_seen(page: AppTest, notes: Path, indexed: Path) -> None:
    """The index says that it is another one, so the folder is looked at again."""
    (notes / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")
    index.build(notes, indexed)

    page.run()

    assert "3 notes" in _words(page)
    assert ["figs.md", "indexed"] in _tree(page)["folders"][0]["notes"]


def test_while_an_update_runs_the_page_shows_how_far_it_is(page: AppTest, indexed: Path) -> None:
    """In every tab, with the time left, and the tree stays there."""
    go, told = threading.Event(), threading.Event()

    def work(report: Callable[[UpdateProgress], None]) -> None:
        step = Progress(Stage.EMBEDDING, 500, 1_000)
        report(UpdateProgress(step, (Moment(0, 400), Moment(30, 500))))
        told.set()
        go.wait(60)

    jobs.start(update_name(indexed), work)
    told.wait(10)
    page.run()

    (bar,) = page.get("progress")
    assert bar.proto.value == 50
    assert "embedding 500 of 1\\,000 passages\\, a few seconds left" in bar.proto.text
    assert not [button for button in page.button if "up to date" in button.label]
    assert _tree(page)["folders"]

    go.set()
    job = find_update(indexed)
    assert job is not None
    job.wait(10)
    page.run()
    assert not page.get("progress")
    assert [button for button in page.button if "up to date" in button.label]


def test_an_update_can_be_stopped(page: AppTest, indexed: Path) -> None:
    """It says so, and that nothing was lost."""
    told, go = threading.Event(), threading.Event()

    def work(report: Callable[[UpdateProgress], None]) -> None:
        report(UpdateProgress(Progress(Stage.READING, 1, 9), ()))
        told.set()
        go.wait(60)
        report(UpdateProgress(Progress(Stage.READING, 2, 9), ()))

    job = jobs.start(update_name(indexed), work)
    told.wait(10)
    page.run()
    next(button for button in page.button if button.label == "Stop").click().run()
    assert next(button for button in page.button if button.label == "Stop").disabled

    go.set()
    job.wait(10)
    page.run()

    assert "The update was stopped. The index is what it was" in page.info[0].value


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.EMBEDDING, "The index is what it was"),
        (Stage.WRITING, "until then questions take longer"),
        (Stage.LISTING, "until then questions take longer"),
        (Stage.ARRANGING, "until then questions take longer"),
    ],
)
def test_what_a_stopped_update_leaves(
    page: AppTest, indexed: Path, stage: Stage, words: str
) -> None:
    """What it says is so: once it has begun to write, the index has what is new."""
    go = threading.Event()

    def work(report: Callable[[UpdateProgress], None]) -> None:
        report(UpdateProgress(Progress(stage, 0, 0), ()))
        go.wait(60)
        report(UpdateProgress(Progress(Stage.ARRANGING, 0, 9), ()))

    job = jobs.start(update_name(indexed), work)
    job.wait(0.1)
    job.stop()
    go.set()
    job.wait(10)
    page.run()

    assert page.info[0].value.startswith("The update was stopped")
    assert words in page.info[0].value


def test_an_opened_note_stands_beside_and_is_marked(page: AppTest) -> None:
    """The tree is told which one it is."""
    page.session_state["open note"] = OpenNote("garden.md")

    page.run()

    assert not page.exception
    assert _tree(page)["opened"] == "garden.md"
    assert any(button.label == "Close" for button in page.button)


def test_a_notes_folder_that_is_gone_is_a_message(
    page: AppTest, notes: Path, indexed: Path
) -> None:
    """The page says so, updating says so too, and both go on."""
    notes.rename(notes.with_name("elsewhere"))

    _press(page, "Look for changes")
    assert not page.exception
    assert "does not exist" in page.warning[0].value

    _update(page, indexed)
    assert not page.exception
    assert "does not exist" in page.error[0].value
    assert _tree(page)["folders"]


def test_without_notes_the_page_says_what_a_note_is(
    page: AppTest, notes: Path, indexed: Path
) -> None:
    """An update of a folder that was emptied is refused, and nothing is lost."""
    shutil.rmtree(notes)
    notes.mkdir()

    _update(page, indexed)

    assert "There are no notes in" in page.error[0].value
    assert "Out of date: 2 deleted" in _words(page)


@pytest.mark.parametrize("content", [None, b"", b"not SQLite" * 500])
def test_an_index_that_cannot_be_read_is_a_message(
    page: AppTest, indexed: Path, content: bytes | None
) -> None:
    """Missing, unfinished or damaged: another folder can still be chosen."""
    (indexed / "quoth.db").unlink()
    if content is not None:
        (indexed / "quoth.db").write_bytes(content)

    page.run()

    assert not page.exception
    assert "index" in page.error[0].value
    (expander,) = [one for one in page.expander if one.label == "Another folder"]
    assert expander.proto.expanded
    assert [field.label for field in page.text_input] == ["A folder to index"]


def test_another_folder_with_an_index_is_chosen(page: AppTest, other: Path) -> None:
    """Its notes are asked from then on."""
    page.run()
    assert [box.options for box in page.selectbox] == [[f"{other} (1 note)"]]

    _press(page, "Ask these notes")

    assert not page.exception
    assert "1 note," in _words(page)
    assert _tree(page)["folders"][0]["notes"] == [["figs.md", "indexed"]]


def test_a_folder_is_indexed_and_then_asked(page: AppTest, other: Path) -> None:
    """Its path is typed; what is new in it is indexed before it is asked."""
    (other / "dates.md").write_text("# Dates\n\nDates grow on palms.\n", "utf-8")
    page.text_input[0].set_value(f' "{other}" ')
    _press(page, "Index this folder")
    job = find_update(index_folder_for(other))
    assert job is not None
    job.wait(60)
    page.run()

    assert not page.exception
    assert "2 notes" in _words(page)
    assert str(other) in _words(page)
    assert "Brought up to date" in _words(page)


def test_a_folder_without_notes_is_not_chosen(page: AppTest, tmp_path: Path) -> None:
    """What is wrong with it is said, and the page stays with its notes."""
    (tmp_path / "empty").mkdir()
    page.text_input[0].set_value(str(tmp_path / "empty"))

    _press(page, "Index this folder")
    job = find_update(index_folder_for(tmp_path / "empty"))
    assert job is None or not job.is_running
    page.run()

    assert not page.exception
    assert "2 notes" in _words(page)


@pytest.mark.parametrize(
    ("typed", "words"), [("/nowhere", "does not exist"), ("notes", "where it lies"), ("", "Type")]
)
def test_a_path_that_is_no_folder_is_a_message(page: AppTest, typed: str, words: str) -> None:
    """At once; the page goes on."""
    page.text_input[0].set_value(typed)

    _press(page, "Index this folder")

    assert not page.exception
    assert words in page.error[0].value
    assert "2 notes" in _words(page)
