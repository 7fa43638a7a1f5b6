"""What is pasted elsewhere, read back by a Markdown parser of our own."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from retriever import Answer, Difference, ListShown, NotInNotes
from ui.copying import chat_markdown, quote_markdown, reply_markdown
from ui.render import reply_view

# A Markdown parser makes one line end of CR LF, and drops NUL.
_text = st.text(st.characters(exclude_characters="\r\0"), max_size=30) | st.text("`~ \n>#-|")


def test_a_quote_is_copied_with_its_source(answer: Answer) -> None:
    """In a fence, with headings, note and line under it."""
    assert quote_markdown(reply_view(answer).quotes[0]) == (
        "```\nA standard queue delivers each message at least once.\n```\n\n"
        "Source: `SQS > Standard queue`, `cloud/sqs.md`, line 7\n"
    )


def test_a_reply_is_copied_word_for_word(code_answer: Answer) -> None:
    """A fence inside a quote cannot end the fence around it."""
    text = reply_markdown(reply_view(code_answer))

    assert text.startswith("**Question:** `Policy?`\n\n")
    assert '````\n```json\n{"Effect": "Allow"}\n```\n````' in text
    assert "Source: `SQS > Standard queue`, `cloud/sqs.md`, lines 11-13" in text
    assert text.endswith("1 file could not be read.\n")


def test_a_copy_says_how_much_of_a_list_there_is_and_what_differs(answer: Answer) -> None:
    """The values as code, for they are the notes' own words."""
    listed = replace(answer.citations[0], items=ListShown(5, 12), headings=(), title="cloud/sqs.md")
    differing = (Difference(0, 1, ("4 *days*", "7 days")),)

    text = reply_markdown(
        reply_view(replace(answer, citations=(listed, listed), differences=differing))
    )

    assert "Your notes differ: `4 *days*` (quote 1), `7 days` (quote 2)." in text
    assert "Source 2: `cloud/sqs.md`, line 7 (5 of 12 items" in text


def test_a_decline_is_copied_with_its_reason(declined: NotInNotes) -> None:
    """Nothing else was said."""
    text = reply_markdown(reply_view(declined))

    assert "Not in these notes: `The word Bergamo is in none of your 2 notes.`" in text
    assert "Source" not in text


def test_a_chat_is_copied_turn_by_turn(answer: Answer, declined: NotInNotes) -> None:
    """Divided by rules; a question without a reply is there too."""
    views = [reply_view(answer), reply_view(declined)]

    text = chat_markdown([*((view.question, view) for view in views), ("And `then`?", None)])

    parts = text.split("\n---\n\n")
    assert parts[:2] == [reply_markdown(view) for view in views]
    assert parts[2] == "**Question:** ``And `then`?``\n\n(no reply)\n"
    assert chat_markdown([]) == ""


@given(quote=_text, name=_text)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_quote_can_leave_its_fence(answer: Answer, quote: str, name: str) -> None:
    """Whatever it is, and whatever its note is called: a code block and one line of source."""
    view = reply_view(answer).quotes[0]
    view = replace(view, text=quote, place=replace(view.place, note=name, headings=name))

    tokens = MarkdownIt("commonmark").parse(quote_markdown(view))

    assert [token.type for token in tokens] == [
        *("fence", "paragraph_open", "inline", "paragraph_close")
    ]
    assert tokens[0].content == f"{quote}\n"
    assert {child.type for child in tokens[2].children or []} <= {"text", "code_inline"}
