"""What an examination says of the words' file, and what a repair does about it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import Receipt, Store, examine, repair
from index.cache_file import write_cache_file
from index.word_cache import WORDS

Build = Callable[..., Receipt]


def said(folder: Path, *, thorough: bool = False) -> list[str]:
    """What is said of the words of the index in `folder`."""
    found = examine(folder, thorough=thorough).findings
    return [f"{one.severity}: {one.what}" for one in found if one.check == "words"]


def test_nothing_is_said_of_a_sound_file(build_index: Build, index_folder: Path) -> None:
    """However thoroughly it is looked at."""
    build_index()
    assert said(index_folder) == said(index_folder, thorough=True) == []


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda path: path.unlink(), "It cannot be read (No such file or directory)."),
        (lambda path: path.write_bytes(b"x"), "It does not begin as a cache of Quoth does."),
        (
            lambda path: path.write_bytes(path.read_bytes()[:-1]),
            "It is damaged: its checksum does not hold.",
        ),
    ],
)
def test_a_file_that_is_not_used_is_no_fault(
    build_index: Build, index_folder: Path, spoil: Callable[[Path], None], what: str
) -> None:
    """It is named as what makes questions slow, and made again by a repair."""
    build_index()
    whole = (index_folder / WORDS).read_bytes()
    spoil(index_folder / WORDS)
    assert said(index_folder) == [f"notice: {what} Until it is made again, searching takes longer."]
    assert examine(index_folder).is_well

    done = repair(index_folder, examine(index_folder))
    assert done.done == ("What makes searching fast was made again: words.postings.",)
    assert (index_folder / WORDS).read_bytes() == whole
    assert said(index_folder) == []


def test_other_words_than_the_full_text_has(build_index: Build, index_folder: Path) -> None:
    """A file with the right header and the words of nothing is a fault, seen when compared."""
    build_index()
    whole = (index_folder / WORDS).read_bytes()
    body = bytearray(whole.split(b"\n", 2)[2])
    body[-1] ^= 1  # the weight of the last term in its last passage
    with closing(Store(index_folder)) as store:
        write_cache_file(index_folder / WORDS, store.token(), bytes(body))

    assert said(index_folder) == []
    assert said(index_folder, thorough=True) == [
        "fault: It was made from other words than the full text has."
    ]
    repair(index_folder, examine(index_folder, thorough=True))
    assert (index_folder / WORDS).read_bytes() == whole
