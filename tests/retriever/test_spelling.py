"""Misspelt words of a question are searched as the words that the notes have."""

import pytest

from index import Store
from retriever.spelling import match_words


def _no_word(_: str) -> bool:
    return False


def test_known_words_stay_and_are_counted(store: Store) -> None:
    """With the number of passages that have them, in any form."""
    found = match_words(store, ["tomatoes", "basil", "tomato"], _no_word)

    assert found.terms == ("tomatoes", "basil", "tomato")
    assert (found.replaced, found.unknown) == ((), ())
    # Tomatoes stand under their own heading and beside the basil.
    assert found.counts == {"tomatoes": 2, "basil": 1, "tomato": 2}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mesage", "message"),  # a letter missing
        ("messsage", "message"),  # one too many
        ("mesasge", "message"),  # two swapped
        ("massage", "message"),  # another one
        ("retentoin", "retention"),
        ("rettentoin", "retention"),  # two slips in a long word
    ],
)
def test_a_misspelt_word_becomes_the_nearest_one(store: Store, typed: str, meant: str) -> None:
    """And the pair is told, so that the screen can show it."""
    found = match_words(store, [typed], _no_word)

    assert (found.terms, found.replaced) == ((meant,), ((typed, meant),))


@pytest.mark.parametrize("word", ["zookeeper", "sqz", "257", "bazil2", "東京都庁前"])
def test_a_word_unlike_all_others_is_unknown(store: Store, word: str) -> None:
    """Short words and numbers are never guessed: their neighbours mean something else."""
    found = match_words(store, [word], _no_word)

    assert (found.terms, found.unknown) == ((), (word,))


def test_a_slip_in_the_first_letter_is_no_slip(store: Store) -> None:
    """`later` is not a misspelt `water`."""
    assert match_words(store, ["later"], _no_word).unknown == ("later",)


def test_two_words_that_become_one_are_searched_once(store: Store) -> None:
    """Both replacements are told."""
    found = match_words(store, ["mesage", "messsage"], _no_word)

    assert found.terms == ("message",)
    assert len(found.replaced) == 2


def test_a_word_that_the_model_knows_is_spelt_right(store: Store) -> None:
    """`massage` is no misspelt `message` where somebody may mean it."""
    found = match_words(store, ["massage", "mesage"], {"massage", "message"}.__contains__)

    assert (found.unknown, found.terms) == (("massage",), ("message",))
