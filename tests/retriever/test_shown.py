"""How much of a list a quote shows, and what it stands under."""

from collections.abc import Callable

import pytest

from ingest import Passage
from retriever import ListShown
from retriever.shown import list_shown, stands_under
from retriever.spans import answer_spans

Cut = Callable[[str], list[Passage]]

TEAS = "# Tea\n\n- green\n- black\n- white\n- oolong\n"


def _shown(text: str, quote: str, passages: Cut) -> ListShown | None:
    """What is said of `quote`, which is a candidate of one of the passages of `text`."""
    for passage in passages(text):
        for span in answer_spans(passage, wants_list=True):
            if text[span.start : span.end] == quote:
                return list_shown(passage, span, text)
    pytest.fail(f"{quote!r} is no candidate")


def test_a_whole_list_is_shown_whole(passages: Cut) -> None:
    """With its heading or without."""
    whole = TEAS.removeprefix("# Tea\n\n").strip()

    assert _shown(TEAS, whole, passages) == ListShown(4, 4)
    assert _shown(TEAS, TEAS.strip(), passages) == ListShown(4, 4)


def test_one_item_is_no_list(passages: Cut) -> None:
    """Nor are two neighbours, unless there are no more."""
    assert _shown(TEAS, "- green", passages) is None
    assert _shown(TEAS, "- green\n- black", passages) is None
    assert _shown("- green\n- black\n", "- green\n- black", passages) == ListShown(2, 2)


def test_some_items_with_what_leads_to_them_are_part_of_a_list(passages: Cut) -> None:
    """How many there are in all is said."""
    text = "- Tea\n  - green\n  - black\n  - white\n"

    assert _shown(text, "- Tea\n  - green\n  - black", passages) == ListShown(2, 3)


def test_the_outermost_list_counts(passages: Cut) -> None:
    """Nested items are part of an item."""
    text = "- Tea\n  - green\n  - black\n- Coffee\n  - mocha\n"

    assert _shown(text, text.strip(), passages) == ListShown(2, 2)


def test_the_rows_of_a_table_are_items(passages: Cut) -> None:
    """The header row is none."""
    text = "| What | Value |\n|---|---|\n| Size | 256 KB |\n| Batch | 10 |\n"

    assert _shown(text, text.strip(), passages) == ListShown(2, 2)


def test_a_list_that_goes_on_in_the_next_passage_is_not_known_to_be_whole(passages: Cut) -> None:
    """Neither its beginning nor its end."""
    text = "# Tea\n\n" + "".join(f"- tea number {n} comes from hill {n}\n" for n in range(12))
    spans = [
        (
            passage,
            max(answer_spans(passage, wants_list=True), key=lambda span: span.end - span.start),
        )
        for passage in passages(text)
    ]

    found = [list_shown(passage, span, text) for passage, span in spans]

    assert len(found) > 1
    assert all(shown is not None and shown.at_least and not shown.is_whole for shown in found)


def test_a_list_that_ends_with_its_passage_is_whole(passages: Cut) -> None:
    """What follows it is another section, or an item further out."""
    assert _shown(f"{TEAS}\n# Coffee\n\n- mocha\n", TEAS.strip(), passages) == ListShown(4, 4)


def test_front_matter_is_no_earlier_part_of_a_list(passages: Cut) -> None:
    """A note may begin with a list."""
    text = "---\ntags: [tea]\n---\n- green\n- black\n"

    assert _shown(text, "- green\n- black", passages) == ListShown(2, 2)


def test_what_a_quote_stands_under_is_named_outermost_first(passages: Cut) -> None:
    """As far as the quote does not hold it."""
    text = "- Tea\n  - green\n    - from Japan\n"
    passage = passages(text)[0]

    assert stands_under(passage, text.index("- from"), text) == ("- Tea", "- green")
    assert stands_under(passage, text.index("- green"), text) == ("- Tea",)
    assert stands_under(passage, 0, text) == ()


def test_a_row_stands_under_its_header(passages: Cut) -> None:
    """Which says what the cells are."""
    head = "| What | Value |\n|---|---|"
    text = f"{head}\n| Size | 256 KB |\n"

    assert stands_under(passages(text)[0], text.index("| Size"), text) == (head,)
