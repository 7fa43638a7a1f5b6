"""Other names that the notes have for what a question asks about."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Encoder, Store, open_dense
from retriever.aliases import other_names
from retriever.query import understand
from retriever.search import search
from retriever.settings import SearchWeights
from retriever.stems import stems

Notes = dict[str, str | bytes]

NOTES: Notes = {
    "sqs.md": "---\naliases: [mailbox]\n---\n# SQS - Simple Queue Service\n\nKeeps messages.\n",
    "errors.md": "# Errors\n\nA dead letter queue (DLQ) takes them.\n\n## Full\n\nA full DLQ.\n",
    "links.md": "# Links\n\nSee [[sqs|the queue thing]] and [[sqs|it]].\n",
    "streams.md": "# KDS - Kineses Data Streams\n\nShards.\n",
}


@pytest.fixture
def named(build: Callable[[Notes], Path]) -> Iterator[Store]:
    """An index of notes that explain what they call things."""
    store = Store(build(NOTES))
    yield store
    store.close()


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What is SQS?", ("SQS", "Simple Queue Service")),
        ("simple queue services?", ("Simple Queue Service", "SQS")),
        ("why is a Dead-Letter Queue full", ("dead letter queue", "DLQ")),
        ("how many DLQs are there", ("DLQ", "dead letter queue")),
        ("where is the queue thing", ("the queue thing", "sqs")),
    ],
)
def test_both_ways(named: Store, question: str, shown: tuple[str, str]) -> None:
    """From the abbreviation to the words and back, in any form of writing."""
    assert shown in other_names(named, question).shown


@pytest.mark.parametrize("question", ["a simple queue", "it is dead", "what is S3", ""])
def test_part_of_a_name_is_no_name(named: Store, question: str) -> None:
    """Nor is a link's text that means anything."""
    assert other_names(named, question).shown == ()


def test_what_is_searched_beside(named: Store) -> None:
    """The words in a row; together they stand for the abbreviation."""
    found = other_names(named, "DLQ")

    assert found.searched == ("dead letter queue",)
    assert found.stems == {"dlq": (frozenset({"dead", "letter", "queue"}),)}
    assert other_names(named, "DLQ, the dead letter queue").shown == ()


def test_a_name_covers_the_other_one(named: Store) -> None:
    """As if the text had the words of the question."""
    query = understand(named, Encoder(named.info().identity), "Who empties the DLQ?")

    assert query.searched_as == "Who empties the DLQ? (DLQ = dead letter queue)"
    assert query.asked == "Who empties the DLQ?"
    assert query.also == ("dead letter queue",)
    assert query.coverage(stems("a dead letter queue")) == query.coverage(stems("dlq")) > 0
    assert query.coverage(stems("a dead queue")) == 0


def test_a_declared_name_is_known(named: Store) -> None:
    """Though no passage has it: front matter is not searched."""
    encoder = Encoder(named.info().identity)
    query = understand(named, encoder, "mailbox")

    assert (query.terms, query.unknown) == (("mailbox",), ())
    assert query.also == ("sqs simple queue service",)
    vector = encoder.embed([query.asked])[0]
    best = search(named, open_dense(named), query, lambda: vector, SearchWeights())[0]
    assert best.stored.passage.span.note_id == "sqs.md"
    assert best.coverage == 1


def test_a_name_in_right_spelling(named: Store) -> None:
    """The notes misspell the name, the question does not; and the other way round."""
    encoder = Encoder(named.info().identity)

    query = understand(named, encoder, "Kinesis data streams")
    assert query.searched_as == ("kineses data streams (Kineses Data Streams = KDS)")
    assert "kds" in query.also
    assert understand(named, encoder, "simple queeue service").also == ("sqs",)
