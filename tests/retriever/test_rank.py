"""The best spans, in order."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from ingest import units
from retriever import Assistant, Found, RankerWeights, candidates
from retriever.rank import RankedSpan, rank

Find = Callable[[str], Found]


def _rank(found: Found, ranker: RankerWeights, limit: int = 1000) -> list[RankedSpan]:
    return rank(found.passages, found.query, ranker.spans, limit)


def test_spans_come_best_first_and_never_overlap(find: Find, ranker: RankerWeights) -> None:
    """Even when so many are asked for that all are given."""
    found = _rank(find("How long are messages kept?"), ranker)

    evidence = [ranked.evidence for ranked in found]
    assert evidence == sorted(evidence, reverse=True)
    assert len(found) > 5
    for one, other in combinations(found, 2):
        if one.match.stored.passage.span.note_id == other.match.stored.passage.span.note_id:
            assert one.span.end <= other.span.start or other.span.end <= one.span.start


def test_probabilities_are_shares_of_one(find: Find, ranker: RankerWeights) -> None:
    """Spans that overlap a better one have theirs too, so the sum is at most 1."""
    found = _rank(find("How long are messages kept?"), ranker)

    assert all(0 < ranked.probability <= 1 for ranked in found)
    assert sum(ranked.probability for ranked in found) <= 1 + 1e-9


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_fewer_spans_are_the_first_of_more(find: Find, ranker: RankerWeights, limit: int) -> None:
    """The limit changes nothing else."""
    found = find("How many hours of sun do tomatoes need?")

    chosen = _rank(found, ranker, limit)

    assert len(chosen) == limit
    assert chosen == _rank(found, ranker)[:limit]


def test_without_weights_the_order_is_that_of_the_passages(find: Find) -> None:
    """All spans are equally good, and share the probability."""
    found = find("How many hours of sun do tomatoes need?")

    chosen = rank(found.passages, found.query, {}, 3)

    every = list(candidates(found.passages, found.query))
    assert (chosen[0].match, chosen[0].span) == (every[0].match, every[0].span)
    assert {one.probability for one in chosen} == {1 / len(every)}


def test_what_answers_is_the_best_unit_of_a_span(find: Find, ranker: RankerWeights) -> None:
    """The one with the reader's highest score, the first of equals; always inside."""
    found = find("How long are messages kept?")
    read = {one.match.stored.number: one for one in found.passages}

    for ranked in _rank(found, ranker):
        one, span = read[ranked.match.stored.number], ranked.span
        scores = one.units[span.first : span.last + 1].tolist()
        best = span.first + scores.index(max(scores))
        unit = units(ranked.match.stored.passage)[best]
        assert (ranked.answering.start, ranked.answering.end) == (unit.start, unit.end)
        assert span.start <= unit.start < unit.end <= span.end


def test_nothing_found_is_nothing_ranked(find: Find, ranker: RankerWeights) -> None:
    """An index without passages has no best one."""
    assert rank([], find("basil").query, ranker.spans, 3) == []


def test_a_passage_without_units_offers_no_quote(find: Find, ranker: RankerWeights) -> None:
    """Alone it leaves nothing to rank; beside others it takes nothing from them."""
    found = find("tomatoes blight")
    read = found.passages[0]
    passage = replace(read.match.stored.passage, blocks=())
    match = replace(
        read.match,
        stored=replace(read.match.stored, passage=passage),
        unit_cosines=read.match.unit_cosines[:0],
    )
    bare = replace(read, match=match, units=read.units[:0])

    assert rank([bare], found.query, ranker.spans, 3) == []
    beside = rank([bare, *found.passages], found.query, ranker.spans, 3)
    assert [one.span for one in beside] == [one.span for one in _rank(found, ranker, 3)]


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

    reply = assistant.ask("At how many degrees is green tea brewed?", answers=1, sure=0)

    assert "75 degrees" in reply.citations[0].quote  # type: ignore[union-attr]
