"""Text to search terms."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Hello, World!", ["hello", "world"]),
        ("changeMessageVisibility", "changemessagevisibility change message visibility".split()),
        ("256kb", ["256kb", "256", "kb"]),
        ("snake_case-and.dots", ["snake", "case", "and", "dots"]),
        ("HTTPServer", ["httpserver", "http", "server"]),
        ("DLQs", ["dlqs", "dl", "qs"]),
        ("S3 EC2", ["s3", "s", "3", "ec2", "ec", "2"]),
        ("ﬁle ＡＢＣ ①", ["file", "abc", "1"]),
        ("naïve Straße 東京", ["naïve", "straße", "東", "京"]),
        ("東京タワー・2024年 한글", ["東", "京", "タ", "ワ", "ー", "2024", "年", "한글"]),
        ("soft\u00adhyphen word\u2060joiner", ["softhyphen", "wordjoiner"]),
        ("don't e.g.", ["don", "t", "e", "g"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    """Words in lower case, and an identifier's parts after the whole."""
    assert terms(text) == expected


def test_words_keep_their_case() -> None:
    """Words are as they are written, but for compatibility forms."""
    assert list(words("The DLQ's ﬁrst _name_")) == ["The", "DLQ", "s", "first", "name"]


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_plain_texts_have_the_same_words(text: str) -> None:
    """There is a quicker way for ASCII, and nobody can tell."""
    assert words(text) == re.findall(r"[^\W_]+", text, re.ASCII)
    assert [*words(f"{text} ß")][:-1] == words(text)


@given(st.text(max_size=80))
def test_terms_are_stable(text: str) -> None:
    """A term is lower case, has no blanks, and is among its own terms."""
    for term in terms(text):
        assert term
        assert not any(map(str.isspace, term))
        assert terms(term)


@given(st.lists(st.text(alphabet="aBc1éü", min_size=1, max_size=6), max_size=6))
def test_words_are_terms(parts: list[str]) -> None:
    """Every word of a text is one of its terms, whole and in order."""
    found = iter(terms(" ".join(parts)))
    assert all(part.lower() in found for part in parts)
