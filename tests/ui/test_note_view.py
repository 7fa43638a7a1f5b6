"""A whole note to look at."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import Lines, UnreadableNoteError
from ui.note_view import NoteView, note_view

MARKDOWN = """---
tags: [aws]
---
# SQS

Text with `code`.

```sh
# no heading
```

## Limits

| What | Value |
|---|---|
| Size | 256 KB |

Setext
------
"""
LOOKS = [
    *("front", "front", "front", "heading", "text", "text", "text"),
    *("code", "code", "code", "text", "heading", "text", "row", "row", "row", "text"),
    *("heading", "text", "text"),
]


def _view(folder: Path, name: str, content: str | bytes) -> NoteView:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return note_view(folder, name)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_of_a_markdown_note(tmp_path: Path, line_end: str) -> None:
    """With its number and what it is; line ends are not part of it."""
    view = _view(tmp_path, "a.md", MARKDOWN.replace("\n", line_end))

    assert [line.text for line in view.lines] == MARKDOWN.split("\n")
    assert [line.number for line in view.lines] == list(range(1, 21))
    assert [line.look for line in view.lines] == LOOKS
    assert [(line.number, line.text, line.level) for line in view.headings] == [
        (4, "# SQS", 1),
        (12, "## Limits", 2),
        (18, "Setext", 2),
    ]


def test_a_plain_text_note(tmp_path: Path) -> None:
    """Its headings have no markup."""
    view = _view(tmp_path, "tea.txt", "Green tea\n\nbrew at 75 degrees\nsteep for two minutes\n")

    assert [(line.number, line.text) for line in view.headings] == [(1, "Green tea")]
    assert [line.look for line in view.lines] == ["heading", "text", "text", "text", "text"]


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", "---\n---\n", "#\n"])
def test_a_note_with_nothing_in_it(tmp_path: Path, content: str) -> None:
    """It can be looked at all the same."""
    view = _view(tmp_path, "a.md", content)

    assert [line.text for line in view.lines] == content.removeprefix("\ufeff").split("\n")


def test_the_digest_is_that_of_the_file_now(tmp_path: Path) -> None:
    """So that the page sees when it has changed."""
    one = _view(tmp_path, "a.md", "One.")
    two = _view(tmp_path, "a.md", "Two.")

    assert one.digest != two.digest
    assert two.lines[0].text == "Two."


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\x00\x01\x02" * 100, "."), (b"\xff\xfe\x00\xd8\x00", "."), (None, "disappeared")],
)
def test_a_note_that_cannot_be_read(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """It is binary, half a UTF-16 file, or gone."""
    if content is not None:
        (tmp_path / "a.md").write_bytes(content)

    with pytest.raises(UnreadableNoteError, match=reason):
        note_view(tmp_path, "a.md")


@given(
    text=st.text(st.sampled_from("#`-|>= \n\ta1.é🦉"), max_size=60), ending=st.sampled_from("mt")
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_note_is_shown_line_by_line(tmp_path: Path, text: str, ending: str) -> None:
    """Whatever is in it; only headings have a level."""
    view = _view(tmp_path, "a.md" if ending == "m" else "a.txt", text)

    assert tuple(line.text for line in view.lines) == Lines(text).contents
    assert all((line.level > 0) == (line.look == "heading") for line in view.lines)
