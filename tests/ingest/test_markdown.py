"""The outline of Markdown: headings, blocks and leads, and that nothing is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ingest import Block, BlockKind, Lines, Outline
from ingest.markdown import outline

Shape = list[tuple[str, list[tuple[str, str]]]]


def shape(text: str) -> Shape:
    """For each section its heading path and its blocks, kind and text."""
    return [
        (
            " / ".join(section.headings),
            [(block.kind.value, text[block.start : block.end]) for block in section.blocks],
        )
        for section in outline(text).sections
    ]


def paths(text: str) -> list[str]:
    """The heading path of each section."""
    return [path for path, _ in shape(text)]


def leads(text: str) -> list[tuple[str, str | None]]:
    """Each block's first line, and what leads it."""
    return [
        (
            text[block.start : block.end].splitlines()[0],
            text[block.lead.start : block.lead.end] if block.lead else None,
        )
        for section in outline(text).sections
        for block in section.blocks
    ]


def test_sections() -> None:
    """A section runs to the next heading of any level; text before the first has no path."""
    text = "before\n\n# A\n\none\ntwo\n\n## B\n### C\nthree\n# D\n"
    assert shape(text) == [
        ("", [("paragraph", "before")]),
        ("A", [("paragraph", "one\ntwo")]),
        ("A / B", []),
        ("A / B / C", [("paragraph", "three")]),
        ("D", []),
    ]


def test_levels_that_jump() -> None:
    """A path holds the headings that are above, whatever levels are left out."""
    assert paths("### deep\n# A\n#### B\n## C\n## D\n") == ["deep", "A", "A / B", "A / C", "A / D"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n# code\n```",
        "```md\n# never closed",
        "    # indented",
        "> # quoted",
        "- # in an item",
        "<div>\n# html\n</div>",
        "#hashtag",
        "####### seven",
        "\\# escaped",
        "<!--\n# comment\n-->",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    """A `#` in code, quotations, items and HTML, or without a space, is no heading."""
    assert paths(f"# Real\n\n{text}\n")[:1] == ["Real"]
    assert len(paths(f"# Real\n\n{text}\n")) == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Under\n=====", "Under"),
        ("Two\nlines\n-----", "Two lines"),
        ("# Closed ##", "Closed"),
        ("#", "(untitled)"),
        ("# **Bold** and `code`", "Bold and code"),
        ("# [A link](http://x.y) here", "A link here"),
        ("# [[Page|Shown]] and [[Other]]", "Shown and Other"),
        ("# snake_case * star", "snake_case * star"),
        ('# Anchored<a name="here"></a>', "Anchored"),
        (r"# On\-demand \*now\*", "On-demand *now*"),
        ("# <b>Kept</b>", "<b>Kept</b>"),
        ("   ##   spaces\t", "spaces"),
    ],
)
def test_titles(text: str, title: str) -> None:
    """A heading's words come without its markup; underlined headings count too."""
    (section,) = outline(text).sections
    assert section.headings == (title,)
    assert section.heading is not None
    assert section.heading.text_in(text) == text.strip()


def test_nested_lists() -> None:
    """Every item is a block of its own; the item around it leads it."""
    text = "- one\n  more of one\n  - inner\n    1. deep\n- two\n\n  second paragraph\n"
    assert leads(text) == [
        ("- one", None),
        ("- inner", "- one\n  more of one"),
        ("1. deep", "- inner"),
        ("- two", None),
        ("second paragraph", "- two"),
    ]


def test_code_in_a_list() -> None:
    """A block of code in an item is led by the item; its first line keeps its indentation."""
    text = "1. Run:\n\n   ```sh\n   ls\n   ```\n2. Done\n"
    assert shape(text)[0][1] == [
        ("item", "1. Run:"),
        ("code", "   ```sh\n   ls\n   ```"),
        ("item", "2. Done"),
    ]
    assert leads(text)[1][1] == "1. Run:"


def test_tables() -> None:
    """Header and delimiter are one block, which leads every row."""
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nafter\n"
    head = "| a | b |\n|---|---|"
    assert shape(text)[0][1] == [
        ("table_head", head),
        ("row", "| 1 | 2 |"),
        ("row", "| 3 | 4 |"),
        ("paragraph", "after"),
    ]
    assert [lead for _, lead in leads(text)] == [None, head, head, None]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("[a]: http://x.y\n[b]: z", [("paragraph", "[a]: http://x.y\n[b]: z")]),
        ("text\n\n---\n\nmore", [("paragraph", part) for part in ("text", "---", "more")]),
        ("> [!note] Title\n> body", [("paragraph", "> [!note] Title\n> body")]),
        ("> one\n>\n> two", [("paragraph", "> one"), ("paragraph", ">"), ("paragraph", "> two")]),
        ("> - a\n> - b", [("item", "> - a"), ("item", "> - b")]),
        ("<b>x</b>\nrest\n\nnext", [("paragraph", "<b>x</b>\nrest"), ("paragraph", "next")]),
        ("    indented\n    code", [("code", "    indented\n    code")]),
        ("-\n- x", [("paragraph", "-"), ("item", "- x")]),
        ("- [ ] task", [("item", "- [ ] task")]),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    """What CommonMark does not show, such as link definitions, is kept as a paragraph."""
    assert shape(text) == [("", blocks)]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Other line ends give the same outline, with offsets of the text as it is."""
    text = "---\ntitle: T\n---\n# A\n\none\ntwo\n\n- x\n  - y\n\n```\n# z\n```\n"
    expected = [
        (path, [(kind, block.replace("\n", end)) for kind, block in blocks])
        for path, blocks in shape(text)
    ]
    assert shape(text.replace("\n", end)) == expected


def test_front_matter_is_no_block() -> None:
    """Front matter stands apart, and the lines after it keep their places."""
    text = "---\ntitle: T\ntags: [x]\n---\n# A\ntext\n"
    found = outline(text)
    assert found.front_matter is not None
    assert found.front_matter.text_in(text) == "---\ntitle: T\ntags: [x]\n---"
    assert (found.properties.title, found.properties.tags) == ("T", ("x",))
    assert shape(text) == [("A", [("paragraph", "text")])]


@pytest.mark.parametrize("levels", [30, 70, 300, 1000])
def test_deep_lists(levels: int) -> None:
    """However deep a list is, nothing after it is lost; far too deep a one is no list."""
    text = "# A\n" + "".join("  " * level + "- x\n" for level in range(levels)) + "\n# B\nend\n"
    found = outline(text)
    assert [section.headings for section in found.sections] == [("A",), ("B",)]
    assert len(found.warnings) == (levels > 70)
    assert (len(found.sections[0].blocks) == levels) == (levels <= 70)
    assert_covers(found, text)


@pytest.mark.parametrize("depth", [60, 3000])
def test_deep_quotations(depth: int) -> None:
    """However deep a quotation is, it is read."""
    text = ">" * depth + " said\n\n# B\nend\n"
    assert_covers(outline(text), text)
    assert paths(text) == ["", "B"]


@pytest.mark.parametrize(
    "line",
    ["[" * 20_000, "*a " * 8000, "`" * 9000, "<a " * 8000, "|" * 20_000, "# " + "[x](" * 9000],
)
def test_time_bombs(line: str) -> None:
    """Lines that take some parsers minutes take no time."""
    assert_covers(outline(line), line)


def assert_covers(found: Outline, text: str) -> None:
    """Every visible character is in exactly one heading, block or the front matter, in order."""
    parts = [found.front_matter] if found.front_matter else []
    for section in found.sections:
        parts += [section.heading] if section.heading else []
        parts += [block.extent for block in section.blocks]
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    rest = list(text)
    for part in parts:
        assert "\0" not in rest[part.start : part.end]
        rest[part.start : part.end] = "\0" * (part.end - part.start)
    assert not "".join(rest).replace("\0", "").strip()


def assert_leads_come_before(block: Block, text: str) -> None:
    """A lead stands before what it leads, in the text."""
    assert block.lead is None or 0 <= block.lead.start < block.lead.end <= len(text)
    assert block.lead is None or block.lead.start <= block.start


LINES = (
    "# A|## B b|### C #|#|Under|===|---|***|- x|  - y|    - z|1. one|2) two|   3. x|```|~~~py|"
    "    code|\tcode|> q|> > r|> - s|>|: t|a: b|[a]: /u|<div>|</div>|<!--|-->|[^1]: n|"
    "plain words.|é 東京 🦉|a\fb|c\u2028d|\x1c| |\t|- [ ] do|+ p|* s|![i](j)|\\|`` ` ``"
)
documents = st.lists(
    st.sampled_from([*LINES.split("|"), "| a | b |", "|---|---|", "| 1 |", "a | b", "-|-", ""])
    | st.text(alphabet="#-=*>`| \t1.ab[]:<", max_size=8),
    max_size=25,
).flatmap(lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines)))


@given(documents)
@settings(max_examples=300)
def test_outlines_cover_the_text(text: str) -> None:
    """Any text is covered, once and in order; only white space is left out."""
    found = outline(text)
    assert_covers(found, text)
    for section in found.sections:
        assert all(text[block.start : block.end].strip() for block in section.blocks)
        for block in section.blocks:
            assert_leads_come_before(block, text)


@given(documents)
def test_headings_are_those_of_the_parser(text: str) -> None:
    """Headings stand on the lines, and have the levels, that a whole CommonMark parse gives."""
    found = outline(text)
    first = Lines(text).number_at(found.front_matter.end - 1) if found.front_matter else 0
    body = "\n" * first + text[Lines(text).start(first + 1) :]
    tokens = MarkdownIt("commonmark", {"maxNesting": 1000}).enable("table").parse(body)
    true = [token.map for token in tokens if token.type == "heading_open" and token.level == 0]
    lines = Lines(text)
    assert [
        [lines.number_at(section.heading.start) - 1, lines.number_at(section.heading.end - 1)]
        for section in found.sections
        if section.heading
    ] == true


@given(documents)
def test_code_is_that_of_the_parser(text: str) -> None:
    """Fenced code at the top level is one block of code each."""
    parser = MarkdownIt("commonmark", {"maxNesting": 1000}).enable("table")
    if outline(text).front_matter:
        return
    true = [
        token.map[0]
        for token in parser.parse(text)
        if token.type == "fence" and token.level == 0 and token.map
    ]
    lines = Lines(text)
    found = {
        lines.number_at(block.start) - 1
        for section in outline(text).sections
        for block in section.blocks
        if block.kind is BlockKind.CODE
    }
    assert set(true) <= found
