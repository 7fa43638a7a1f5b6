"""A kept reply is the reply that was shown."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever import Answer, Difference, Evidence, ListShown, Mark, NotInNotes
from ui.render import PassageView, Place, QuoteView, ReplyView, reply_view
from ui.saving import view_from_json, view_to_json

# All but halves of surrogate pairs: two of them side by side come back as the letter they make.
_text = st.text(max_size=12) | st.sampled_from(
    ["🦉🏽", "\u202eexe.txt", 'a"\\\r\n\x00b', "\u2028é"]
)
_share = st.floats(allow_nan=False)
_places = st.builds(Place, _text, _text)
_quotes = st.builds(
    QuoteView,
    _text,
    place=_places,
    score=_share,
    items=st.none() | _text,
    under=st.lists(_text, max_size=2).map(tuple),
)
_passages = st.builds(PassageView, _text, place=_places, score=_share, lexical=_share, dense=_share)
_views = st.builds(
    ReplyView,
    _text,
    searched_as=st.none() | _text,
    quotes=st.lists(_quotes, max_size=2).map(tuple),
    differences=st.lists(st.builds(Difference), max_size=2).map(tuple),
    reason=st.none() | _text,
    passages=st.lists(_passages, max_size=2).map(tuple),
    sure=_share,
    carried=st.lists(_text, max_size=2).map(tuple),
)


def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    """With its marks, its list, its differences and what was carried over."""
    citation = replace(
        answer.citations[0],
        items=ListShown(5, 12),
        under=("| What | Value |",),
        evidence=Evidence(in_quote=("queue",), answering=(Mark(2, 10),), shared=(Mark(11, 16),)),
    )
    view = reply_view(
        replace(
            answer,
            citations=(citation, citation),
            differences=(Difference(0, 1, ("4 days", "7 days")),),
            carried=("SQS",),
        )
    )

    assert len(view.quotes[0].pieces) == 5
    assert view_from_json(view_to_json(view)) == view


def test_a_decline_comes_back_as_it_was(declined: NotInNotes) -> None:
    """With its reason and the passages that came nearest."""
    view = reply_view(declined)

    assert view_from_json(view_to_json(view)) == view


@given(_views)
def test_any_reply_comes_back_as_it_was(view: ReplyView) -> None:
    """Emoji, reversed text, quotes and backslashes too; on one line of ASCII."""
    kept = view_to_json(view)

    assert view_from_json(kept) == view
    assert kept.isascii()
    assert "\n" not in kept


@pytest.mark.parametrize(
    "damaged",
    ["", "no JSON", "null", "[]", "5", "{}", '{"question": "of another version"}', '[["a", 1]]'],
)
def test_what_is_no_reply_is_refused(damaged: str) -> None:
    """By one kind of error, whatever it is."""
    with pytest.raises(ValueError, match=r"."):
        view_from_json(damaged)


@pytest.mark.parametrize(
    "change",
    [
        {"quotes": None},
        {"quotes": [{}]},
        {"quotes": ["text"]},
        {"passages": [[1, 2]]},
        {"differences": [{"first": 1}]},
        {"carried": 5},
        {"new": "field"},
    ],
)
def test_a_reply_of_another_version_is_refused(
    declined: NotInNotes, change: dict[str, object]
) -> None:
    """Fields that are missing, new, or of another kind."""
    kept = json.loads(view_to_json(reply_view(declined)))

    with pytest.raises(ValueError, match=r"."):
        view_from_json(json.dumps({**kept, **change}))
