"""Replies as JSON and back, so that a chat can be kept exactly as it was shown."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from retriever import Difference

from .marking import Emphasis, Piece
from .render import PassageView, Place, QuoteView, ReplyView


def view_to_json(view: ReplyView) -> str:
    """`view` as one line of ASCII."""
    return json.dumps(asdict(view))


def view_from_json(text: str) -> ReplyView:
    """The reply that `view_to_json` wrote.

    Raises:
        ValueError: the text is not such a reply.
    """
    try:
        return _view(json.loads(text))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a kept reply: {error}") from error


def _view(found: Mapping[str, Any]) -> ReplyView:
    fields = dict(found)
    fields["quotes"] = tuple(map(_quote, fields["quotes"]))
    fields["passages"] = tuple(map(_passage, fields["passages"]))
    fields["differences"] = tuple(
        Difference(one["first"], one["second"], tuple(one["values"]))
        for one in fields["differences"]
    )
    fields["carried"] = tuple(fields["carried"])
    return ReplyView(**fields)


def _quote(found: Mapping[str, Any]) -> QuoteView:
    fields = dict(found)
    fields["place"] = Place(**fields["place"])
    fields["under"] = tuple(fields["under"])
    fields["pieces"] = tuple(
        Piece(piece["text"], Emphasis(piece["emphasis"])) for piece in fields["pieces"]
    )
    return QuoteView(**fields)


def _passage(found: Mapping[str, Any]) -> PassageView:
    return PassageView(**{**found, "place": Place(**found["place"])})
