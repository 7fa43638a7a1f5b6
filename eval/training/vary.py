"""Questions and paths as people write them: in key words, misspelt, and with less around them.

The known questions are well spelt and complete. Who asks in a hurry must be understood too.
"""

from dataclasses import dataclass

from numpy.random import Generator

from retriever.wording import content_words

_NO_QUESTION_MARK = 0.12
_COMMON = "aeiorstn"
"""Letters that get typed in place of others."""
_SHORTEST = 4
"""A shorter word with a typo is often another word."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often a question is put in another way, from 0 to 1."""

    key_words: float
    """Only the words that carry meaning are typed."""
    typo: float
    """One word is misspelt."""


def varied(question: str, habits: Habits, random: Generator) -> str:
    """The question, or another way to put it; never empty unless it was."""
    if random.random() < habits.key_words:
        words = content_words(question)
        question = " ".join(words) if len(words) > 1 else question
    elif random.random() < _NO_QUESTION_MARK:
        question = question.rstrip("?") or question
    words = question.split()
    if words and random.random() < habits.typo:
        number = int(random.integers(len(words)))
        words[number] = typo(words[number], random)
        question = " ".join(words)
    return question


def typo(word: str, random: Generator) -> str:
    """The word with one slip inside: a letter left out, doubled, swapped or mistaken.

    The first letter and short words stay: few slips are there.
    """
    if len(word) < _SHORTEST:
        return word
    at = int(random.integers(1, len(word) - 1))
    before, letter, following, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
    other = _COMMON[int(random.integers(len(_COMMON)))]
    slips = ("", letter * 2, None, other)
    slip = slips[int(random.integers(len(slips)))]
    if slip is None:
        return before + following + letter + rest
    return before + slip + following + rest


def shortened(path: str, random: Generator) -> str:
    """The nearest heading alone, or now and then none: notes are not always headed well."""
    return path.rpartition(" > ")[2] if random.random() < 0.6 else ""
