"""A question understood: the words that it is searched with."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, log

from index import Encoder, Store, terms
from ingest import QuothError

from .aliases import OtherNames, other_names
from .follow_up import topic
from .spelling import Spelling, match_words
from .stems import stems
from .syntax import Scope, read_syntax
from .wording import content_terms

LONGEST_QUESTION = 2000
"""Characters of a question that are read; nobody asks more in one go."""


class EmptyQuestionError(QuothError):
    """There is nothing in the question to search for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for a question."""

    question: str
    searched_as: str
    """What is searched, for people: the words carried over from earlier questions, words as the
    notes spell them, other names that the notes have for them, and the filters."""
    terms: tuple[str, ...]
    """The terms that carry meaning and that the notes have, so spelt or under another name."""
    unknown: tuple[str, ...]
    """Those that occur nowhere in the notes, nor anything like them."""
    weights: Mapping[str, float]
    """The weight of each stem of the question: the rarer in the notes, the higher."""
    asked: str = ""
    """The question alone as the model reads it: carried words and right spelling, no filters."""
    also: tuple[str, ...] = ()
    """Searched beside `terms`: other spellings and names; one with blanks is terms in a row."""
    stands_for: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    """For some stems of the question, the sets of stems that say the same."""
    by_name: bool = False
    """It is nothing but identifiers that the notes have, such as an error's number: their vector
    says nothing, and a passage without them is no hit."""
    carried: tuple[str, ...] = ()
    """The words that were taken over from earlier questions, as they were typed there."""
    scope: Scope = field(default_factory=Scope)
    """Which passages the question is about."""

    @property
    def stems(self) -> frozenset[str]:
        """All that `coverage` looks for."""
        instead = (same for sets in self.stands_for.values() for same in sets)
        return frozenset(self.weights).union(*instead)

    def coverage(self, found: frozenset[str]) -> float:
        """The weighted share of the question's stems that are among `found`, from 0 to 1."""
        covered = found & self.weights.keys()
        if self.stands_for:
            covered |= {
                stem
                for stem, instead in self.stands_for.items()
                if any(same <= found for same in instead)
            }
        # Sets have another order in every process; an exact sum does not depend on it.
        shared = fsum(self.weights[stem] for stem in covered)
        return shared / fsum(self.weights.values())


def understand(
    store: Store,
    encoder: Encoder,
    question: str,
    history: Sequence[str] = (),
    *,
    without: Collection[str] = (),
) -> Query:
    """The query for `question`, asked after the questions of `history` (oldest first).

    Words of `without` are not carried over from the history.

    Raises:
        EmptyQuestionError: the question holds no letter and no digit, or nothing but filters.
    """
    question = _tidy(question)
    plain, scope = read_syntax(question)
    if not terms(plain):
        raise EmptyQuestionError("The question is empty. Ask in words, such as: what is a queue?")
    earlier = [words for past in history if terms(words := read_syntax(_tidy(past))[0])]
    unwanted = {word.casefold() for word in without}
    carried = tuple(word for word in topic(plain, earlier) if word.casefold() not in unwanted)
    asked = " ".join((*carried, plain))
    wanted = content_terms(asked)
    names = other_names(store, asked)
    spelling = match_words(store, wanted, encoder.knows, names.phrases)
    texts = spelling.rewritten(asked)
    if texts != (asked,):
        names = other_names(store, *texts)
    asked = texts[0]
    return Query(
        question=question,
        searched_as=_for_people(asked, spelling, names, scope),
        terms=spelling.terms,
        unknown=spelling.unknown,
        weights=_weights(store, spelling.counts, spelling.unknown),
        asked=asked,
        also=(*(variant for _, variant in spelling.variants), *names.searched),
        stands_for=_stands_for(spelling, names),
        by_name=not spelling.unknown and _are_names(spelling.terms, encoder.knows),
        carried=carried,
        scope=scope,
    )


def _are_names(wanted: Sequence[str], is_word: Callable[[str], bool]) -> bool:
    """Whether all terms are identifiers, words with digits that are no words, or parts of them."""
    names = [term for term in wanted if any(map(str.isdecimal, term)) and not is_word(term)]
    return bool(names) and all(any(term in name for name in names) for term in wanted)


def _for_people(asked: str, spelling: Spelling, names: OtherNames, scope: Scope) -> str:
    pairs = ", ".join(f"{one} = {other}" for one, other in (*spelling.variants, *names.shown))
    return " ".join(part for part in (asked, f"({pairs})" if pairs else "", str(scope)) if part)


def _stands_for(spelling: Spelling, names: OtherNames) -> dict[str, tuple[frozenset[str], ...]]:
    """What else covers a stem of the question: other names of it, other spellings of the word."""
    found = dict(names.stems)
    for word, variant in spelling.variants:
        instead = stems(variant)
        named = tuple(other for stem in instead for other in names.stems.get(stem, ()))
        for stem in stems(word):
            found[stem] = (*found.get(stem, ()), instead, *named)
    searched = {stem for term in spelling.terms for stem in stems(term)}
    return {stem: instead for stem, instead in found.items() if stem in searched}


def _tidy(question: str) -> str:
    """The question on one line. Half a surrogate pair, which no file or model takes, is a `?`."""
    read = question.strip()[:LONGEST_QUESTION].encode("utf-8", "replace").decode("utf-8")
    return " ".join(read.split())


def _weights(store: Store, counts: Mapping[str, int], unknown: Sequence[str]) -> dict[str, float]:
    """Inverse document frequency: log(1 + N / n), with n = 1 for a word that occurs nowhere."""
    passages = max(1, store.remember("passages", lambda: store.count("passages")))
    found: dict[str, float] = {}
    for term, count in (*counts.items(), *((term, 1) for term in unknown)):
        for stem in stems(term):
            found[stem] = max(found.get(stem, 0.0), log(1 + passages / max(1, count)))
    return found
