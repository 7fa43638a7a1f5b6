"""The best spans, in order."""

from collections.abc import Callable
from itertools import combinations

import pytest

from index import Encoder, Store, open_dense
from retriever import Assistant
from retriever.query import Query, understand
from retriever.rank import RankedSpan, rank
from retriever.search import search
from retriever.settings import SearchWeights


def _rank(store: Store, encoder: Encoder, question: str, limit: int) -> list[RankedSpan]:
    query: Query = understand(store, encoder, question)
    return rank(search(store, open_dense(store), query, SearchWeights()), query, limit)


def test_spans_come_best_first_and_never_overlap(store: Store, encoder: Encoder) -> None:
    """Even when so many are asked for that all are given."""
    found = _rank(store, encoder, "How long are messages kept?", 1000)

    evidence = [ranked.evidence for ranked in found]
    assert evidence == sorted(evidence, reverse=True)
    assert len(found) > 5
    for one, other in combinations(found, 2):
        if one.match.stored.passage.span.note_id == other.match.stored.passage.span.note_id:
            assert one.span.end <= other.span.start or other.span.end <= one.span.start


def test_probabilities_are_shares_of_one(store: Store, encoder: Encoder) -> None:
    """Spans that overlap a better one have theirs too, so the sum is at most 1."""
    found = _rank(store, encoder, "How long are messages kept?", 1000)

    assert all(0 < ranked.probability <= 1 for ranked in found)
    assert sum(ranked.probability for ranked in found) <= 1 + 1e-9


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_fewer_spans_are_the_first_of_more(store: Store, encoder: Encoder, limit: int) -> None:
    """The limit changes nothing else."""
    question = "How many hours of sun do tomatoes need?"

    found = _rank(store, encoder, question, limit)

    assert len(found) == limit
    every = _rank(store, encoder, question, 1000)
    assert [one.span for one in found] == [one.span for one in every[:limit]]


def test_nothing_found_is_nothing_ranked(store: Store, encoder: Encoder) -> None:
    """An index without passages has no best one."""
    assert rank([], understand(store, encoder, "basil"), 3) == []


def test_the_line_with_the_answer_is_first(
    ask: Callable[[dict[str, str | bytes]], Assistant],
) -> None:
    """Not the passage's first line, and not a line of another note."""
    assistant = ask(
        {
            "tea.md": "# Tea\n\n- Green tea is brewed at 75 degrees.\n- Black tea needs boiling"
            " water.\n- White tea is brewed for five minutes.\n",
            "sun.md": "# Sun\n\nTomatoes need six hours of sun.\n",
        }
    )

    reply = assistant.ask("At how many degrees is green tea brewed?", answers=1)

    assert "75 degrees" in reply.citations[0].quote  # type: ignore[union-attr]
