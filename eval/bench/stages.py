"""The time that a question spends in each of its stages, measured from outside."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from .timing import Spent, timed

_STAGES = {
    "understand": ("retriever.finder", "understand"),
    "- names": ("retriever.query", "other_names"),
    "- spelling": ("retriever.query", "match_words"),
    "search": ("retriever.finder", "search"),
    "- lexical": ("index.word_index:WordIndex", "search"),
    "- embed": ("index:Encoder", "embed_question"),
    "- dense": ("index:DenseIndex", "search"),
    "- vectors": ("index:Store", "vectors_of"),
    "- passages": ("index:Store", "passages"),
    "- stems": ("retriever.search", "stems_among"),
    "- score": ("retriever.search", "_match"),
    "read": ("retriever.finder", "read"),
    "rank": ("retriever.assistant", "rank"),
    "headings": ("retriever.assistant", "empty_heading"),
    "cite": ("retriever.assistant:Checker", "citations"),
    "disagree": ("retriever.assistant", "differences"),
}
"""Where each stage is called from; a stage with a hyphen is a part of the one above it. `embed`
runs in a thread of its own beside `lexical`."""


@contextmanager
def timed_stages() -> Iterator[Spent]:
    """Inside, what every stage takes is added up in the dictionary, for the caller to empty."""
    with timed(_STAGES) as spent:
        yield spent


def in_order(spent: Mapping[str, object]) -> list[str]:
    """The stages among the keys, in the order of a question's way."""
    return [stage for stage in _STAGES if stage in spent]
