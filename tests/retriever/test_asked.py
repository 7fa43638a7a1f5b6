"""What kind of answer a question wants, and whether a text has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.asked import asked_for

KINDS = {"number", "time", "reason", "person", "difference"}


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many hours of sun do tomatoes need?", {"number"}),
        ("What is the maximum message size?", {"number"}),
        ("HOW LONG are messages kept?", {"number"}),
        ("When does the café open?", {"time"}),
        ("Which month do I sow basil?", {"time"}),
        ("Why water them at the root?", {"reason"}),
        ("Who wrote the last note?", {"person"}),
        ("What is the difference between a queue and a topic?", {"difference"}),
        ("How long do they wait, and why?", {"number", "reason"}),
        ("What is basil?", set()),
        ("How does a queue work?", set()),
        ("Is the showhow minimal?", set()),
        ("", set()),
    ],
)
def test_the_wording_says_what_is_wanted(question: str, kinds: set[str]) -> None:
    """One kind, several, or none that can be told; whole words only."""
    assert asked_for(question).kinds == kinds


def test_lists_and_code_are_wanted_too() -> None:
    """A list by the same words that decide how much is quoted."""
    assert asked_for("Which EBS volume types are there?").whole_list
    assert not asked_for("Which type is cheapest?").whole_list
    assert asked_for("Show me an example policy in JSON").code
    assert not asked_for("What is a policy?").code


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("How many messages in a batch?", "| Batch | 10 messages |", {"number"}),
        ("How many legs has it?", "It has four legs.", {"number"}),
        ("How many legs has it?", "It has legs.", set()),
        ("When do figs ripen?", "In August.", {"time"}),
        ("When do figs ripen?", "They ripen.", set()),
        ("Why water at the root?", "because wet leaves catch blight", {"reason"}),
        ("Why water at the root?", "Water at the root.", set()),
        ("Who keeps the key?", "The key is with Anna.", {"person"}),
        ("Who keeps the key?", "The key hangs there.", set()),
        ("Compare tea and coffee", "Tea is milder than coffee.", {"difference"}),
        ("What is basil?", "10 herbs, because Anna says so, not only here.", set()),
    ],
)
def test_a_text_meets_what_is_wanted(question: str, text: str, met: set[str]) -> None:
    """What is there but was not asked for counts nothing."""
    found = asked_for(question).met_by(text)

    assert found.keys() == KINDS
    assert {kind for kind, there in found.items() if there} == met


@given(st.text(), st.text())
def test_nothing_is_met_that_is_not_wanted(question: str, text: str) -> None:
    """Whatever is asked, and whatever the text."""
    asked = asked_for(question)

    assert asked.kinds <= KINDS
    assert {kind for kind, there in asked.met_by(text).items() if there} <= asked.kinds
