"""Follow-ups, and whether what they ask anew is spoken of in what was found."""

import pytest

from index import Store
from retriever import RankerWeights, rank
from retriever.finder import Finder
from retriever.leaning import doubt

EARLIER = ["How long are unread messages kept?"]


@pytest.mark.parametrize(
    ("question", "history", "is_doubted"),
    [
        ("and the insurance?", EARLIER, True),
        ("and its price?", EARLIER, True),
        ("and its retention?", EARLIER, False),  # in the heading
        ("and the longest?", EARLIER, False),  # in the quote
        ("and for SQS?", EARLIER, False),  # in the headings above
        ("and why?", EARLIER, False),  # nothing of its own
        ("What does the insurance of unread messages cost?", EARLIER, False),  # no follow-up
    ],
)
def test_a_follow_up_is_doubted_where_nothing_of_its_own_is_spoken_of(
    store: Store, ranker: RankerWeights, question: str, history: list[str], is_doubted: bool
) -> None:
    """A first question never is: the reader has judged all of its words."""
    finder = Finder(store, ranker, None)
    found = finder.read(*finder.search(question, history))
    best = rank(found.passages, found.query, ranker.spans, 1)[0]

    assert (doubt(found.query, best) > 0) is is_doubted
