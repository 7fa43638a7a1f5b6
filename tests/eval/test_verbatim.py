"""Quotes checked against the bytes of a file, apart from how they were made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eval import is_verbatim
from ingest import Lines, Span
from retriever import Citation

TEXT = "# Café\r\n\r\nUp to 256 KB, “each”.\r\nFour days.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_stretch_of_a_file_is_verbatim(
    tmp_path: Path, cite: Callable[[str], Citation], encoding: str
) -> None:
    """In any encoding, with or without a byte order mark, over line ends, up to the end."""
    (tmp_path / "sqs.md").write_bytes(TEXT.encode(encoding))
    lines = Lines(TEXT)

    for start, end in ((0, 6), (10, 31), (24, 42), (10, len(TEXT))):
        first, last = lines.number_at(start), lines.number_at(end - 1)
        citation = replace(
            cite("256 KB"),
            span=Span("sqs.md", start, end),
            quote=TEXT[start:end],
            first_line=first,
            last_line=last,
        )
        assert is_verbatim(citation, tmp_path)


def test_a_quote_that_is_right_in_all(notes: Path, cite: Callable[[str], Citation]) -> None:
    """The example that the next tests spoil."""
    assert is_verbatim(cite("256 KB.\nMessages"), notes)


def test_other_words_are_not_verbatim(notes: Path, cite: Callable[[str], Citation]) -> None:
    """Not a letter may differ, nor may a line end."""
    citation = cite("256 KB.\nMessages")

    for quote in (
        "256 kB.\nMessages",
        "256 KB. Messages",
        "256 KB.\nMessage",
        "256 KB.\r\nMessage",
    ):
        assert not is_verbatim(replace(citation, quote=quote), notes)


def test_other_offsets_are_not_verbatim(notes: Path, cite: Callable[[str], Citation]) -> None:
    """The right words one character off, or past the end of the file."""
    citation, span = cite("256 KB"), cite("256 KB").span

    for start in (span.start - 1, span.start + 1, 9000):
        moved = replace(citation, span=Span("sqs.md", start, start + 6))
        assert not is_verbatim(moved, notes)
    assert not is_verbatim(replace(citation, span=Span("sqs.md", span.start, span.end + 1)), notes)


def test_other_lines_are_not_verbatim(notes: Path, cite: Callable[[str], Citation]) -> None:
    """A reader who goes to the cited line must find the quote there."""
    citation = cite("256 KB.\nMessages")

    assert (citation.first_line, citation.last_line) == (3, 4)
    assert not is_verbatim(replace(citation, first_line=2), notes)
    assert not is_verbatim(replace(citation, last_line=3), notes)


def test_a_note_that_is_gone_is_not_verbatim(notes: Path, cite: Callable[[str], Citation]) -> None:
    """There is nothing to check against."""
    (notes / "sqs.md").unlink()

    assert not is_verbatim(cite("256 KB"), notes)
