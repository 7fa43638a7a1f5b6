"""Cutting notes into passages: sizes, offsets, lines, and that nothing is lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import Limit, Lines, Passage, cut, outline


def words(most: int) -> Limit:
    """At most so many words."""
    return Limit(lambda text: len(text.split()), most)


def characters(most: int) -> Limit:
    """At most so many characters."""
    return Limit(len, most)


def passages(text: str, *limits: Limit, name: str = "a.md") -> list[Passage]:
    """The passages of a note with this text."""
    return list(cut(name, text, outline(name, text), limits))


def texts(text: str, *limits: Limit) -> list[str]:
    """Their texts."""
    return [passage.text for passage in passages(text, *limits)]


def test_one_passage_for_each_section() -> None:
    """A section that fits is one passage, from its first to its last visible character."""
    text = "intro\n\n# A\n\none\n\ntwo\n\n## B\n\n- x\n- y\n\n# Empty\n"
    found = passages(text, words(50))
    assert [(passage.headings, passage.text) for passage in found] == [
        ((), "intro"),
        (("A",), "one\n\ntwo"),
        (("A", "B"), "- x\n- y"),
    ]
    assert [(passage.first_line, passage.last_line) for passage in found] == [
        (1, 1),
        (5, 7),
        (11, 12),
    ]
    assert [passage.heading and passage.heading.text_in(text) for passage in found] == [
        None,
        "# A",
        "## B",
    ]


def test_cut_between_blocks_in_equal_shares() -> None:
    """A section of one and a half passages is cut in the middle, not after the first full one."""
    text = "\n\n".join(f"w{n} is four words" for n in range(6))
    assert [part.count("four") for part in texts(text, words(16))] == [3, 3]


def test_the_heading_path_counts() -> None:
    """What is embedded, heading path included, keeps within the limit."""
    text = "# One two three\n\na b c d\n\ne f g h\n"
    (first, second) = passages(text, words(8))
    assert (first.text, second.text) == ("a b c d", "e f g h")
    assert first.embedded_text == "One two three\na b c d"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one two three\nfour five six", ["one two three", "four five six"]),
        ("One two. Three four five. Six.", ["One two.", "Three four five. Six."]),
        ("a b c d e f g", ["a b c d", "e f g"]),
        ("- one two three four\n- five", ["- one two three", "four\n- five"]),
    ],
)
def test_a_block_that_is_too_long(text: str, parts: list[str]) -> None:
    """It is cut between lines, or between sentences, or between words: the best that does."""
    assert texts(text, words(4)) == parts


def test_a_word_that_is_too_long() -> None:
    """As the last of all, a word is cut anywhere."""
    assert texts("a" * 25, characters(10)) == ["a" * 10, "a" * 10, "a" * 5]


def test_pieces_keep_their_kind_and_lead() -> None:
    """Both halves of a cut item are items, led by the same item."""
    text = "- parent\n  - one two three four five\n"
    found = [block for passage in passages(text, words(4)) for block in passage.blocks]
    assert [block.kind.value for block in found] == ["item"] * 3
    assert [block.lead and block.lead.text_in(text) for block in found[1:]] == ["- parent"] * 2


def test_all_limits_count() -> None:
    """The tighter one of two limits decides, wherever it is the tighter one."""
    text = "a b c d e f\n\naaaaaaaaaaaaaaaaaaaa"
    assert texts(text, words(4), characters(12)) == ["a b c d", "e f", "a" * 12, "a" * 8]


@pytest.mark.parametrize("length", [40, 9000])
def test_a_heading_as_long_as_a_passage(length: int) -> None:
    """A heading path that leaves no room is cut, so that text and path still keep the limit."""
    title = " ".join("title" for _ in range(length))
    text = f"# Outer\n\n## {title}\n\none two three four five six\n"
    limit = words(12)
    found = passages(text, limit)
    assert " ".join(passage.text for passage in found) == "one two three four five six"
    assert all(0 < limit.count(passage.embedded_text) <= 12 for passage in found)
    assert all(passage.headings == ("title " * 8 + "title",) for passage in found)


def test_a_long_path_is_cut_from_the_outside() -> None:
    """The headings next to the text stay."""
    text = "# a b c d\n## e f g h\n### i j k\ntext\n"
    (found,) = passages(text, words(10))
    assert found.headings == ("i j k",)


def test_no_text_no_passage() -> None:
    """Empty notes and notes of headings or front matter alone have no passages."""
    assert passages("", words(9)) == []
    assert passages("# A\n\n## B\n", words(9)) == []
    assert passages("---\na: b\n---\n", words(9)) == []


LINES = (
    "# A|## B b|Under|===|---|- x y z|  - y|1. one two three four five|```|    code = 1|> q w e|"
    "[a]: /u|<div>|A sentence. Another one! And a third?|plain words, many of them in one line|"
    "é 東京 🦉|a\fb|c\u2028d|averyveryveryverylongword|a: b|NAME - thing|* * *"
)
documents = st.lists(
    st.sampled_from([*LINES.split("|"), "| a | b |", "|---|---|", "| 1 | 2 |", "", ""])
    | st.text(alphabet="#-=>`| ab.é", max_size=12),
    max_size=20,
).flatmap(lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines)))
limits = st.sampled_from(
    [(words(5),), (words(12),), (characters(9),), (characters(40), words(6)), (words(1000),)]
)


@given(documents, limits, st.sampled_from(["a.md", "a.txt"]))
@settings(max_examples=300)
def test_passages_cover_the_note(text: str, most: tuple[Limit, ...], name: str) -> None:
    """All visible text outside front matter and headings, in order, once; offsets are exact."""
    found = outline(name, text)
    cuts = list(cut(name, text, found, most))
    assert all(one.span.end <= two.span.start for one, two in pairwise(cuts))
    rest = list(text)
    aside = [section.heading for section in found.sections] + [found.front_matter]
    for extent in aside:
        if extent:
            rest[extent.start : extent.end] = " " * (extent.end - extent.start)
    for passage in cuts:
        start, end = passage.span.start, passage.span.end
        assert "".join(rest[start:end]) == text[start:end] == passage.text
        rest[start:end] = " " * (end - start)
    assert not "".join(rest).strip()


@given(documents, limits, st.sampled_from(["a.md", "a.txt"]))
def test_passages_keep_their_limits(text: str, most: tuple[Limit, ...], name: str) -> None:
    """No passage is over any of its limits, its heading path included."""
    for passage in passages(text, *most, name=name):
        assert all(limit.count(passage.embedded_text) <= limit.most for limit in most)


@given(documents, limits)
def test_lines_and_blocks(text: str, most: tuple[Limit, ...]) -> None:
    """A passage's lines are those of its ends, and its blocks reach from one to the other."""
    lines = Lines(text)
    for passage in passages(text, *most):
        assert passage.first_line == lines.number_at(passage.span.start)
        assert passage.last_line == lines.number_at(passage.span.end - 1)
        assert passage.blocks[0].start == passage.span.start
        assert passage.blocks[-1].end == passage.span.end
        for one, two in pairwise(passage.blocks):
            assert not text[one.end : two.start].strip()


@given(st.lists(st.sampled_from(["a", "bb", "ccc.", "dd!"]), min_size=1, max_size=60))
def test_words_are_not_cut(parts: list[str]) -> None:
    """While every word fits by itself, no word is ever cut."""
    text = " ".join(parts)
    assert " ".join(texts(text, words(3))).split() == parts
    assert re.sub(r"\s", "", "".join(texts(text, characters(5)))) == "".join(parts)
