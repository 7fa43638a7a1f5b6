"""Whatever has become of the words' file: it is noticed, and the full text asked in its place."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from rig import Tally, times, verified
from rig.library import write_library
from rig.spoil import appended, cut, flipped, garbled, zeroed_block

from index import HASH_MODEL, Store, build
from index.word_cache import WORDS
from index.word_index import FullText, WordIndex

WANTED = ("the", "lighthouse", "spring", "dogs", "may enter", "barrels")
Hits = list[tuple[int, float]]

SPOILERS: dict[str, tuple[Callable[[bytes, Random], bytes], int]] = {
    "a bit": (flipped, times(60, 3000)),
    "cut off": (cut, times(20, 300)),
    "zeros": (zeroed_block, times(20, 200)),
    "more at its end": (appended, times(10, 60)),
    "nonsense": (garbled, times(10, 40)),
    "nothing": (lambda _, __: b"", 1),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """An index whose words' file is to be damaged."""
    base = tmp_path_factory.mktemp("words")
    write_library(base / "notes")
    build(base / "notes", base / "index", model=HASH_MODEL)
    return base / "index"


def found(folder: Path) -> tuple[type, Hits]:
    """How the words are searched, and what is found."""
    with closing(Store(folder)) as store:
        words = store.words()
        return type(words), [(n, round(s, 9)) for n, s in words.search(WANTED, 30)]


@pytest.mark.parametrize("kind", SPOILERS)
def test_damaged_words_are_not_used(folder: Path, kind: str, tally: Tally) -> None:
    """The hits are the same, and the next update makes the file again."""
    random = Random(7)  # noqa: S311  (damage that can be had again)
    whole, right = (folder / WORDS).read_bytes(), found(folder)
    assert right[0] is WordIndex
    assert len(right[1]) > 1
    how, tries = SPOILERS[kind]
    for content in (how(whole, random) for _ in range(tries)):
        if content != whole:
            (folder / WORDS).write_bytes(content)
            assert found(folder) == (FullText, right[1])
            tally.count(kind)
    build(folder.parent / "notes", folder)
    assert (folder / WORDS).read_bytes() == whole
    assert found(folder) == right
    verified(folder)
