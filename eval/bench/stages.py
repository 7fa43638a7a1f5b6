"""The time that a question spends in each of its stages, measured from outside.

Quoth itself keeps three clocks for its receipt; more would be in its way. So the functions that
are the stages are timed where they are called, for as long as the bench runs.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

_STAGES = {
    "understand": ("retriever.finder", "understand"),
    "- names": ("retriever.query", "other_names"),
    "- spelling": ("retriever.query", "match_words"),
    "- embed": ("index:Encoder", "embed"),
    "search": ("retriever.finder", "search"),
    "- lexical": ("retriever.search", "search_terms"),
    "- dense": ("index:DenseIndex", "search"),
    "- vectors": ("index:Store", "vectors_of"),
    "- passages": ("index:Store", "passages"),
    "- score": ("retriever.search", "_match"),
    "read": ("retriever.finder", "read"),
    "rank": ("retriever.assistant", "rank"),
    "headings": ("retriever.assistant", "empty_heading"),
    "cite": ("retriever.assistant:Checker", "citations"),
    "disagree": ("retriever.assistant", "differences"),
}
"""Where each stage is called from: a module, or a class in one, and a name in it."""

Spent = dict[str, float]
"""Milliseconds by stage."""


@contextmanager
def timed_stages() -> Iterator[Spent]:
    """Inside, what every stage takes is added up in the dictionary, for the caller to empty."""
    spent: Spent = {}
    before = [(owner, name, getattr(owner, name)) for owner, name in map(_owner, _STAGES.values())]
    try:
        for stage, (owner, name, function) in zip(_STAGES, before, strict=True):
            setattr(owner, name, _timed(function, stage, spent))
        yield spent
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)


def in_order(spent: Mapping[str, object]) -> list[str]:
    """The stages among the keys, in the order of a question's way."""
    return [stage for stage in _STAGES if stage in spent]


def _owner(place: tuple[str, str]) -> tuple[Any, str]:
    module, _, inside = place[0].partition(":")
    found = sys.modules[module]
    return (getattr(found, inside) if inside else found), place[1]


def _timed(function: Callable[..., Any], stage: str, spent: Spent) -> Callable[..., Any]:
    @wraps(function)
    def timed(*values: Any, **named: Any) -> Any:  # noqa: ANN401
        started = time.perf_counter()
        try:
            return function(*values, **named)
        finally:
            spent[stage] = spent.get(stage, 0.0) + (time.perf_counter() - started) * 1000

    return timed
