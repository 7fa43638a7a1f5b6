"""Passages found by words and by meaning, scored together."""

from collections.abc import Callable

import pytest

from index import Encoder, Store, open_dense
from retriever import Assistant
from retriever.query import understand
from retriever.search import Match, search
from retriever.settings import SearchWeights

Notes = dict[str, str | bytes]


def _search(store: Store, encoder: Encoder, question: str) -> list[Match]:
    query = understand(store, encoder, question)
    vector = encoder.embed([query.asked])[0]
    return search(store, open_dense(store), query, lambda: vector, SearchWeights())


def test_the_passage_that_shares_the_words_comes_first(store: Store, encoder: Encoder) -> None:
    """With the highest share of BM25 and all words of the question."""
    best = _search(store, encoder, "How long are unread messages kept?")[0]

    assert best.stored.passage.headings == ("SQS", "Retention")
    assert best.lexical == 1
    assert 0 < best.coverage < 1  # "long" stands in "longest" only


def test_every_candidate_has_every_signal(store: Store, encoder: Encoder) -> None:
    """Whichever side nominated it, within the limits that are promised."""
    found = _search(store, encoder, "unread messages")

    assert len(found) == store.count("passages")  # vector search nominates 50
    for match in found:
        assert 0 <= match.lexical <= 1
        assert -1.001 <= match.dense <= 1.001
        assert 0 <= match.coverage <= 1
        assert match.best_unit >= match.unit_cosines.max()
    assert [match.score for match in found] == sorted((m.score for m in found), reverse=True)


def test_a_question_in_no_known_words_still_finds_the_nearest(
    store: Store, encoder: Encoder
) -> None:
    """Full-text search finds nothing; the vectors do."""
    found = _search(store, encoder, "zookeeper")

    assert found
    assert {match.lexical for match in found} == {0}


def test_equal_scores_keep_the_order_of_the_notes(ask: Callable[[Notes], Assistant]) -> None:
    """The same text twice: the first note first, every time."""
    text = "# Basil\n\nBasil likes sun.\n"
    assistant = ask({"b.md": text, "a.md": text})

    found = assistant.search("basil sun")

    assert [hit.passage.span.note_id for hit in found] == ["a.md", "b.md"]
    assert found[0].score == found[1].score


def test_a_search_returns_at_most_what_is_asked_for(ask: Callable[[Notes], Assistant]) -> None:
    """And all there is where that is less; ranks count from 1."""
    assistant = ask({"a.md": "# A\n\nBasil.\n\n# B\n\nBasil and sun.\n\n# C\n\nRain.\n"})

    assert [hit.rank for hit in assistant.search("basil", limit=2)] == [1, 2]
    assert len(assistant.search("basil", limit=1000)) == 3
    assert assistant.search("basil", limit=0) == ()


@pytest.mark.parametrize(
    ("question", "first", "how_many"),
    [
        ("E1234", "E1234", 2),
        ("what does e1235 mean?", "", 2),
        ("E1234 E1235", "Both", 1),
        ("the fan and E1235", "", 3),  # "fan" is a word like others
        ("E1236", "", 3),  # nobody has it
    ],
)
def test_an_identifier_is_found_by_its_letters(
    ask: Callable[[Notes], Assistant], question: str, first: str, how_many: int
) -> None:
    """What does not have it is no hit, however near its vector may lie."""
    text = "# E1234\n\nThe disk.\n\n# E1235\n\nThe fan.\n\n# Both\n\nE1234 comes with E1235.\n"
    found = ask({"errors.md": text}).search(question)

    assert len(found) == how_many
    assert not first or found[0].passage.headings[-1] == first
