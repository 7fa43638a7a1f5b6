"""Whatever has happened to notes and builds, an index is what one made from nothing would be."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random

from rig import Runner, Tally, dump, times, tree_hash, verified

from index import HASH_MODEL, build

_STEPS = 40
_LONGEST = 0.04
"""Seconds within which most builds of so few notes can be killed."""
_SENTENCES = (
    "The heron waits by the weir.",
    "Rye bread needs a long rest.",
    "A queue (QU) keeps messages for four days.",
    "Copper turns green in the rain.",
    "The choir sings on Thursdays at eight.",
)
_WEIGHTS = {
    "create": 6,
    "edit": 8,
    "rename": 5,
    "move": 2,
    "delete": 4,
    "touch": 3,
    "spoil": 2,
    "build": 3,
    "kill": 2,
}


def test_a_rebuild_equals_the_updates(runner: Runner, tmp_path: Path, tally: Tally) -> None:
    """After any history of edits, updates and kills."""
    for seed in range(times(50, 500)):
        place = tmp_path / str(seed)
        _live(runner, Random(seed), place, tally)  # noqa: S311  (to be had again)
        _check(place, tally)
        shutil.rmtree(place)


def _live(runner: Runner, random: Random, place: Path, tally: Tally) -> None:
    notes, grown = place / "notes", place / "grown"
    for number in range(4):
        _write(notes / f"{number}.md", random)
    for step in random.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=_STEPS):
        before = tree_hash(notes)
        if step == "build":
            build(notes, grown, model=HASH_MODEL, is_last=False)
        elif step == "kill":
            order = {"notes": notes, "index_folder": grown, "model": HASH_MODEL}
            ended = runner.run("build", order, after=random.uniform(0, _LONGEST))
            assert ended.is_killed or ended.code == 0, ended
            tally.count("killed" if ended.is_killed else "finished before")
        else:
            _edit(step, random, notes)
            continue
        assert tree_hash(notes) == before


def _check(place: Path, tally: Tally) -> None:
    notes = place / "notes"
    before = tree_hash(notes)
    build(notes, place / "grown", model=HASH_MODEL, is_last=False)
    build(notes, place / "new", model=HASH_MODEL, is_last=False)
    assert dump(place / "grown") == dump(place / "new")
    verified(place / "grown", thorough=False)
    assert tree_hash(notes) == before
    tally.count("histories")


def _edit(step: str, random: Random, notes: Path) -> None:
    there = sorted(path for path in notes.rglob("*.*") if path.is_file())
    path, new = random.choice(there), notes / random.choice("abc") / f"{random.randint(0, 9)}.md"
    new.parent.mkdir(exist_ok=True)
    match step:
        case "create":
            _write(new, random)
        case "edit":
            _write(path, random)
        case "rename":
            path.replace(new)
        case "move":
            _swap(random.choices(there, k=2))
        case "touch":
            os.utime(path, ns=(random.randint(0, 2 * 10**18),) * 2)
        case "spoil":
            path.write_bytes(b"\0")
        case _ if len(there) > 2:
            path.unlink()


def _swap(pair: Sequence[Path]) -> None:
    """Two notes take each other's place, times and all."""
    one, other = pair
    draft = one.with_name("draft")
    one.rename(draft)
    if one != other:
        other.rename(one)
    draft.rename(other)


def _write(path: Path, random: Random) -> None:
    """A note with a few sections, which often has passages in common with others."""
    parts = []
    for _ in range(random.randint(1, 4)):
        parts.append(f"{'#' * random.randint(1, 3)} Part {random.randint(1, 4)}")
        parts += random.choices(_SENTENCES, k=random.randint(0, 3))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(parts) + "\n", "utf-8")
