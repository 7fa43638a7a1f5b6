"""The words' file: the same hits with it, without it, and with one that is old or damaged."""

import hashlib
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import Receipt, Store
from index.word_cache import WORDS
from index.word_index import FullText, WordIndex

Build = Callable[..., Receipt]
Hits = list[tuple[int, float]]
WANTED = ["queue", "standard queue", "messages", "receive", "nowhere"]


def search(folder: Path) -> tuple[Hits, list[int]]:
    """What is found in the index in `folder`, and how often each term occurs."""
    with closing(Store(folder)) as store:
        words = store.words()
        found = words.search(WANTED, 9)
        return [(n, round(s, 9)) for n, s in found], [store.passages_with(one) for one in WANTED]


def kind(folder: Path) -> type:
    """How the words of the index in `folder` are searched."""
    with closing(Store(folder)) as store:
        return type(store.words())


def of_another_generation(content: bytes) -> bytes:
    """The file is whole, but was made from another generation."""
    mark, header, body = content.split(b"\n", 2)
    facts = json.loads(header) | {"generation": "0" * 32}
    return b"\n".join((mark, json.dumps(facts).encode(), body))


def of_another_layout(content: bytes) -> bytes:
    """The file is whole, but another version wrote it."""
    mark, header, body = content.split(b"\n", 2)
    body = b"\2" + body[1:]
    facts = json.loads(header) | {"sha256": hashlib.sha256(body).hexdigest()}
    return b"\n".join((mark, json.dumps(facts).encode(), body))


def too_short_for_what_it_says(content: bytes) -> bytes:
    """The file is whole, and has fewer numbers than it says."""
    mark, header, body = content.split(b"\n", 2)
    facts = json.loads(header) | {"sha256": hashlib.sha256(body[:-2]).hexdigest()}
    return b"\n".join((mark, json.dumps(facts).encode(), body[:-2]))


def with_next_to_no_body(content: bytes) -> bytes:
    """The file is whole, and too short to say anything."""
    mark, header, _ = content.split(b"\n", 2)
    facts = json.loads(header) | {"sha256": hashlib.sha256(b"abc").hexdigest()}
    return b"\n".join((mark, json.dumps(facts).encode(), b"abc"))


@pytest.mark.parametrize(
    "damage",
    [
        of_another_generation,
        of_another_layout,
        too_short_for_what_it_says,
        with_next_to_no_body,
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: b"x" + content[1:],
        lambda content: content[:0],
    ],
)
def test_a_damaged_file_is_not_used(
    build_index: Build, index_folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    """The full text finds the same, and the next update makes the file again."""
    build_index()
    before, whole = search(index_folder), (index_folder / WORDS).read_bytes()
    assert kind(index_folder) is WordIndex
    (index_folder / WORDS).write_bytes(damage(whole))
    assert kind(index_folder) is FullText
    assert search(index_folder) == before
    build_index()
    assert kind(index_folder) is WordIndex
    assert (index_folder / WORDS).read_bytes() == whole


def test_an_update_is_taken_up_without_a_new_file(
    build_index: Build, small_notes: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came is found and what went is not, as if the file had been made again."""
    monkeypatch.setattr("index.word_cache._AT_ONCE", 1)
    build_index()
    whole = (index_folder / WORDS).read_bytes()
    with closing(Store(index_folder)) as store:
        store.words()
        text = "# Queues\n\nA standard queue receives messages.\n\n# More\n\nA queue.\n"
        (small_notes / "new.md").write_text(text)
        next(path for path in small_notes.rglob("*.md") if path.name != "new.md").unlink()
        build_index()
        brought_up = store.words().search(WANTED, 9)
    assert (index_folder / WORDS).read_bytes() == whole
    anew = search(index_folder)
    assert [(number, round(score, 9)) for number, score in brought_up] == anew[0]

    (index_folder / WORDS).unlink()
    assert search(index_folder) == anew
    build_index()
    assert (index_folder / WORDS).read_bytes() != whole
    assert search(index_folder) == anew


def test_after_many_changes_the_file_is_made_again(
    build_index: Build, small_notes: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that readers never have much to take up; until then they ask the full text."""
    monkeypatch.setattr("index.word_cache._FEW", 2)
    build_index()
    first = (index_folder / WORDS).read_bytes()
    text = "".join(f"# Queue {n}\n\nMessages of queue {n}.\n\n" for n in range(8))
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["index.build"], "refresh_words", lambda *_: None)
        (small_notes / "many.md").write_text(text)
        build_index()
    assert kind(index_folder) is FullText
    before = search(index_folder)
    build_index()
    assert (index_folder / WORDS).read_bytes() != first
    assert kind(index_folder) is WordIndex
    assert search(index_folder) == before


def test_nothing_but_empty_notes(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """Notes without a word have a file, too; the first text is found at once."""
    notes = {path: path.read_bytes() for path in small_notes.rglob("*") if path.is_file()}
    for path in notes:
        path.write_bytes(b"")
    build_index()
    assert kind(index_folder) is WordIndex
    assert search(index_folder) == ([], [0] * len(WANTED))
    for path, content in notes.items():
        path.write_bytes(content)
    build_index()
    assert search(index_folder)[0]


def test_a_file_that_cannot_be_saved(build_index: Build, index_folder: Path) -> None:
    """Something is in its way: questions are answered all the same."""
    (index_folder / WORDS).mkdir(parents=True)
    build_index()
    assert kind(index_folder) is FullText
    assert search(index_folder)[0]
