"""A reply as cards in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..copying import quote_markdown, reply_markdown
from ..editors import editor_link
from ..remarks import difference_words
from ..render import PassageView, Place, QuoteView, ReplyView
from ..terminal import visible_line, visible_lines
from .mount import component

_MOVED = "Found again: the note has changed since it was indexed."
_CHANGED = " · as it was indexed: the note has changed since"


@dataclass(frozen=True, slots=True)
class Action:
    """What someone clicked under a reply."""

    kind: str
    """`open`, `right` or `wrong` for a quote, `passage` for a passage."""
    number: int
    """Of the quote or passage, from 0; -1 for the reply as a whole."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Where links to the user's editor lead."""

    name: str
    template: str
    notes: Path


def show_reply(
    view: ReplyView, key: str, editor: Editor | None, *, is_new: bool = False
) -> Action | None:
    """Draw `view`; what was clicked under it since the page ran last, or None.

    Where it `is_new`, its beginning is brought into sight.
    """
    data = reply_data(view, editor, is_new=is_new)
    mounted = component("reply", "reply")(data=data, key=key, on_action_change=_nothing)
    return sent_action(mounted.action, view)


def reply_data(view: ReplyView, editor: Editor | None, *, is_new: bool) -> Mapping[str, Any]:
    """What the script is given: every text already visible, but for what is copied."""
    return {
        "remarks": _remarks(view),
        "declined": None if view.reason is None else visible_line(view.reason),
        "quotes": [_quote(number, quote, editor) for number, quote in enumerate(view.quotes)],
        "confidence": view.confidence,
        "sure": view.sure,
        "receipt": view.receipt,
        "copy": reply_markdown(view),
        "editor": editor.name if editor else "",
        "is_new": is_new,
        "passages_title": _passages_title(view),
        "passages": [_passage(number, one) for number, one in enumerate(view.passages)],
    }


def _remarks(view: ReplyView) -> list[str]:
    searched = (
        [] if view.searched_as is None else [f"Searched as: {visible_line(view.searched_as)}"]
    )
    return [*searched, *(difference_words(one, visible_line) for one in view.differences)]


def _quote(number: int, quote: QuoteView, editor: Editor | None) -> Mapping[str, Any]:
    place = quote.place
    link = editor and editor_link(editor.template, editor.notes, place.note, place.first_line)
    return {
        "number": number,
        "label": f"{quote.number}" if quote.number else "",
        "under": [_shown(line) for line in quote.under],
        "pieces": [[_shown(piece.text), str(piece.emphasis)] for piece in quote.pieces],
        "is_code": quote.is_code,
        **_place(place),
        "notes": [*([quote.items] if quote.items else []), *([_MOVED] if quote.moved else [])],
        "why": visible_line(quote.why),
        "copy": quote_markdown(quote),
        "link": link,
    }


def _passage(number: int, passage: PassageView) -> Mapping[str, Any]:
    return {
        "number": number,
        "text": _shown(passage.text),
        "is_code": passage.is_code,
        **_place(passage.place),
        "scores": f"score {passage.score:.2f} · words {passage.lexical:.2f} · "
        f"meaning {passage.dense:.2f}{_CHANGED if passage.changed else ''}",
    }


def _place(place: Place) -> Mapping[str, str]:
    where = f"{place.note}, {place.lines}"
    return {"headings": visible_line(place.headings), "where": visible_line(where)}


def _shown(text: str) -> str:
    """`text` made visible, its line ends all of one kind: a page would show CR as a picture."""
    return "\n".join(visible_lines(text))


def _passages_title(view: ReplyView) -> str:
    title = "Passages behind this" if view.reason is None else "Nearest passages"
    return f"{title} ({len(view.passages)})"


def sent_action(sent: object, view: ReplyView) -> Action | None:
    """What the browser sent, if it fits the reply: a stale tab may send anything."""
    if not isinstance(sent, Mapping):
        return None
    kind, number = sent.get("kind"), sent.get("number")
    if not isinstance(kind, str) or type(number) is not int:
        return None
    quotes, passages = range(len(view.quotes)), range(len(view.passages))
    # Only a reply without quotes is right or wrong as a whole.
    judged = quotes if quotes else range(-1, 0)
    fitting = {"open": quotes, "passage": passages, "right": judged, "wrong": judged}
    return Action(kind, number) if number in fitting.get(kind, ()) else None


def _nothing() -> None:
    """Streamlit wants a callback for a value to be sent."""
