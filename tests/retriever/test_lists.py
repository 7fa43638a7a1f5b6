"""Which questions want a list, and where the lists of a passage stand."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import Passage, units
from retriever.lists import FoundList, find_lists, wants_list

Cut = Callable[[str], list[Passage]]


@pytest.mark.parametrize(
    "question",
    [
        "which EBS volume types are there?",
        "List the EC2 purchase options",
        "please list all maincrop potatoes",
        "How many kinds of load balancers are there?",
        "how many storage classes do I have?",
        "What are the steps to restore a backup?",
        "what are my three rules for the oven",
        "Name the four food groups",
        "What types of endpoints exist?",
        "Which two chemicals must never meet?",
        "What's in the first aid kit?",
        "walk me through the release",
        "Which criteria apply to a grant?",
    ],
)
def test_a_question_for_several_things_wants_a_list(question: str) -> None:
    """By its wording alone."""
    assert wants_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "how long does a queue keep messages?",
        "Which volume is the cheapest?",
        "which ocean is the smallest?",
        "Which directive forbids keeping any copy?",
        "how many messages may be in one batch?",
        "what is a dead letter queue?",
        "what does a load balancer do?",
        "When is the list due?",
        "why are retries slow",
        "who wrote the shopping list?",
        "",
    ],
)
def test_a_question_for_one_thing_does_not(question: str) -> None:
    """Not even where it has a plural in it."""
    assert not wants_list(question)


def _lists(text: str, passages: Cut) -> list[list[str]]:
    """The beginning of each item of each list; what leads to a list comes first, in brackets."""
    passage = passages(text)[0]
    pieces = units(passage)

    def shown(number: int) -> str:
        return text[pieces[number].start : pieces[number].end].partition("\n")[0].strip(" -|")

    def named(found: FoundList) -> list[str]:
        lead = [f"[{shown(found.first)}]"] if found.has_lead else []
        return [*lead, *(shown(item) for item in found.items)]

    return [named(found) for found in find_lists(passage, pieces)]


def test_items_right_under_a_heading_are_a_list(passages: Cut) -> None:
    """Nothing but the heading leads to them."""
    assert _lists("# Tea\n\n- green\n- black\n- white\n", passages) == [["green", "black", "white"]]


def test_nested_items_are_a_list_of_their_own_and_belong_to_the_outer_one(passages: Cut) -> None:
    """The outer list counts its own items only, and reaches to the last nested one."""
    text = "- Tea\n  - green\n  - black\n- Coffee\n  - mocha\n  - filter\n"
    passage = passages(text)[0]

    outer = find_lists(passage, units(passage))[-1]

    assert _lists(text, passages) == [
        ["[Tea]", "green", "black"],
        ["[Coffee]", "mocha", "filter"],
        ["Tea", "Coffee"],
    ]
    assert (outer.first, outer.last, outer.depth) == (0, 5, 0)


def test_a_sentence_with_a_colon_leads_to_a_list(passages: Cut) -> None:
    """As a label does."""
    text = "A paragraph that comes before.\n\nThere are two kinds of it:\n\n- green\n- black\n"

    assert _lists(text, passages) == [["[There are two kinds of it:]", "green", "black"]]


def test_the_rows_of_a_table_are_a_list(passages: Cut) -> None:
    """The header row leads to it."""
    text = "| What | Value |\n|---|---|\n| Size | 256 KB |\n| Batch | 10 |\n"

    assert _lists(text, passages) == [["[What | Value]", "Size | 256 KB", "Batch | 10"]]


def test_items_that_go_on_after_other_text_are_also_one_list(passages: Cut) -> None:
    """Each run alone, then all of them."""
    text = "- green\n- black\n\nBoth are tea.\n\n- mocha\n- filter\n"

    assert _lists(text, passages) == [
        ["green", "black"],
        ["mocha", "filter"],
        ["green", "black", "mocha", "filter"],
    ]


def test_a_list_whose_lead_is_in_an_earlier_passage_is_cut(passages: Cut) -> None:
    """That it is not whole can be known."""
    text = "- Kinds of tea\n" + "".join(f"  - tea number {n} from the hill\n" for n in range(20))

    first, later = passages(text)[:2]

    assert not find_lists(first, units(first))[0].is_cut
    assert find_lists(later, units(later))[0].is_cut


_LINE = st.sampled_from(
    [
        "# Tea",
        "- item",
        "  - nested item",
        "1. first",
        "| a | b |",
        "|---|---|",
        "Text:",
        "Text",
        "",
    ]
)


@given(st.lists(_LINE, max_size=25))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_lies_in_its_passage(passages: Cut, lines: list[str]) -> None:
    """Whatever the Markdown: its items are in order, and between its first and last unit."""
    for passage in passages("\n".join(lines)):
        pieces = units(passage)
        for found in find_lists(passage, pieces):
            assert list(found.items) == sorted(set(found.items))
            assert all(found.first <= item <= found.last for item in found.items)
            assert 0 <= found.first <= found.last < len(pieces)
