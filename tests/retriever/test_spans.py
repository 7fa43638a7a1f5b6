"""The pieces of a passage that could be quoted as the answer."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import Passage
from retriever.spans import (
    LONGEST_LIST,
    LONGEST_QUOTE,
    LONGEST_WANTED_LIST,
    Shape,
    answer_spans,
)

Cut = Callable[[str], list[Passage]]


def _quotes(text: str, passage: Passage) -> dict[str, Shape]:
    return {text[span.start : span.end]: span.shape for span in answer_spans(passage)}


def test_a_paragraph_is_quoted_alone_or_with_its_heading(passages: Cut) -> None:
    """The heading may be what answers: `what is ...?`."""
    text = "# Basil\n\nA herb.\n"

    assert _quotes(text, passages(text)[0]) == {
        "# Basil\n\nA herb.": Shape.WITH_HEADING,
        "A herb.": Shape.UNIT,
    }


def test_neighbours_are_quoted_together(passages: Cut) -> None:
    """With what stands between them, as it stands there."""
    text = "One.\n\nTwo.\n\nThree.\n"

    found = _quotes(text, passages(text)[0])

    assert found == {
        "One.": Shape.UNIT,
        "Two.": Shape.UNIT,
        "Three.": Shape.UNIT,
        "One.\n\nTwo.": Shape.PAIR,
        "Two.\n\nThree.": Shape.PAIR,
    }


def test_a_nested_item_is_quoted_with_its_parent(passages: Cut) -> None:
    """And all items together as a list."""
    text = "- Tea\n  - green\n  - black\n"

    found = _quotes(text, passages(text)[0])

    assert found["- Tea\n  - green"] is Shape.WITH_LEAD
    assert found["- Tea\n  - green\n  - black"] is Shape.WITH_LEAD
    assert found["- black"] is Shape.UNIT


def test_a_row_is_quoted_with_its_header_and_a_header_never_alone(passages: Cut) -> None:
    """A header row says nothing by itself."""
    head = "| What | Value |\n|---|---|"
    text = f"{head}\n| Size | 256 KB |\n| Batch | 10 |\n"

    found = _quotes(text, passages(text)[0])

    assert found[f"{head}\n| Size | 256 KB |"] is Shape.WITH_LEAD
    assert found["| Size | 256 KB |"] is Shape.UNIT
    assert found[f"{head}\n| Size | 256 KB |\n| Batch | 10 |"] is Shape.WITH_LEAD
    assert head not in found


def test_a_heading_above_a_table_is_not_quoted_with_its_header(passages: Cut) -> None:
    """That would be two lines that say nothing."""
    text = "# Limits\n\n| What | Value |\n|---|---|\n| Size | 256 KB |\n"

    assert Shape.WITH_HEADING not in _quotes(text, passages(text)[0]).values()


def test_a_later_passage_of_a_section_goes_without_the_heading(passages: Cut) -> None:
    """The heading is too far away to be one quote with it."""
    text = "# Long\n\n" + "\n\n".join(f"Sentence {n} has six words." for n in range(20))

    first, *later = passages(text)

    assert later
    assert Shape.WITH_HEADING in _quotes(text, first).values()
    for passage in later:
        assert Shape.WITH_HEADING not in _quotes(text, passage).values()


@pytest.mark.parametrize(("items", "is_short"), [(8, True), (40, False)])
def test_only_a_short_list_is_quoted_whole(passages: Cut, items: int, is_short: bool) -> None:
    """It may be longer than other quotes, but not endless."""
    text = "- Kinds of tea\n" + "".join(f"  - tea{n:060}\n" for n in range(items))

    shapes = [span.shape for passage in passages(text) for span in answer_spans(passage)]

    assert (Shape.LIST in shapes) == is_short


_LINE = st.sampled_from(
    ["# Tea", "## Black", "- item", "  - nested item", "1. first", "| a | b |", "|---|---|", ""]
) | st.text("ab .:|-#*`\u00e4🍵", max_size=60)


@given(st.lists(_LINE, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_candidates_lie_in_the_note_and_within_the_limits(
    passages: Cut, lines: list[str], line_end: str
) -> None:
    """Whatever the Markdown: in order, each once, blank nowhere at either end."""
    text = line_end.join(lines)
    for passage in passages(text):
        found = answer_spans(passage)
        extents = [(span.start, span.end) for span in found]
        assert extents == sorted(set(extents))
        for span in found:
            quote = text[span.start : span.end]
            assert quote.strip()
            assert span.end <= passage.span.end
            assert span.start >= passage.span.start or span.shape is Shape.WITH_HEADING
            assert len(quote) <= (LONGEST_LIST if span.shape is Shape.LIST else LONGEST_QUOTE)


def test_a_wanted_list_under_its_heading_is_quoted_whole(passages: Cut) -> None:
    """With the heading and without; a question for one thing does not get it."""
    text = "# Kinds of tea\n\n- green\n- black\n- white\n"
    passage = passages(text)[0]

    wanted = {text[span.start : span.end] for span in answer_spans(passage, wants_list=True)}

    assert {text.strip(), "- green\n- black\n- white"} <= wanted
    assert not {text.strip(), "- green\n- black\n- white"} & _quotes(text, passage).keys()


def test_a_wanted_list_may_be_longer(passages: Cut) -> None:
    """There is room for all of it where others have to do with a part."""
    text = "- Kinds of tea\n" + "".join(f"  - tea{n:060}\n" for n in range(12))

    shapes = [
        [span.shape for span in answer_spans(passages(text)[0], wants_list=wanted)]
        for wanted in (False, True)
    ]

    assert Shape.LIST not in shapes[0]
    assert Shape.LIST in shapes[1]


def test_of_a_list_that_is_too_long_the_first_items_are_offered(passages: Cut) -> None:
    """As many as there is room for, and marked as not all."""
    text = "- Kinds of tea\n" + "".join(f"  - tea{n:090}\n" for n in range(30))

    found = answer_spans(passages(text)[0], wants_list=True)

    cut = [span for span in found if not span.whole]
    assert [text[span.start : span.end].count("\n") for span in cut] == [9]
    assert text[cut[0].start : cut[0].end].startswith("- Kinds of tea\n  - tea")
    assert all(span.end - span.start <= LONGEST_WANTED_LIST for span in found)
    assert all(span.whole for span in answer_spans(passages(text)[0]))
