"""A question understood: the words and the vector that it is searched with."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from index import Encoder, Store, Vectors, terms
from ingest import QuothError

from .spelling import match_words
from .stems import stems
from .wording import content_terms, is_follow_up

LONGEST = 2000
"""Characters of a question that are read; nobody asks more in one go."""


class EmptyQuestionError(QuothError):
    """There is nothing in the question to search for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for a question."""

    question: str
    searched_as: str
    """The question with the words it leans on from earlier ones, and with words as the notes
    spell them."""
    terms: tuple[str, ...]
    """The terms that carry meaning and occur in the notes."""
    unknown: tuple[str, ...]
    """Those that occur nowhere in the notes, nor anything like them."""
    weights: Mapping[str, float]
    """The weight of each stem of the question: the rarer in the notes, the higher."""
    vector: Vectors
    """Of shape (dimension,)."""

    def coverage(self, found: frozenset[str]) -> float:
        """The weighted share of the question's stems that are among `found`, from 0 to 1."""
        # Sets have another order in every process; an exact sum does not depend on it.
        shared = fsum(self.weights[stem] for stem in found & self.weights.keys())
        return shared / fsum(self.weights.values())


def understand(store: Store, encoder: Encoder, question: str, history: Sequence[str] = ()) -> Query:
    """The query for `question`, asked after the questions of `history` (oldest first).

    Raises:
        EmptyQuestionError: the question holds no letter and no digit.
    """
    question = _tidy(question)
    if not terms(question):
        raise EmptyQuestionError("The question is empty. Ask in words, such as: what is a queue?")
    earlier = [tidied for past in history if (tidied := _tidy(past))]
    asked = f"{earlier[-1]} {question}" if is_follow_up(question, earlier) else question
    wanted = content_terms(asked)
    spelling = match_words(store, wanted, encoder.knows)
    searched_as = asked
    for word, instead in spelling.replaced:
        searched_as = re.sub(rf"\b{re.escape(word)}\b", instead, searched_as, flags=re.IGNORECASE)
    return Query(
        question=question,
        searched_as=searched_as,
        terms=spelling.terms,
        unknown=spelling.unknown,
        weights=_weights(store, spelling.counts, spelling.unknown),
        vector=encoder.embed([searched_as])[0],
    )


def _tidy(question: str) -> str:
    """The question on one line. Half a surrogate pair, which no file or model takes, is a `?`."""
    read = question.strip()[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    return " ".join(read.split())


def _weights(store: Store, counts: Mapping[str, int], unknown: Sequence[str]) -> dict[str, float]:
    """Inverse document frequency: log(1 + N / n), with n = 1 for a word that occurs nowhere."""
    passages = max(1, store.count("passages"))
    found: dict[str, float] = {}
    for term, count in (*counts.items(), *((term, 1) for term in unknown)):
        for stem in stems(term):
            found[stem] = max(found.get(stem, 0.0), log(1 + passages / max(1, count)))
    return found
