"""The page of health, run by Streamlit's own test runner over a real index."""

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
