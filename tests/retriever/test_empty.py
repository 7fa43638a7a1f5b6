"""Headings that the notes have with nothing under them."""

from collections.abc import Callable

import pytest

from retriever import Answer, Assistant, NotInNotes

Ask = Callable[[dict[str, str | bytes]], Assistant]

NOTE = """# VPC - Virtual private cloud

A network of your own.

## VPC - endpoints

Endpoints keep traffic inside the VPC.

## VPC - flow logs

## VPC - peering

Peering is not transitive.

# Storage

## Storage - classes

- standard
- archive
"""


@pytest.mark.parametrize(
    "question",
    ["What are VPC flow logs?", "flow logs", "how do VPC flow logs work?", "Explain flow logs"],
)
def test_the_refusal_names_the_empty_heading(ask: Ask, question: str) -> None:
    """With its note and its line, as it is written there; how it is asked does not matter."""
    reply = ask({"aws.md": NOTE}).ask(question)

    assert isinstance(reply, NotInNotes)
    assert reply.reason == (
        'Your notes have a heading "VPC - flow logs" (aws.md, line 9), with nothing under it.'
    )
    assert reply.confidence == 0


@pytest.mark.parametrize(
    "question",
    ["What are VPC endpoints?", "is peering transitive?", "which storage classes are there?"],
)
def test_a_heading_with_text_is_answered_from_it(ask: Ask, question: str) -> None:
    """Also one whose text stands under the headings below it."""
    reply = ask({"aws.md": NOTE}).ask(question, sure=0)

    assert isinstance(reply, Answer)
    assert reply.confidence > 0


@pytest.mark.parametrize(
    "question",
    ["How much do VPC flow logs cost?", "who named the flow?", "VPC", "Storage"],
)
def test_another_question_is_not_about_the_heading(ask: Ask, question: str) -> None:
    """It has words that the heading lacks, or lacks words of the heading."""
    reply = ask({"aws.md": NOTE}).ask(question, sure=1)

    assert isinstance(reply, NotInNotes)
    assert "with nothing under it" not in reply.reason
    assert reply.confidence > 0


def test_what_is_said_elsewhere_is_quoted(ask: Ask) -> None:
    """An empty heading does not keep another note from answering."""
    other = "# Monitoring\n\nVPC flow logs record the traffic of a network.\n"

    reply = ask({"aws.md": NOTE, "other.md": other}).ask("What are VPC flow logs?", sure=0)

    assert isinstance(reply, Answer)
    assert reply.confidence > 0
    assert "record the traffic" in reply.citations[0].quote


def test_a_compound_name_may_be_asked_in_words(ask: Ask) -> None:
    """`DeleteOnTermination` is three words, one of them a small one."""
    text = "# EBS\n\nA network drive.\n\n## EBS - DeleteOnTermination\n"

    for question in ("DeleteOnTermination", "EBS delete on termination"):
        reply = ask({"ebs.md": text}).ask(question)
        assert isinstance(reply, NotInNotes)
        assert '"EBS - DeleteOnTermination" (ebs.md, line 5)' in reply.reason


@pytest.mark.parametrize("question", ["When were the Perseids seen?", '"Perseids"'])
def test_a_word_of_a_bare_heading_is_not_said_to_be_missing(ask: Ask, question: str) -> None:
    """No text has it, and the notes do: the refusal says where."""
    reply = ask({"sky.md": "# Sky\n\nIt was cloudy.\n\n## Perseids in August\n"}).ask(
        question, sure=1.0
    )

    assert isinstance(reply, NotInNotes)
    assert reply.reason.startswith(
        'The word "Perseids" stands only in a heading "Perseids in August" (sky.md, line 5),'
        " with no text under it"
    )
