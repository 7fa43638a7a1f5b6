"""The words of a question: which carry meaning, and which only make it a question."""

from collections.abc import Sequence

from index import terms

_STOPWORDS = frozenset(
    """
    a about actually after again all also am an and any another anybody anyone are as ask at
    be because been before being between both but by can cannot could did do does doing done
    don t s for from get gets getting give gives go goes got had has have having he her here
    him his how i if in into is it its itself just kind let like make makes many may me might
    more most much must my need needed needs no nor not nothing now of often off on one ones
    only or other our ours out over own per please same probably shall she should so some
    somebody someone something still such tell than that the their them then there these they
    thing things this those though to too under until up upon us use used uses using very want
    wants was we were what whatever when where whether which while who whom whose why will
    with within without would yes yet you your yours
    """.split()
)


def content_terms(text: str) -> list[str]:
    """The search terms of `text` that carry meaning, in order, each once.

    A question made of nothing else keeps all its terms.

    >>> content_terms("How long does the queue keep a message?")
    ['long', 'queue', 'keep', 'message']
    """
    found = list(dict.fromkeys(terms(text)))
    return [term for term in found if term not in _STOPWORDS] or found


_CARRY_ON = frozenset({"and", "but", "or", "so", "then"})
_POINTERS = frozenset(
    """
    it its they them their theirs that this these those one ones he she him her there same
    other others instead too also either both former latter
    """.split()
)
_FEW = 3
"""A question with more words of its own has its own subject, whatever else it points at."""


def is_follow_up(question: str, history: Sequence[str]) -> bool:
    """Whether a question leans on the ones before it: it points back, carries on, or is a stub."""
    if not history:
        return False
    spoken = terms(question)
    own = [term for term in spoken if term not in _STOPWORDS]
    carries_on = bool(spoken) and spoken[0] in _CARRY_ON
    asks_about = spoken[:2] in (["what", "about"], ["how", "about"], ["what", "if"])
    points_back = len(own) <= _FEW and _points_back(spoken)
    stub = len(own) < 2 and not _asks_what_it_is(spoken)
    return carries_on or asks_about or points_back or stub


def _points_back(spoken: Sequence[str]) -> bool:
    """Whether a word stands for something said before. The one in `one account` only counts."""
    following = (*spoken[1:], "")
    return any(
        term in _POINTERS and not (term == "one" and after and after not in _STOPWORDS)
        for term, after in zip(spoken, following, strict=True)
    )


def _asks_what_it_is(spoken: Sequence[str]) -> bool:
    """Whether it asks for a new subject, `what is a queue`. `What is the limit` asks for more."""
    return len(spoken) > 2 and spoken[0] in {"what", "who"} and "the" not in spoken
