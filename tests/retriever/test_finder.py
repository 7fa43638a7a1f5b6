"""Question to passages, over an index that may change between two questions."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import index
from index import ModelError, Store
from ingest import QuothError
from retriever import Found, RankerWeights
from retriever.finder import Finder
from retriever.rerank import READ

Notes = dict[str, str | bytes]
Build = Callable[[Notes], Path]

_LINES = {f"{number:02}.md": f"# Herb {number}\n\nThis herb likes sun.\n" for number in range(25)}


def _find(finder: Finder, question: str) -> Found:
    with finder.snapshot():
        return finder.read(*finder.search(question))


def _weighing(**passages: float) -> RankerWeights:
    return RankerWeights(passages, {}, {})


def test_the_first_ones_are_read_and_the_rest_follow(build: Build, ranker: RankerWeights) -> None:
    """Every passage once: none is lost because it was not read."""
    with closing(Store(build(dict(_LINES)))) as store:
        found = _find(Finder(store, ranker, None), "Which herb likes sun?")

    assert (len(found.passages), len(found.rest)) == (READ, 25 - READ)
    assert found.matches == (*(one.match for one in found.passages), *found.rest)
    assert len({match.stored.number for match in found.matches}) == 25
    scores = [one.score for one in found.passages]
    assert scores == sorted(scores, reverse=True)


def test_the_reader_has_the_last_word_where_the_weights_say_so(build: Build) -> None:
    """By the words in its line alone, or by what search thought of it."""
    notes: Notes = {
        "a.md": "# Herbs\n\nSun, wind, sun, rain, sun, sun.\n",
        "b.md": "# Mint\n\nHerbs that like much shade and little sun: mint.\n",
    }
    question = "Which herbs like shade and sun?"
    with closing(Store(build(notes))) as store:
        read_first = _find(Finder(store, _weighing(reader_best=1.0), None), question)
        searched_first = _find(Finder(store, _weighing(reader_best=-1.0), None), question)

    assert read_first.matches[0].stored.passage.headings == ("Mint",)
    assert searched_first.matches == tuple(reversed(read_first.matches))


def test_where_nothing_is_found_no_reader_is_needed(build: Build, ranker: RankerWeights) -> None:
    """Loading one takes a while; so not even a reader that does not exist is an error."""
    with closing(Store(build({"a.md": "# Basil\n\nBasil grows well.\n"}))) as store:
        finder = Finder(store, ranker, "no-such-reader")

        found = _find(finder, 'basil "sails far"')

        assert (found.passages, found.rest, found.matches) == ((), (), ())
        with pytest.raises(ModelError, match="no-such-reader"):
            _find(finder, "basil")


def test_an_index_without_passages_finds_nothing(build: Build, ranker: RankerWeights) -> None:
    """And that is no error."""
    with closing(Store(build({"a.md": ""}))) as store:
        assert _find(Finder(store, ranker, None), "basil").matches == ()


def test_the_reader_is_chosen_by_name(build: Build) -> None:
    """The one that reads nothing leaves every unit at even odds; without a name words count."""
    with closing(Store(build({"a.md": "# Basil\n\nBasil grows well.\n"}))) as store:
        silent = _find(Finder(store, _weighing(), "none"), "basil")
        counting = _find(Finder(store, _weighing(), None), "basil")

    assert silent.passages[0].units.tolist() == [0.0]
    assert counting.passages[0].units.tolist() == [4.0]


def test_a_newer_generation_is_taken_up(
    build: Build, ranker: RankerWeights, write: Callable[[Notes], Path], tmp_path: Path
) -> None:
    """By the next question, not in the middle of one."""
    folder = build({"a.md": "# Basil\n\nBasil grows well.\n"})
    with closing(Store(folder)) as store:
        finder = Finder(store, ranker, None)
        with finder.snapshot():
            index.build(write({"b.md": "# Basil\n\nMore basil.\n"}), folder)
            during = finder.read(*finder.search("basil"))
        after = _find(finder, "basil")

    assert len(during.matches) == 1
    assert len(after.matches) == 2


def test_a_model_that_fails_beside_the_search_is_told(
    build: Build, ranker: RankerWeights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its error ends this question; the next one is answered."""

    def failing(*_: object) -> None:
        raise ModelError("The model is gone.")

    with closing(Store(build(dict(_LINES)))) as store:
        finder = Finder(store, ranker, None)
        with monkeypatch.context() as patch:
            patch.setattr(index.Encoder, "embed_question", failing)
            with pytest.raises(ModelError, match=r"The model is gone\."):
                _find(finder, "sun")
        assert _find(finder, "sun").matches


def test_a_search_that_fails_leaves_the_next_one_alone(build: Build, ranker: RankerWeights) -> None:
    """A filter that fits nothing is told while the question is still being embedded."""
    with closing(Store(build(dict(_LINES)))) as store:
        finder = Finder(store, ranker, None)
        before = _find(finder, "Which herb likes sun?")
        with pytest.raises(QuothError, match="no folder"):
            _find(finder, "basil in:nowhere")
        assert _find(finder, "Which herb likes sun?") == before
