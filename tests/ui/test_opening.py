"""Which note stands open."""

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from ui.opening import OpenNote, close_note, open_note, opened_note

    st.button("Open", on_click=open_note, args=(OpenNote("a.md", 3, 4),))
    st.button("Other", on_click=open_note, args=(OpenNote("b.md"),))
    st.button("Close", on_click=close_note)
    st.text(str(opened_note()))


def test_a_note_stands_open_until_it_is_closed() -> None:
    """Or until another one is opened; closing twice does no harm."""
    page = AppTest.from_function(_page).run()
    shown = [page.text[0].value]
    for button in (0, 1, 2, 2):
        page.button[button].click().run()
        assert not page.exception
        shown.append(page.text[0].value)

    assert shown == [
        "None",
        "OpenNote(note='a.md', first_line=3, last_line=4)",
        "OpenNote(note='b.md', first_line=1, last_line=0)",
        "None",
        "None",
    ]
