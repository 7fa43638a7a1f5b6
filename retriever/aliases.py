"""Other names, in the notes, of what a question asks about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index import Store, alias_words, aliases_named, terms

from .stems import stems
from .wording import is_content

_LONGEST = 8
"""Words of a name."""
_WORDS = 64
"""Words of a question in which names are looked for."""
_NAMES = 3
"""Other names of one thing, those of most notes first."""


@dataclass(frozen=True, slots=True)
class OtherNames:
    """What else the notes call the things that a question names."""

    shown: tuple[tuple[str, str], ...] = ()
    """Pairs of the name in the question and another one, as the notes write them."""
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each term that is a name, what to search beside it: terms in a row."""
    stems: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    """For each stem of a name the sets of stems that stand for it."""

    @property
    def searched(self) -> tuple[str, ...]:
        """All that is to be searched beside the question's own terms, each once."""
        return tuple(dict.fromkeys(row for rows in self.phrases.values() for row in rows))


def other_names(store: Store, *texts: str) -> OtherNames:
    """The other names of what is named in a question, given in one spelling or several."""
    keys = {key for text in texts for singular in (True, False) for key in _runs(text, singular)}
    own = stems(" ".join(texts))
    shown: list[tuple[str, str]] = []
    phrases: dict[str, tuple[str, ...]] = {}
    sets: dict[str, tuple[frozenset[str], ...]] = {}
    for found in aliases_named(store.connection, sorted(keys)):
        pair = (found.alias.name, found.alias.means)
        given, other = pair if found.name_key in keys else pair[::-1]
        names = _content_stems(given)
        instead = _content_stems(other)
        # A name that is part of the other one finds it anyway: Lambda finds AWS Lambda.
        if not names or not instead or instead <= own or names <= instead:
            continue
        if sum(given.casefold() == past.casefold() for past, _ in shown) == _NAMES:
            continue
        shown.append((given, other))
        for term in terms(given):
            phrases[term] = (*phrases.get(term, ()), *_rows(other))
        for stem in names:
            sets[stem] = (*sets.get(stem, ()), instead)
    return OtherNames(tuple(shown), phrases, sets)


def _runs(text: str, singular: bool) -> Iterator[str]:
    """Every run of words that may be a name."""
    words = alias_words(text, singular=singular)[:_WORDS]
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            yield " ".join(words[start:end])


def _rows(name: str) -> tuple[str, ...]:
    """A name as terms in a row, as the notes have it and with its words apart."""
    apart = " ".join(alias_words(name, singular=False))
    return tuple(dict.fromkeys((" ".join(terms(name)), apart)))


def _content_stems(name: str) -> frozenset[str]:
    return stems(" ".join(term for term in terms(name) if is_content(term)))
