"""What is said about quotes."""

import pytest

from retriever import Difference, Evidence, ListShown
from ui.remarks import difference_words, evidence_words, items_words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (ListShown(7, 7), "7 of 7 items"),
        (ListShown(5, 12), "5 of 12 items: open the note for the rest"),
        (ListShown(5, 12, at_least=True), "5 of at least 12 items: open the note for the rest"),
        (ListShown(7, 7, at_least=True), "7 items: there may be more in the note"),
    ],
)
def test_how_much_of_a_list_is_shown(items: ListShown, words: str) -> None:
    """Whole only where that is known."""
    assert items_words(items) == words


def test_quotes_that_differ_are_named_by_number() -> None:
    """From 1, with the values as they will be shown."""
    found = Difference(1, 2, ("365 days", "356 days"))

    assert difference_words(found, str.upper) == (
        "Your notes differ: 365 DAYS (quote 2), 356 DAYS (quote 3)."
    )


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(), ""),
        (Evidence(in_quote=("queue",)), "It has queue."),
        (Evidence(("a", "b", "c")), "It has a, b and c."),
        (Evidence(in_headings=("sqs",)), "Sqs is in its heading."),
        (Evidence(("queue",), ("SQS", "FIFO")), "It has queue; SQS and FIFO are in its heading."),
        (Evidence(("queue",), missing=("price",)), "It has queue; without price."),
        (Evidence(missing=("a", "b")), "No word of the question is in it: chosen by meaning."),
    ],
)
def test_what_speaks_for_a_quote(evidence: Evidence, words: str) -> None:
    """Which words it has, which are above it, and which it has not."""
    assert evidence_words(evidence) == words
