"""What speaks for a quote, and where."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retriever import Answer, Assistant, Evidence, Mark
from retriever.asked import asked_for
from retriever.evidence import evidence
from retriever.query import Query
from retriever.stems import stems
from retriever.wording import content_terms

QUOTE = "Unread messages are kept for 4 days. Dead letters are kept for longer."
OTHER_NAMES = {"sq": (frozenset({"simpl", "queue"}),)}
_words = st.lists(
    st.sampled_from(
        "queue Queues MESSAGE dead-letter 4 days of the Ada über ß 🦉 . - \n".split(" ")
    ),
    max_size=12,
).map(" ".join)


def _query(question: str) -> Query:
    terms = tuple(content_terms(question))
    weights = {stem: 1.0 for term in terms for stem in stems(term)}
    return Query(question, question, terms, (), weights, question, stands_for=OTHER_NAMES)


def _evidence(
    question: str, quote: str, *context: str, best: tuple[int, int] | None = None
) -> Evidence:
    return evidence(_query(question), asked_for(question), quote, context, best)


def _marked(quote: str, marks: tuple[Mark, ...]) -> list[str]:
    return [quote[mark.start : mark.end] for mark in marks]


def test_every_word_of_the_question_is_accounted_for() -> None:
    """In the quote in any form, in its headings, or in neither; small words are left out."""
    found = _evidence(
        "How long does an SQS queue keep a message in Bergamo?", QUOTE, "SQS", "Queue"
    )

    assert found.in_quote == ("message",)
    assert found.in_headings == ("SQS", "queue")
    assert found.missing == ("long", "keep", "Bergamo")
    assert _marked(QUOTE, found.shared) == ["messages"]


def test_a_word_that_is_said_twice_is_named_once() -> None:
    """Whether it has a capital or not."""
    assert _evidence("queue, Queue, QUEUE", "A queue.").in_quote == ("QUEUE",)


def test_another_name_counts_as_a_whole() -> None:
    """One word of it alone is another thing."""
    whole, part = "The simple queue waits.", "A simple loaf."

    assert _evidence("SQS", whole).in_quote == ("SQS",)
    assert _marked(whole, _evidence("SQS", whole).shared) == ["simple", "queue"]
    assert _evidence("SQS", part) == Evidence(missing=("SQS",))


def test_the_values_that_were_asked_for_are_marked() -> None:
    """Only those where the answer stands."""
    marks = _evidence("How long are they kept?", QUOTE, best=(0, 36)).answering

    assert _marked(QUOTE, marks) == ["4 days"]


def test_without_a_value_the_part_that_answers_is_marked() -> None:
    """But not where it is all of the quote, or where nobody can tell."""
    assert _evidence("letters", QUOTE, best=(37, 70)).answering == (Mark(37, 70),)
    assert _evidence("letters", QUOTE, best=(0, len(QUOTE))).answering == ()
    assert _evidence("letters", QUOTE).answering == ()


@pytest.mark.parametrize(
    ("quote", "names"),
    [
        ("It was built by Ada Lovelace and José Müller-Ek.", ["Ada Lovelace", "José Müller-Ek"]),
        ("Ada Lovelace built it. The Garden is hers.", ["Ada Lovelace", "Garden"]),
        ("Ask Łukasz O'Brien or McDonald about SQS.", ["Łukasz O'Brien", "McDonald"]),
        ("Nobody knows.", []),
    ],
)  # fmt: skip
def test_names_are_marked_whole(quote: str, names: list[str]) -> None:
    """With accents, hyphens and all; the first word of a sentence alone is no name."""
    assert _marked(quote, _evidence("Who built it?", quote).answering) == names


@given(_words, _words, _words, st.data())
def test_marks_are_in_order_and_inside(
    question: str, quote: str, heading: str, data: st.DataObject
) -> None:
    """Whatever is asked and quoted; a word is marked exactly where one is said to be there."""
    assume(content_terms(question))
    start = data.draw(st.integers(0, len(quote)))
    end = data.draw(st.integers(start, len(quote)))
    found = _evidence(f"Who, and how many {question}", quote, heading, best=(start, end))

    for marks in (found.answering, found.shared):
        places = [place for mark in marks for place in (mark.start, mark.end)]
        assert places == sorted(places)
        assert all(0 <= mark.start < mark.end <= len(quote) for mark in marks)
    assert all(start <= mark.start and mark.end <= end for mark in found.answering)
    assert bool(found.in_quote) == bool(found.shared)
    said = (*found.in_quote, *found.in_headings, *found.missing)
    assert len(set(said)) == len(said)


def test_the_evidence_of_an_answer_fits_its_quote(vault: Assistant) -> None:
    """In the sample notes, for every quote shown."""
    for question in ("How long is the visibility timeout?", "What are the lifecycle hooks?"):
        reply = vault.ask(question, sure=0)
        assert isinstance(reply, Answer)
        for citation in reply.citations:
            found = citation.evidence
            assert found.in_quote or found.in_headings or found.missing
            assert all(mark.end <= len(citation.quote) for mark in found.answering + found.shared)
