"""Which outline a note gets, and what it is called."""

import pytest

from ingest import outline, title_of

TEXT = "# A\n\ntext\n"


@pytest.mark.parametrize("name", ["a.md", "a.MD", "sub.txt/a.markdown", "a"])
def test_markdown(name: str) -> None:
    """Every ending but those of plain text means Markdown."""
    (section,) = outline(name, TEXT).sections
    assert (section.headings, len(section.blocks)) == (("A",), 1)


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text"])
def test_plain_text_has_no_front_matter(name: str) -> None:
    """In plain text three dashes are a rule, and everything is text or heading."""
    assert outline(name, "---\ntitle: x\n---\n").front_matter is None


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("sub/file.md", "---\ntitle: Declared\n---\n# Heading\n", "Declared"),
        ("file.md", "# Heading\n\n## Part\n", "Heading"),
        ("file.md", "before\n\n# Heading\n", "file"),
        ("file.md", "# One\n\n# Two\n", "file"),
        ("file.md", "## Only second level\n", "Only second level"),
        ("sub/v1.2 notes.md", "text\n", "v1.2 notes"),
        ("file.md", "", "file"),
        ("cards.txt", "Cards\n\ntext one two three\n", "cards"),
    ],
)
def test_titles(name: str, text: str, title: str) -> None:
    """The declared title, else the one leading heading, else the name of the file."""
    assert title_of(name, outline(name, text)) == title
