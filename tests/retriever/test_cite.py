"""A quote is cut from the file as it is now, or it is not shown."""

import codecs
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import Lines, decode
from retriever import Answer, Assistant, Citation, NotInNotes

Ask = Callable[[dict[str, str | bytes]], Assistant]

NOTE = """# Basil

Basil grows well beside tomatoes.

# Tomatoes

Tomatoes need six hours of sun.
"""
QUESTION = "How many hours of sun do tomatoes need?"
QUOTE = "Tomatoes need six hours of sun."


def _verify(citation: Citation, folder: Path) -> None:
    """The quote is what the file holds at its offsets and on its lines."""
    data = (folder / citation.span.note_id).read_bytes()
    text = decode(data).text
    lines = Lines(text)
    assert citation.quote == text[citation.span.start : citation.span.end]
    assert citation.first_line == lines.number_at(citation.span.start)
    assert citation.last_line == lines.number_at(citation.span.end - 1)
    assert citation.digest == hashlib.sha256(data).hexdigest()
    shown = "\n".join(lines.contents[citation.first_line - 1 : citation.last_line])
    assert all(line in shown for line in citation.quote.splitlines())


def _cited(assistant: Assistant, question: str = QUESTION) -> Citation:
    reply = assistant.ask(question, answers=1, sure=0)
    assert isinstance(reply, Answer), reply
    _verify(reply.citations[0], assistant.notes_folder)
    return reply.citations[0]


def test_a_citation_names_note_headings_and_lines(ask: Ask) -> None:
    """Checked by hand: the quote stands on line 7."""
    citation = _cited(ask({"garden.md": NOTE}))

    assert QUOTE in citation.quote
    assert citation.span.note_id == "garden.md"
    assert citation.title == "garden"
    assert citation.headings == ("Tomatoes",)
    assert citation.last_line == 7
    assert not citation.moved


@pytest.mark.parametrize(
    "encoded",
    [
        NOTE.replace("\n", "\r\n").encode(),
        NOTE.replace("\n", "\r").encode(),
        codecs.BOM_UTF8 + NOTE.encode(),
        codecs.BOM_UTF16_LE + NOTE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTE.replace("\n", "\r\n").encode("utf-16-be"),
        NOTE.replace("Basil", "🌿 Basil\u2028\x0c").encode(),
        NOTE.replace("Basil", "Basilienkraut, süß").encode("cp1252"),
    ],
    ids=["crlf", "cr", "utf-8 mark", "utf-16-le", "utf-16-be", "emoji", "windows-1252"],
)
def test_quotes_and_lines_hold_in_every_encoding(ask: Ask, encoded: bytes) -> None:
    """Line 7 is line 7, whatever stands before it."""
    citation = _cited(ask({"garden.md": encoded}))

    assert QUOTE in citation.quote
    assert citation.last_line == 7


def test_a_quote_is_found_again_where_it_has_moved(ask: Ask) -> None:
    """With its new lines, and said to have moved."""
    assistant = ask({"garden.md": NOTE})
    note = assistant.notes_folder / "garden.md"
    note.write_text(f"# New\n\nA line above.\n\n{NOTE}", "utf-8", newline="")

    reply = assistant.ask(QUESTION, sure=0)
    citation = _cited(assistant)

    assert citation.moved
    assert citation.quote == QUOTE
    assert citation.first_line == citation.last_line == 11
    assert reply.coverage.changed == 1


def test_a_moved_quote_has_the_headings_of_now(ask: Ask) -> None:
    """A heading path of before would not be in the file."""
    assistant = ask({"garden.md": NOTE})
    note = assistant.notes_folder / "garden.md"
    note.write_text(NOTE.replace("# Tomatoes", "# Vegetables\n\n## Love apples"), "utf-8")

    assert _cited(assistant).headings == ("Vegetables", "Love apples")


def test_of_several_places_the_nearest_one_is_cited(ask: Ask) -> None:
    """The one that most likely is the one that was indexed."""
    assistant = ask({"garden.md": NOTE})
    note = assistant.notes_folder / "garden.md"
    far = "\n\n".join(["Something else."] * 30)
    note.write_text(f"{NOTE}\n{far}\n\n{QUOTE}\n", "utf-8")

    assert _cited(assistant).first_line == 7


@pytest.mark.parametrize(
    "changed",
    [
        NOTE.replace("six hours", "four hours"),
        NOTE.replace("six hours of sun.", "six hours of sunlight, or so I thought."),
        NOTE.replace("Tomatoes need", "It is not true that Tomatoes need"),
        f"---\nquote: |\n  {QUOTE}\n---\n\n# Basil\n\nNothing more.\n",
        "",
    ],
    ids=["another fact", "goes on", "denied", "front matter only", "empty"],
)
def test_what_the_file_no_longer_says_is_never_quoted(ask: Ask, changed: str) -> None:
    """Not even where the old words are still part of the new ones."""
    assistant = ask({"garden.md": NOTE})
    (assistant.notes_folder / "garden.md").write_text(changed, "utf-8")

    reply = assistant.ask(QUESTION, answers=1, sure=0)

    assert isinstance(reply, NotInNotes)
    assert "have changed or gone since the notes were indexed" in reply.reason
    assert reply.coverage.changed == 1


def test_a_number_is_not_found_inside_a_longer_one(ask: Ask) -> None:
    """`10 messages` does not stand in a note that says `110 messages`."""
    text = "# Batch\n\n10 messages may be in one batch.\n"
    assistant = ask({"sqs.md": text})
    assert "10 messages" in _cited(assistant, "How many messages in one batch?").quote

    (assistant.notes_folder / "sqs.md").write_text(text.replace("10", "110"), "utf-8")

    assert isinstance(assistant.ask("How many messages in one batch?", sure=0), NotInNotes)


@pytest.mark.parametrize("how", ["deleted", "binary", "a folder", "a link", "not UTF-16 any more"])
def test_a_note_that_cannot_be_read_is_never_quoted(ask: Ask, how: str) -> None:
    """The reply says why, and what to do."""
    assistant = ask({"garden.md": NOTE})
    note = assistant.notes_folder / "garden.md"
    kept = note.rename(assistant.notes_folder.parent / "elsewhere.md")
    if how == "binary":
        note.write_bytes(b"\x00\x01\x02" * 100)
    elif how == "a folder":
        note.mkdir()
    elif how == "a link":
        note.symlink_to(kept)
    elif how != "deleted":
        note.write_bytes(codecs.BOM_UTF16_LE + b"\x00\xd8\x00")

    reply = assistant.ask(QUESTION, sure=0)

    assert isinstance(reply, NotInNotes)
    assert reply.reason.endswith("quoth index NOTES")
    assert reply.coverage.changed == 1


def test_quotes_of_one_changed_note_never_overlap(ask: Ask) -> None:
    """Of two quotes that are found again in one place, the better one is shown."""
    line = "- Tomatoes need sun."
    text = f"# One\n\n{line}\n\n# Two\n\n{line}\n\nTomatoes also need water.\n"
    assistant = ask({"garden.md": text})
    before = assistant.ask("What do tomatoes need?", sure=0)
    assert isinstance(before, Answer)
    assert len(before.citations) > 1

    (assistant.notes_folder / "garden.md").write_text(f"# One\n\n{line}\n", "utf-8")
    reply = assistant.ask("What do tomatoes need?", sure=0)

    assert isinstance(reply, Answer)
    assert [citation.quote for citation in reply.citations] == [line]


def test_other_notes_answer_on(ask: Ask) -> None:
    """A note that is gone takes only its own quotes with it."""
    assistant = ask({"a.md": NOTE, "b.md": NOTE.replace("six hours", "6 hours")})
    (assistant.notes_folder / "a.md").unlink()

    reply = assistant.ask(QUESTION, sure=0)

    assert isinstance(reply, Answer)
    assert {citation.span.note_id for citation in reply.citations} == {"b.md"}
    assert reply.coverage.changed == 1


def test_what_answers_is_marked_in_the_quote(ask: Ask) -> None:
    """The value that was asked for, and the words of the question."""
    citation = _cited(ask({"garden.md": NOTE}))

    marked = [citation.quote[mark.start : mark.end] for mark in citation.evidence.answering]
    shared = [citation.quote[mark.start : mark.end] for mark in citation.evidence.shared]
    assert marked == ["six hours"]
    assert shared[-2:] == ["hours", "sun"]
    assert citation.evidence.missing == ()


def test_of_a_list_that_was_asked_for_no_item_answers_alone(ask: Ask) -> None:
    """Asked for one thing of it, that thing is marked."""
    items = "Kinds of tea:\n\n- green tea\n- black tea is brewed hot\n- white tea\n"
    assistant = ask({"tea.md": f"# Tea\n\n{items}"})

    every = _cited(assistant, "What are the kinds of tea?")

    assert every.items is not None
    assert every.items.is_whole
    assert every.evidence.answering == ()
    assert every.evidence.shared


def test_a_quote_that_has_moved_is_not_judged_by_old_offsets(ask: Ask) -> None:
    """Its words still are; where the reader saw the answer is no longer known."""
    text = "# Sun\n\n- Tomatoes need sun.\n  - Six hours of it.\n"
    assistant = ask({"garden.md": text})
    note = assistant.notes_folder / "garden.md"
    note.write_text(f"# New\n\nA line above.\n\n{text}", "utf-8", newline="")

    citation = _cited(assistant, "What do tomatoes need?")

    assert citation.moved
    assert citation.evidence.answering == ()
    assert "tomatoes" in citation.evidence.in_quote
