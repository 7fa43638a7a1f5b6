"""What is said about quotes beside their place: how much of a list is there, and which differ.

Values are exactly those of the notes; `shown` makes them safe for where they will stand.
"""

from collections.abc import Callable

from retriever import Difference, ListShown


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
