"""Which index a visitor asks."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import index


def _page() -> None:
    import streamlit as st

    from ingest import QuothError
    from ui.session import assistant, index_folder

    try:
        st.text(str(index_folder()))
        st.text(str(assistant().notes_folder))
    except QuothError as error:
        st.text(str(error))


def _other_page(folder: str) -> None:
    from pathlib import Path

    import streamlit as st

    from ui.session import assistant, choose

    st.session_state["of the other notes"] = True
    choose(Path(folder))
    st.text(str(assistant().notes_folder))
    st.text(str(sorted(map(str, st.session_state))))


def _shown(page: AppTest) -> list[str]:
    page.run()
    assert not page.exception
    return [text.value for text in page.text]


def test_without_an_index_the_error_says_what_to_run(home: Path) -> None:
    """It is for the page to show."""
    (shown,) = _shown(AppTest.from_function(_page))

    assert "quoth index NOTES" in shown


def test_the_index_used_last_is_asked(indexed: Path, notes: Path) -> None:
    """Where none is named."""
    assert _shown(AppTest.from_function(_page)) == [str(indexed), str(notes)]


def test_the_environment_names_an_index(
    indexed: Path, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than the one used last."""
    index.build(notes / "cloud", tmp_path / "other", model="hash")
    monkeypatch.setenv("QUOTH_INDEX", str(indexed))

    assert _shown(AppTest.from_function(_page)) == [str(indexed), str(notes)]


def test_a_visitor_may_choose_another_index(indexed: Path, notes: Path, tmp_path: Path) -> None:
    """In this tab only; nothing of the conversation about the other notes is left."""
    other = notes / "cloud"
    index.build(other, tmp_path / "other", model="hash", is_last=False)

    chosen = AppTest.from_function(_other_page, args=(str(tmp_path / "other"),))

    assert _shown(chosen) == [str(other), "['index']"]
    assert _shown(AppTest.from_function(_page)) == [str(indexed), str(notes)]
