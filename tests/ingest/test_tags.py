"""The tags of a note."""

import pytest

from ingest import outline, tags_of


def _tags(text: str, name: str = "n.md") -> tuple[str, ...]:
    return tags_of(name, text, outline(name, text))


def test_declared_tags_come_first() -> None:
    """Each once, wherever it stands."""
    assert _tags("---\ntags: [b, a]\n---\n#c and #a\n") == ("b", "a", "c")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Some #work/aws thing, #home.", ("work/aws", "home")),
        ("# Heading\n\nText", ()),
        ("C# and issue #12", ()),
        ("[link](#anchor) and page#part", ()),
        ("`#code` and\n\n```\n#include\n```", ()),
    ],
)
def test_tags_in_the_text(text: str, tags: tuple[str, ...]) -> None:
    """Headings, code, numbers and anchors are none."""
    assert _tags(text) == tags


def test_plain_text_has_no_tags() -> None:
    """There a `#` may be anything."""
    assert _tags("some #tag here", "n.txt") == ()
