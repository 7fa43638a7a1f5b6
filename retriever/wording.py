"""The words of a question: which carry meaning, and which only make it a question."""

from index import terms, words

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


_ASKING = (
    *(("stand", "for"), ("stands", "for"), ("short", "for"), ("abbreviation", "for")),
    *(("abbreviation", "of"), ("acronym", "for"), ("meaning", "of"), ("definition", "of")),
    *(("meant", "by"), ("tell", "me"), ("show", "me"), ("remind", "me"), ("explain", "to")),
)
"""Words in a row that only ask; each of them alone may be what a note is about."""
_ORDERS = frozenset({"define", "describe", "explain"})
"""Words that only ask where they come first."""


def content_terms(text: str) -> list[str]:
    """The search terms of `text` that carry meaning, in order, each once.

    A question made of nothing else keeps all its terms.

    >>> content_terms("How long does the queue keep a message?")
    ['long', 'queue', 'keep', 'message']
    >>> content_terms("What does SQS stand for?")
    ['sqs']
    """
    spoken = terms(text)
    asking = _only_asking(spoken)
    left = (term for number, term in enumerate(spoken) if number not in asking)
    return [term for term in dict.fromkeys(left) if is_content(term)] or list(dict.fromkeys(spoken))


def content_words(text: str) -> list[str]:
    """The words of `text` that carry meaning, as they are written, each once."""
    wanted = set(content_terms(text))
    found = {word.lower(): word for word in reversed(list(words(text))) if word.lower() in wanted}
    return list(reversed(found.values()))


def is_content(term: str) -> bool:
    """Whether a term carries meaning wherever it stands."""
    return term not in _STOPWORDS


def _only_asking(spoken: list[str]) -> set[int]:
    """The places of words that belong to the asking: `stand` in `what does it stand for`."""
    found = {0} if spoken and spoken[0] in _ORDERS and len(spoken) > 1 else set()
    for number in range(len(spoken) - 1):
        if (spoken[number], spoken[number + 1]) in _ASKING:
            found |= {number, number + 1}
    if spoken and spoken[-1] in {"mean", "means"} and "what" in spoken:
        found.add(len(spoken) - 1)
    return found
