"""Note text in Markdown labels, read back by a Markdown parser of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ui.escape import code_block, code_span, escaped
from ui.terminal import visible_line

_HOSTILE = [
    "<script>alert(1)</script>",
    "![p](https://evil.example/p.png)",
    "[link](javascript:alert(1))",
    ":red[hot] :material/home: :smile:",
    "$x^2$ and $$y$$",
    "a--b -> c <- d",
    "`code` and ``more``",
    "1. list",
    "    indented",
    "# heading",
    "https://evil.example www.evil.example me@evil.example",
    "&amp; &#60;",
    "back\\slash",
    "exe\u202etxt",
]
_JOINER = "\u2060"
_text = st.text(st.characters(exclude_characters=_JOINER), max_size=40) | st.text(
    "`$*_[]()<>:&\\#-!|~ a1.", max_size=20
)


def _shown(markdown: str, kind: str) -> str:
    """The text of a paragraph that consists of inline tokens of one kind only."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {kind}
    return "".join(child.content for child in children)


@pytest.mark.parametrize("text", _HOSTILE)
def test_hostile_labels_are_plain_text(text: str) -> None:
    """Markup, addresses, formulas and directives come out as the characters they are."""
    assert _shown(escaped(text), "text").replace(_JOINER, "") == visible_line(text).strip()


@pytest.mark.parametrize("text", _HOSTILE)
def test_hostile_names_fit_a_code_span(text: str) -> None:
    """A code span shows exactly the characters, without invisible ones."""
    assert _shown(code_span(text), "code_inline").strip() == visible_line(text).strip()


@given(_text.filter(lambda text: text.strip() != ""))
def test_escaping_holds_for_any_text(text: str) -> None:
    """Whatever the text, a Markdown parser reads back that text."""
    shown = _shown(escaped(text), "text") if visible_line(text).strip() else ""

    assert shown.replace(_JOINER, "").split() == visible_line(text).split()


@given(_text)
def test_code_spans_hold_for_any_text(text: str) -> None:
    """Whatever the text, it cannot leave its code span."""
    assert _shown(code_span(text), "code_inline").strip() == visible_line(text).strip()


@pytest.mark.parametrize("text", ["https://a.b", "www.a.b", "a@b.c", ":smile:", "a->b", "a--b"])
def test_what_is_rewritten_after_parsing_is_broken_up(text: str) -> None:
    """Addresses, emoji codes and arrows are taken apart where Streamlit would look for them."""
    assert _JOINER in escaped(text)
    assert text not in _shown(escaped(text), "text")


def test_a_code_block_holds_any_fence() -> None:
    """The fence is longer than any inside."""
    assert code_block("```\nx\n```") == "````\n```\nx\n```\n````"
