"""The outline of plain text: samples in several styles, and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Block, BlockKind, Lines, Outline, Section
from ingest.plaintext import outline

SAMPLES = Path(__file__).parent / "samples"

# Line, depth and words of each heading, written by hand.
TRUE_OUTLINES = {
    "apiary-export": [
        (1, 1, "Things people ask"),
        (6, 1, "QMS - Queen Management System"),
        (9, 2, "QMS - marking colours"),
        (12, 2, "QMS - introduction"),
        (23, 2, "QSM - records"),
        (25, 1, "BroodBox"),
        (27, 2, "BB - inspection"),
        (31, 3, "BB - inspection - what to write"),
        (38, 1, "Old country feeder"),
        (40, 2, "Feeder - types"),
        (43, 1, "Wax and propolis"),
        (46, 1, "Frame rules"),
    ],
    "harbour-office": [
        (1, 1, "HARBOUR OFFICE HANDBOOK - north quay"),
        (4, 2, "1. ARRIVALS"),
        (9, 2, "2. FEES"),
        (16, 2, "3. STEPS AFTER A SPILL"),
        (23, 2, "4. WHO ANSWERS THE TELEPHONE"),
        (29, 2, "10. LOST PROPERTY"),
    ],
    "reading-diary": [
        (1, 1, "Reading diary"),
        (4, 2, "The long novel"),
        (20, 2, "The thin book of letters"),
        (29, 2, "Next on the pile"),
    ],
    "choir-cards": [
        (1, 1, "Choir cards"),
        (4, 2, "Breathing"),
        (12, 2, "Vowels and colour"),
        (17, 2, "Pieces for the summer concert"),
        (23, 2, "What the conductor always says"),
    ],
    "server-notes": [
        (1, 1, "Small server in the cellar"),
        (3, 2, "Network"),
        (9, 2, "Backup"),
        (16, 2, "Answer of the status page"),
        (24, 2, "Lights on the front"),
        (33, 2, "Who has a key"),
    ],
    "team-chat": [],
}

# Whole blocks of code, as first and last line.
TRUE_CODE = {
    "apiary-export": [(33, 37), (49, 54)],
    "server-notes": [(10, 12), (17, 21), (25, 28), (29, 31)],
}


def sample(name: str) -> str:
    """The text of one sample note."""
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def blocks(found: Outline) -> list[Block]:
    """All blocks of an outline."""
    return [block for section in found.sections for block in section.blocks]


def block_at(text: str, start: str) -> Block:
    """The block that begins with `start`."""
    return next(block for block in blocks(outline(text)) if text.startswith(start, block.start))


def lead_of(text: str, start: str) -> str | None:
    """The text of what leads the block that begins with `start`."""
    lead = block_at(text, start).lead
    return lead.text_in(text) if lead else None


@pytest.mark.parametrize("name", TRUE_OUTLINES)
def test_headings_of_samples(name: str) -> None:
    """Every sample, whatever its style, gets the headings and depths a reader would give it."""
    text = sample(name)
    lines = Lines(text)
    found = [
        (lines.number_at(section.heading.start), len(section.headings), section.headings[-1])
        for section in outline(text).sections
        if section.heading
    ]
    assert found == TRUE_OUTLINES[name]


@pytest.mark.parametrize("name", TRUE_CODE)
def test_code_of_samples_is_kept_whole(name: str) -> None:
    """Diagrams, JSON, YAML, scripts and boxes are one block each."""
    text = sample(name)
    lines = Lines(text)
    found = [
        (lines.number_at(block.start), lines.number_at(block.end - 1))
        for block in blocks(outline(text))
        if block.kind is BlockKind.CODE
    ]
    assert found == TRUE_CODE[name]


def test_a_heading_stands_without_its_decoration_but_its_extent_has_it() -> None:
    """The underline belongs to the heading, so no block begins with it."""
    text = "Soup\n====\nSalt it late.\n"
    [section] = outline(text).sections
    assert section.headings == ("Soup",)
    assert section.heading is not None
    assert section.heading.text_in(text) == "Soup\n===="
    assert [text[block.start : block.end] for block in section.blocks] == ["Salt it late."]


def test_text_before_the_first_heading_has_no_path() -> None:
    """What stands above all headings is a section of its own."""
    first, second = outline("Written on the train, badly.\n\n== Day one ==\nRain.\n").sections
    assert (first.headings, first.heading) == ((), None)
    assert second.headings == ("Day one",)


def test_a_bare_bullet_takes_the_next_line() -> None:
    """Exports that put the bullet on a line of its own lose no item."""
    text = sample("apiary-export")
    block = block_at(text, "-\nkeep her caged")
    assert (block.kind, text[block.start : block.end]) == (
        BlockKind.ITEM,
        "-\nkeep her caged for three days",
    )


def test_an_answer_is_led_by_its_question() -> None:
    """A flash card stays together, and so does what is added under the answer."""
    text = sample("choir-cards")
    assert lead_of(text, "A: down and") == "Q: Where does the breath go?"
    assert lead_of(text, "more in winter") == "Q: How long is the warm-up?"
    assert block_at(text, "Q: How long").kind is BlockKind.LABEL


def test_rows_are_led_by_the_header() -> None:
    """A row of a table is quoted with the names of its columns."""
    text = sample("harbour-office")
    assert lead_of(text, "10 to 15") == "length     day     week"
    assert lead_of(text, "Bertil") == "name | hours | extension"


def test_items_are_led_by_label_and_parent() -> None:
    """A nested item is led by its parent, an outer one by the label above the list."""
    text = sample("reading-diary")
    assert lead_of(text, "- the flood") == "What I liked:"
    parent = block_at(text, "- the aunt")
    assert lead_of(text, "- her recipe") == text[parent.start : parent.end]
    assert text[parent.start : parent.end].endswith("anyone asked for")


def test_wrapped_prose_is_one_paragraph_and_facts_are_one_each() -> None:
    """Lines broken at a margin belong together; lines that end where the thought ends do not."""
    wrapped = sample("reading-diary")
    paragraph = block_at(wrapped, "I gave it")
    assert wrapped[paragraph.start : paragraph.end].endswith("in the attic.")
    facts = sample("choir-cards")
    fact = block_at(facts, "Madrigal")
    assert facts[fact.start : fact.end] == "Madrigal: two parts, no piano, page 4"


def test_an_empty_text_has_no_sections() -> None:
    """White space is no text."""
    assert outline("").sections == ()
    assert outline(" \n\t\r\n\u2028").sections == ()


PIECES = st.sampled_from(
    [
        "- ",
        "-",
        "* ",
        "** ",
        "1. ",
        "1.1 ",
        "# ",
        "=== ",
        " ===",
        "---",
        "======",
        "```",
        "~~~",
        "Q: ",
        "A: ",
        "{",
        "}",
        '"a":',
        "[",
        "]",
        "(",
        "|",
        " | ",
        ":",
        ".",
        "?",
        "key:",
        "key: v",
        "graph TD",
        "A --> B",
        "subgraph x",
        "end",
        "a: |",
        "Word",
        "X - Y",
        "EC - Redis",
        "word",
        "ElasticCache",
        "+--",
        "#!/",
        "$ x",
        ");",
        "e.g. x",
        "é",
        "─",
        "\u2028",
        "\x0c",
        "\x85",
        "\x1c",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


def extents(section: Section) -> list[tuple[int, int]]:
    """Where the heading and the blocks of a section stand."""
    heading = [(section.heading.start, section.heading.end)] if section.heading else []
    return heading + [(block.start, block.end) for block in section.blocks]


@given(TEXTS)
def test_every_character_has_one_place(text: str) -> None:
    """What is not white space lies in exactly one heading or block, and these are in order."""
    found = [extent for section in outline(text).sections for extent in extents(section)]
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    edges = [0, *(edge for extent in found for edge in extent), len(text)]
    between = [text[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(between).strip()


@given(TEXTS)
def test_leads_stand_above(text: str) -> None:
    """What leads a block ends before the block begins, and is itself one block or table head."""
    found = blocks(outline(text))
    whole = {(block.start, block.end) for block in found}
    for block in found:
        if block.lead:
            assert block.lead.end <= block.start
            assert (block.lead.start, block.lead.end) in whole


@given(TEXTS)
def test_paths_end_with_the_heading(text: str) -> None:
    """A section has a path exactly if it has a heading, and the path ends with its words."""
    for section in outline(text).sections:
        assert bool(section.headings) == (section.heading is not None)
        if section.heading:
            assert section.headings[-1] in section.heading.text_in(text)


@given(TEXTS)
def test_line_ends_do_not_matter(text: str) -> None:
    """A note saved with other line ends keeps its headings."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    windows = plain.replace("\n", "\r\n")
    paths = [section.headings for section in outline(plain).sections]
    assert [section.headings for section in outline(windows).sections] == paths


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "{\n",
        "[1,\n",
        '{"a": [\n',
        '\\"',
        "x - y ",
        "X - y\n",
        "a: b\n",
        "a:\n",
        "- a:\n",
        "1. a\n",
        "a | b\n",
        "a  b",
        "-\n",
        "graph TD\nA[b\n",
        "Abc\n\n",
        "```\n~~~\n",
        "a:\n- a\n",
    ],
)
def test_no_text_takes_quadratic_time(piece: str) -> None:
    """Twenty thousand lines or one huge line, whatever is repeated, are read in seconds."""
    count = 20_000 if "\n" in piece else 1_000_000
    assert outline(piece * count).sections
