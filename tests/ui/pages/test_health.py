"""The page of health, run by Streamlit's own test runner over a real index."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from index import kept_folder
from ui.editors import EDITORS
from ui.preferences import chosen_template


@pytest.fixture
def page(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page as it looks when it is opened."""
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))
    monkeypatch.delenv("QUOTH_EDITOR", raising=False)
    yield AppTest.from_function(_script, default_timeout=60).run()
    streamlit.cache_resource.clear()


def _script() -> None:
    from ui.pages import health
    from ui.pages.frame import framed

    framed(health.show)


def _words(page: AppTest) -> str:
    tables = [cell for table in page.table for cell in table.value.to_numpy().ravel()]
    return "\n".join(
        str(value).replace("\\", "")
        for value in (*(element.value for element in (*page.markdown, *page.caption)), *tables)
    )


def _save(page: AppTest) -> AppTest:
    (button,) = [button for button in page.button if button.label == "Save"]
    return button.click().run()


def test_the_page_says_how_the_index_stands(page: AppTest, indexed: Path, notes: Path) -> None:
    """Numbers, model, places, versions, and the files left out."""
    assert not page.exception
    numbers = {metric.label: metric.value for metric in page.metric}
    assert (numbers["Notes"], numbers["Files left out"]) == ("2", "1")
    assert numbers["Size of the index"].endswith(" MB")
    words = _words(page)
    for expected in ("Up to date", "hash, 64 dimensions", "the one for tests", "Generation"):
        assert expected in words
    for place in (notes, indexed, kept_folder(notes)):
        assert f"`{place}`" in words
    for part in ("Quoth", "Python", "Streamlit", "FAISS", "SQLite"):
        assert part in words
    (skips,) = page.dataframe
    assert skips.value.to_numpy().tolist() == [
        ["broken.md", "it holds NUL bytes, as binary files do"]
    ]


def test_what_has_changed_is_counted_when_looked_at(page: AppTest, notes: Path) -> None:
    """The folder is looked at again on demand only."""
    (notes / "garden.md").unlink()

    (again,) = [button for button in page.button if button.label == "Look again"]
    again.click().run()

    assert "Out of date: 1 deleted" in _words(page)


def test_an_editor_is_chosen_and_kept(page: AppTest, notes: Path) -> None:
    """By its name; `none` takes it away again."""
    page.selectbox[0].set_value("Obsidian").run()
    _save(page)
    assert chosen_template(notes) == EDITORS["Obsidian"]
    assert [element.value for element in page.success] == ["Saved."]

    page.selectbox[0].set_value("none").run()
    _save(page)
    assert chosen_template(notes) is None


def test_another_editor_is_named_by_its_address(page: AppTest, notes: Path) -> None:
    """What is no such address is refused in words."""
    page.selectbox[0].set_value("other").run()
    _save(page)
    assert "Type the address" in page.error[0].value

    page.text_input[0].set_value("javascript://{path}").run()
    _save(page)
    assert "no address of an editor" in page.error[0].value
    assert chosen_template(notes) is None

    page.text_input[0].set_value("mine://open?file={path}").run()
    _save(page)
    assert chosen_template(notes) == "mine://open?file={path}"


def test_without_an_index_there_is_a_message(page: AppTest, indexed: Path) -> None:
    """And no traceback."""
    (indexed / "quoth.db").unlink()

    page.run()

    assert not page.exception
    assert "There is no index" in page.error[0].value


def _press(page: AppTest, label: str) -> AppTest:
    """The page after a button was pressed, and what it began has ended."""
    (button,) = [button for button in page.button if button.label == label]
    button.click().run()
    for _ in range(100):
        if any("That was at" in box.value for box in (*page.success, *page.error)):
            break
        time.sleep(0.1)
        page.run()
    assert not page.exception
    return page


def test_everything_is_checked_at_the_press_of_a_button(page: AppTest) -> None:
    """All is well: what was looked at is listed, and there is nothing to repair."""
    _press(page, "Check everything")

    assert page.success[0].value.replace("\\", "").startswith("All is well.")
    assert "every word of 5 passages" in _words(page)
    assert "Repair" not in [button.label for button in page.button]


def test_faults_are_listed_and_repaired(page: AppTest, indexed: Path, notes: Path) -> None:
    """With a table of what is wrong and what to do, and a button that puts it right."""
    (indexed / "vectors.faiss").write_bytes(b"x")
    (notes / "garden.md").unlink()
    _press(page, "Check everything")
    (faults,) = [frame for frame in page.dataframe if "Where" in frame.value.columns][:1]
    assert faults.value["Where"].tolist() == ["vectors.faiss", "garden.md"]

    (repair,) = [button for button in page.button if button.label == "Repair"]
    repair.click().run()
    for _ in range(100):
        if len(page.success) == 2:
            break
        time.sleep(0.1)
        page.run()

    assert not page.exception
    done, well = (box.value.replace("\\", "") for box in page.success)
    assert done.startswith("The index was brought up to date with 1 note: ")
    assert well.startswith("All is well.")


def test_a_damaged_index_can_be_checked(page: AppTest, indexed: Path) -> None:
    """Even one that nothing can be said of; a repair says what it would need."""
    (indexed / "quoth.db").write_bytes(b"no database" * 100)
    page.run()
    assert not page.exception

    _press(page, "Check everything")

    (what,) = page.dataframe[0].value["What is wrong"]
    assert what.startswith("The database cannot be read to the end")
