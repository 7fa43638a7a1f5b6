"""Replies on the page.

Note text goes through `st.text` and `st.code`, which interpret nothing and show the characters
of the file as they are. What must stand in a label goes through `escape`.
"""

import streamlit as st

from .conversation import Turn
from .escape import code_span, escaped
from .remarks import difference_words
from .render import PassageView, Place, QuoteView, ReplyView, as_markdown, reply_view
from .terminal import visible


def show_turn(turn: Turn) -> None:
    """The question and what came of it."""
    with st.chat_message("user", avatar=":material/person:"):
        st.text(visible(turn.question))
    with st.chat_message("assistant", avatar=":material/format_quote:"):
        if turn.reply is None:
            st.error(escaped(turn.error or ""), icon=":material/error:")
        else:
            show_reply(reply_view(turn.reply))


def show_reply(view: ReplyView) -> None:
    """The quotes as cards, or why there are none; then what was searched."""
    if view.searched_as is not None:
        st.markdown(f"Searched as {code_span(view.searched_as)}")
    if view.reason is None:
        for difference in view.differences:
            st.warning(difference_words(difference, code_span), icon=":material/compare_arrows:")
        for quote in view.quotes:
            _show_quote(quote)
    else:
        _show_declined(view.reason, view.confidence)
    _show_receipt(view)
    _show_passages(view)


def _show_quote(quote: QuoteView) -> None:
    with st.container(border=True, gap="small"):
        _show_text(quote.text, is_code=quote.is_code)
        number = f"{quote.number}\\. " if quote.number else ""
        st.markdown(f"{number}{_label(quote.place)}")
        if quote.items:
            st.caption(quote.items)
        if quote.moved:
            st.caption("Found again: the note has changed since it was indexed.")


def _show_declined(reason: str, confidence: str) -> None:
    with st.container(border=True, gap="small"):
        st.badge("Not in your notes", icon=":material/search_off:", color="orange")
        st.text(visible(reason))
        st.caption(confidence)


def _show_receipt(view: ReplyView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if view.reason is None:
            st.badge(view.confidence, color="green")
        st.caption(view.receipt, width="stretch")
        with st.popover("Copy", icon=":material/content_copy:", type="tertiary"):
            st.code(as_markdown(view), language=None, wrap_lines=True)


def _show_passages(view: ReplyView) -> None:
    if not view.passages:
        return
    title = "Passages behind this" if view.reason is None else "Nearest passages"
    with st.expander(f"{title} ({len(view.passages)})", icon=":material/notes:"):
        for number, passage in enumerate(view.passages, start=1):
            with st.container(border=True, gap="small"):
                _show_passage(number, passage)


def _show_passage(number: int, passage: PassageView) -> None:
    st.markdown(f"{number}\\. {_label(passage.place)}")
    _show_text(passage.text, is_code=passage.is_code)
    st.caption(
        f"score {passage.score:.2f} · words {passage.lexical:.2f} · meaning {passage.dense:.2f}"
    )


def _show_text(text: str, *, is_code: bool) -> None:
    if is_code:
        st.code(text, language=None, wrap_lines=True)
    else:
        st.text(text)


def _label(place: Place) -> str:
    where = f"{code_span(place.note)}, {place.lines}"
    return f"{code_span(place.headings)} · {where}" if place.headings else where
