"""What is said about quotes beside their place: how much of a list is there, why, which differ.

Values are exactly those of the notes; `shown` makes them safe for where they will stand.
"""

from collections.abc import Callable, Sequence

from retriever import Difference, Evidence, ListShown


def items_words(items: ListShown) -> str:
    """`7 of 7 items`; what is missing is said to be in the note.

    >>> items_words(ListShown(5, 12))
    '5 of 12 items: open the note for the rest'
    """
    if items.is_whole:
        return f"{items.shown} of {items.total} items"
    if items.at_least and items.shown == items.total:
        return f"{items.shown} items: there may be more in the note"
    least = "at least " if items.at_least else ""
    return f"{items.shown} of {least}{items.total} items: open the note for the rest"


def difference_words(difference: Difference, shown: Callable[[str], str]) -> str:
    """Which quotes differ, and in what.

    >>> difference_words(Difference(0, 2, ("4 days", "7 days")), str)
    'Your notes differ: 4 days (quote 1), 7 days (quote 3).'
    """
    one, other = map(shown, difference.values)
    first, second = difference.first + 1, difference.second + 1
    return f"Your notes differ: {one} (quote {first}), {other} (quote {second})."


def evidence_words(evidence: Evidence) -> str:
    """What speaks for a quote: which words of the question it has, and where the others are.

    >>> evidence_words(Evidence(in_quote=("queue",), in_headings=("SQS",), missing=("price",)))
    'It has queue; SQS is in its heading; without price.'
    """
    parts = []
    if evidence.in_quote:
        parts.append(f"it has {_and(evidence.in_quote)}")
    if evidence.in_headings:
        verb = "is" if len(evidence.in_headings) == 1 else "are"
        parts.append(f"{_and(evidence.in_headings)} {verb} in its heading")
    if parts and evidence.missing:
        parts.append(f"without {_and(evidence.missing)}")
    if not parts:
        return "No word of the question is in it: chosen by meaning." if evidence.missing else ""
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _and(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
