"""Replies and quotes as Markdown, for pasting elsewhere."""

from collections.abc import Sequence

from .escape import code_block, code_span
from .remarks import difference_words
from .render import Place, QuoteView, ReplyView


def reply_markdown(view: ReplyView) -> str:
    """The reply for pasting elsewhere: quotes in fences, so that they stay word for word."""
    parts = [f"**Question:** {code_span(view.question)}"]
    if view.reason is not None:
        parts.append(f"Not in these notes: {code_span(view.reason)}")
    parts += [difference_words(found, code_span) for found in view.differences]
    for quote in view.quotes:
        parts += [code_block(quote.text), _source(quote)]
    parts.append(f"{view.confidence}. {view.receipt}")
    return "\n\n".join(parts) + "\n"


def quote_markdown(quote: QuoteView) -> str:
    """One quote with its source."""
    return f"{code_block(quote.text)}\n\n{_source(quote)}\n"


def _source(quote: QuoteView) -> str:
    source = f"Source {quote.number}" if quote.number else "Source"
    items = f" ({quote.items})" if quote.items else ""
    return f"{source}: {_place(quote.place)}{items}"


def _place(place: Place) -> str:
    where = f"{code_span(place.note)}, {place.lines}"
    return f"{code_span(place.headings)}, {where}" if place.headings else where


def chat_markdown(turns: Sequence[tuple[str, ReplyView | None]]) -> str:
    """A whole chat, questions without a reply too."""
    return "\n---\n\n".join(
        reply_markdown(reply) if reply else f"**Question:** {code_span(question)}\n\n(no reply)\n"
        for question, reply in turns
    )
