"""What a question takes over from the ones before it: whether it leans on them, and which words."""

from collections.abc import Sequence

from index import terms

from .wording import content_terms, content_words, is_content

_CARRY_ON = frozenset({"and", "but", "or", "so", "then"})
_ABOUT = (["what", "about"], ["how", "about"])
_POINTERS = frozenset(
    """
    it its they them their theirs that this these those he she him his her there same others
    instead either both former latter
    """.split()
)
_THAT = frozenset({"this", "that", "these", "those"})
_OF_SOMEBODY = frozenset({"its", "their", "his", "her"})
_AT_THE_END = frozenset({"too", "also"})
_BE = frozenset({"is", "are", "was", "were", "s", "be"})
_JOINTS = frozenset(
    """
    and or but if when where while because so before after until once though although since
    what which who why how
    """.split()
)
"""Words between two clauses: what comes behind may point at what stands before."""
_ARTICLES = frozenset({"a", "an", "the", "that", "this", "which", "each", "every", "any", "my"})
_TIMES = frozenset("time day night week weekend month year term morning evening".split())
"""`This year` is no pointer, nor is `at the same time`."""
_SUBJECTS = frozenset({"the", "a", "an", "my", "our", "i", "we", "you"})
"""Words that begin a clause."""
_HELPING = frozenset("can could did do does may might must shall should will would".split())
_FEW = 3
"""A question with more words of its own has its own subject, whatever else it points at."""
_MOST = 30
"""Words that are carried over at most."""


def is_follow_up(question: str, history: Sequence[str]) -> bool:
    """Whether a question leans on the ones before it: it points back, carries on, or is a stub."""
    spoken = terms(question)
    if not history or not spoken:
        return False
    own = [term for term in content_terms(question) if is_content(term)]
    carries_on = (
        spoken[0] in _CARRY_ON
        or spoken[:2] in _ABOUT
        or (spoken[:2] == ["what", "if"] and len(own) < _FEW)
    )
    points_back = len(own) <= _FEW and any(
        _points_back(spoken, place) for place in range(len(spoken))
    )
    return carries_on or points_back or (len(own) < 2 and not _stands_alone(question, spoken, own))


def topic(question: str, history: Sequence[str]) -> tuple[str, ...]:
    """The words that `question` takes over, oldest first: none where it does not need any.

    They are the content words of the earlier questions, back to the last one that stands alone.
    """
    if not is_follow_up(question, history):
        return ()
    start = len(history) - 1
    while start > 0 and is_follow_up(history[start], history[:start]):
        start -= 1
    said = {word.lower() for word in content_words(question)}
    found: dict[str, str] = {}
    for earlier in history[start:]:
        for word in content_words(earlier):
            if word.lower() not in said:
                found.setdefault(word.lower(), word)
    return tuple(found.values())[:_MOST]


def _stands_alone(question: str, spoken: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a question of one word of its own names its subject with it.

    `What is a queue` does, and so does `langar`, typed as one types in a search field; `what is
    the limit` and `retention?` ask for more about something else.
    """
    asks_what_it_is = spoken[0] in {"what", "who", "when", "where"} and "the" not in spoken
    asks_how_to = spoken[:2] == ["how", "do"] and spoken[2:3] != [] and spoken[2] in _SUBJECTS
    typed_to_search = "?" not in question and bool(own) and spoken[0] == own[0]
    return (len(spoken) > 2 and asks_what_it_is) or asks_how_to or typed_to_search


def _points_back(spoken: Sequence[str], place: int) -> bool:
    """Whether the word at `place` stands for something in an earlier question."""
    word, before = spoken[place], spoken[:place]
    last = before[-1] if before else ""
    behind = spoken[place + 1] if place + 1 < len(spoken) else ""
    if word in {"one", "ones"}:
        return _one_points_back(before, behind)
    if word in _AT_THE_END:
        return not behind
    if word == "other":
        return last in _ARTICLES
    return (
        word in _POINTERS
        and behind not in _TIMES
        and not _is_explained(word, before)
        and not _only_joins(word, last, behind)
    )


def _only_joins(word: str, last: str, behind: str) -> bool:
    """Whether a pointer only looks like one: `are there`, `all others`, `hear that we run`."""
    if word == "there":
        return last in _BE or behind in _BE
    if word == "others":
        return last == "all"
    is_relative = bool(last) and is_content(last)
    return word == "that" and bool(behind) and (is_relative or behind in _SUBJECTS)


def _is_explained(word: str, before: Sequence[str]) -> bool:
    """Whether the question itself says what the pointer stands for: `my culture and its age`."""
    named = [place for place, term in enumerate(before) if is_content(term)]
    if not named:
        return False
    # `After that` is after what was said before, `when it rains` may be about the question's own.
    clause = before[named[0] + 1 : -1 if word in _THAT else None]
    joined = any(term in _JOINTS for term in clause)
    return joined or (word in _OF_SOMEBODY and len(named) > 1)


def _one_points_back(before: Sequence[str], behind: str) -> bool:
    """`Which one`, `the red one`; but `one account` counts, and `one` may be anybody."""
    last = before[-1] if before else ""
    if behind == "s" or last in _HELPING:
        return False
    if not behind or not is_content(behind):
        return True
    described = [*before]
    while described and is_content(described[-1]):
        described.pop()
    return bool(described) and len(described) < len(before) and described[-1] in _ARTICLES
