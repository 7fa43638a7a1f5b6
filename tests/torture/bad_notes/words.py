"""Sentences that stand nowhere else, and words to fill a page with; the same each time."""

import random
import re
from collections.abc import Sequence

_ADJECTIVES = (
    "amber brittle copper dusty eager frosty gentle hollow ivory jolly keen lunar mossy nimble"
    " ochre pale quiet rusty silver tidy"
).split()
_ANIMALS = (
    "badger heron otter lynx magpie tortoise falcon hedgehog walrus beetle salmon raven donkey"
    " cricket marmot pelican gecko puffin weasel toad"
).split()
_VERBS = "stores weighs counts paints repairs hides polishes borrows measures labels".split()
_THINGS = (
    "teapots lanterns compasses ledgers umbrellas violins thimbles anchors candles barometers maps"
    " spoons"
).split()
_PLACES = (
    "the old lighthouse|a quiet harbour|the clock tower|a flooded quarry|the north orchard"
    "|a glass station|the salt cellar|an empty theatre"
).split("|")
_SYLLABLES = "ka lo mi ne ru sa te vo zi pu da fe".split()
_FILLING = (
    "river stone garden winter market signal copper letter engine forest window bridge planet"
    " silver butter thunder candle pocket ladder meadow anchor velvet harvest lantern mirror saddle"
    " timber walnut"
).split()
_SENTENCE_LENGTH = 11
_LINE_END = re.compile(r"\r\n|\n|\r")


def code_word(number: int) -> str:
    """A word that stands in one sentence only."""
    syllables = (_turn(_SYLLABLES, number // step) for step in (1, 12, 144))
    return f"zq{''.join(syllables)}{number:04d}"


def sentence(number: int) -> str:
    """The sentence with the code word of that number."""
    return (
        f"The {_turn(_ADJECTIVES, number)} {_turn(_ANIMALS, number * 7)}"
        f" {_turn(_VERBS, number * 3)} {3 + number % 90} {_turn(_THINGS, number * 5)}"
        f" in {_turn(_PLACES, number)},"
        f" says {code_word(number)}."
    )


def filling(chance: random.Random, words: int) -> str:
    """So many words, in sentences, that mean nothing."""
    text = []
    for number in range(words):
        word = chance.choice(_FILLING)
        place = number % _SENTENCE_LENGTH
        first, last = place == 0, place == _SENTENCE_LENGTH - 1
        text.append(f"{word.capitalize() if first else word}{'.' if last else ''}")
    return f"{' '.join(text)}."


def line_of(text: str, position: int) -> int:
    """The line, from 1, that the character at `position` stands on."""
    return 1 + sum(1 for _ in _LINE_END.finditer(text, 0, position))


def _turn(words: Sequence[str], number: int) -> str:
    return words[number % len(words)]
