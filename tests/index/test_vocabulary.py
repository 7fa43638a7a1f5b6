"""Words sorted so that those like another one are found fast."""

from hypothesis import given
from hypothesis import strategies as st

from index import Vocabulary

words = st.lists(st.text(alphabet="abé1", min_size=1, max_size=6), unique=True)


def test_words_of_about_the_same_length() -> None:
    """At most so many letters longer or shorter, and with the first letter that is asked for."""
    vocabulary = Vocabulary(["a", "be", "bee", "cat", "beer"])

    assert vocabulary.near_length(3, 0) == ["bee", "cat"]
    assert sorted(vocabulary.near_length(3, 1)) == ["be", "bee", "beer", "cat"]
    assert vocabulary.near_length(3, 1, "b") == ["be", "bee", "beer"]
    assert vocabulary.near_length(9, 1) == []


@given(words, st.integers(1, 7), st.integers(0, 2))
def test_nothing_is_lost(all_words: list[str], length: int, most: int) -> None:
    """It finds what looking at every word would find."""
    vocabulary = Vocabulary(all_words)

    assert set(vocabulary) == set(all_words)
    near = {word for word in all_words if abs(len(word) - length) <= most}
    assert set(vocabulary.near_length(length, most)) == near
    assert set(vocabulary.near_length(length, most, "a")) == {w for w in near if w[0] == "a"}
