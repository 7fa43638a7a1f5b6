"""Headings that the author marked."""

import pytest

from ingest.plaintext.marks import marks
from ingest.plaintext.plainlines import PlainText


def found(text: str) -> list[tuple[str, str]]:
    """The words and styles of the marked headings of a text."""
    lines = PlainText(text).lines
    return [(mark.text, mark.style) for mark in marks(lines, bytearray(len(lines)))]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("== Soup ==", "Soup"),
        ("=== Soup (winter) ===", "Soup (winter)"),
        ("-- soup --", "soup"),
        ("*** SOUP ***", "SOUP"),
        ("## Soup", "Soup"),
        ("# Soup #", "Soup"),
        ("== Soup", "Soup"),
        ("Soup\n====", "Soup"),
        ("Soup\n-----", "Soup"),
        ("====\nSoup\n====", "Soup"),
    ],
)
def test_marked(line: str, words: str) -> None:
    """Frames, hashes and underlines mark a heading; its words stand without them."""
    assert [text for text, _ in found(line)] == [words]


@pytest.mark.parametrize(
    "line",
    [
        "**soup**",
        "[soup]",
        "#!/bin/sh",
        "#soup",
        "--soup",
        "* soup",
        "- soup",
        "a -- b",
        "=====",
        "== 12 ==",
    ],
)
def test_not_marked(line: str) -> None:
    """Emphasis, comments, options, list items and lone rules are no headings."""
    assert found(line) == []


def test_brackets_are_a_style_only_if_several() -> None:
    """One line in brackets may be anything; three are the author's way to write headings."""
    assert found("[a]\nx\n\n[b]\ny\n\n[c]\nz") == [("a", "["), ("b", "["), ("c", "[")]


def test_stars_are_levels_only_with_second_stars() -> None:
    """Lines led by one star are list items unless lines led by two stand among them."""
    assert found("* a\n** b\n x\n** c\n y") == [("a", "*"), ("b", "**"), ("c", "**")]
    assert found("* a\n* b") == []


def test_an_underline_must_fit() -> None:
    """A short rule under a long line of a paragraph is a divider."""
    assert found("one line of text\nand another line of text\n---\nmore") == []
