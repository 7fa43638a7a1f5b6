"""Many updates in a row come to the same as one build of what is there at the end."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index import (
    HASH_MODEL,
    Receipt,
    Store,
    build,
)

Build = Callable[..., Receipt]
DATABASE = "quoth.db"


SENTENCES = (
    "The heron waits by the weir.",
    "Rye bread needs a long rest.",
    "A queue keeps messages for four days.",
    "Copper turns green in the rain.",
    "The choir sings on Thursdays at eight.",
)


def some_note(random: Random) -> str:
    """A note with a few sections, which often has passages in common with others."""
    parts = []
    for _ in range(random.randint(1, 4)):
        parts.append(f"{'#' * random.randint(1, 3)} Part {random.randint(1, 4)}")
        parts += random.choices(SENTENCES, k=random.randint(0, 3))
    return "\n\n".join(parts) + "\n"


def act(random: Random, notes: Path) -> None:
    """Create, edit, rename, spoil or delete a note."""
    there = sorted(notes.rglob("*.md"))
    path = random.choice(there)
    new = notes / f"{random.choice('abc')}" / f"{random.randint(0, 9)}.md"
    new.parent.mkdir(exist_ok=True)
    match random.choice(("create", "edit", "rename", "delete", "spoil")):
        case "create":
            new.write_text(some_note(random))
        case "edit":
            path.write_text(some_note(random))
        case "rename":
            path.replace(new)
        case "spoil":
            path.write_bytes(b"\0")
        case _ if len(there) > 2:
            path.unlink()


@pytest.mark.parametrize("seed", range(4))
def test_a_rebuild_equals_the_updates(
    tmp_path: Path, dump: Callable[[Path], str], tree_hash: Callable[[Path], str], seed: int
) -> None:
    """After any history, the index is what one made from nothing would be."""
    random = Random(seed)  # noqa: S311  (a history that can be had again)
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(5):
        (notes / f"{number}.md").write_text(some_note(random))
    build(notes, tmp_path / "grown", model=HASH_MODEL)
    for step in range(6):
        for _ in range(random.randint(1, 4)):
            act(random, notes)
        before = tree_hash(notes)
        build(notes, tmp_path / "grown")
        build(notes, tmp_path / f"new-{step}", model=HASH_MODEL)
        assert dump(tmp_path / "grown") == dump(tmp_path / f"new-{step}")
        assert tree_hash(notes) == before


def test_vectors_stand_for_their_passages(build_index: Build, index_folder: Path) -> None:
    """Every passage has its own vector and one for each unit, all of unit length."""
    build_index()
    with closing(Store(index_folder)) as store:
        numbers, rows = store.passage_vectors()
        own = store.vectors_of(numbers.tolist())
    assert list(own) == numbers.tolist()
    for number, row in zip(numbers, rows, strict=True):
        assert np.array_equal(own[number][0], row)
        assert np.allclose(np.linalg.norm(own[number], axis=1), 1, atol=2e-3)
        assert len(own[number]) >= 2
