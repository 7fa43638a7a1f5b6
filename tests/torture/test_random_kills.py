"""Killed at any moment, an index is what it was or what it was to become."""

import json
import shutil
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from rig import Ended, Runner, Tally, dump, times, tree_hash, verified
from rig.scene import Scene, dump_if_built, findable, make_scene
from rig.vault import as_format_2, changed_notes, code_words, first_notes, write

from index import HASH_MODEL, build
from ingest import Failpoint

_KINDS = {
    "first": times(14, 750),
    "changes": times(14, 750),
    "sweep": times(4, 250),
    "rebuild": times(4, 250),
    "upgrade": times(4, 250),
}
_WATCHED = times(10, 750)
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_WITH_WORKER = 10
"""Each so many tries notes are read by a worker, as always; it takes longest."""
_COUNTS = 3
"""Which part of a dump says how many rows there are: that of a mixture is of no state."""
_DEAD = 2**22 + 1
"""No process has this number."""


@dataclass(slots=True)
class Moments:
    """Moments of a job, however busy the machine is with other things meanwhile."""

    random: Random
    longest: float

    def one(self) -> float:
        """Some seconds after the job's beginning, and mostly before its end."""
        return self.random.uniform(0, self.longest)

    def learn(self, ended: Ended) -> None:
        """Take into account how long it took to the end."""
        self.longest = self.longest * 1.03 if ended.is_killed else 0.9 * ended.seconds


@pytest.fixture(scope="module")
def scenes(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    """A first build, and several of an index whose notes have changed in many ways."""
    place = tmp_path_factory.mktemp("random")
    notes = place / "notes"
    first_notes(place / "first")
    first_notes(notes)
    build(notes, place / "before", model=HASH_MODEL, is_last=False)
    shutil.copytree(place / "before", place / "older")
    as_format_2(place / "older")
    shutil.copytree(place / "before", place / "littered")
    _litter(place / "littered")
    changed_notes(notes)
    return {
        "first": make_scene(runner, place / "1", place / "first"),
        "changes": make_scene(runner, place / "2", notes, template=place / "before"),
        "sweep": make_scene(runner, place / "3", notes, template=place / "littered", job="repair"),
        "rebuild": make_scene(runner, place / "4", notes, template=place / "before", job="rebuild"),
        "upgrade": make_scene(runner, place / "5", notes, template=place / "older"),
    }


def _litter(index_folder: Path) -> None:
    """What processes may have left behind that were killed."""
    shutil.copytree(index_folder, index_folder.with_name("copy"))
    for number in range(8):
        shutil.copytree(index_folder.with_name("copy"), index_folder / f".repair-{number}")
        (index_folder / f"vectors.faiss.{_DEAD}-{number}.draft").write_bytes(b"half")


@pytest.mark.parametrize("kind", _KINDS)
def test_a_kill_at_any_moment_costs_nothing(
    scenes: dict[str, Scene], kind: str, tally: Tally
) -> None:
    """Old or new, never a mixture; and the next build comes to the same as one undisturbed."""
    scene = scenes[kind]
    random = Random(kind)  # noqa: S311  (to be had again)
    alone, worked = Moments(random, scene.seconds), Moments(random, scene.seconds + 0.3)
    for number in range(_KINDS[kind]):
        folder = scene.folder()
        with_worker = number % _WITH_WORKER == 0
        moments = worked if with_worker else alone
        ended = scene.run(folder, after=moments.one(), with_worker=with_worker)
        moments.learn(ended)
        _count(tally, ended)
        tally.count(f"then {scene.holds(folder)}")


def test_kills_during_recovery_cost_nothing(scenes: dict[str, Scene], tally: Tally) -> None:
    """Killed two to four times in a row."""
    random = Random(1)  # noqa: S311
    moments = {kind: Moments(random, scene.seconds) for kind, scene in scenes.items()}
    for number in range(times(10, 300)):
        kind = list(scenes)[number % len(scenes)]
        scene, folder = scenes[kind], scenes[kind].folder()
        for _ in range(random.randint(2, 4)):
            ended = scene.run(folder, after=moments[kind].one())
            moments[kind].learn(ended)
            _count(tally, ended)
            left = scene.state(folder)
        tally.count(f"then {left}")
        scene.finish(folder)


@pytest.mark.parametrize("number", _SIGNALS, ids=lambda number: signal.Signals(number).name)
def test_a_polite_end_is_a_quiet_one(
    scenes: dict[str, Scene], number: signal.Signals, tally: Tally
) -> None:
    """Ctrl-C and SIGTERM to the command and all it has started: an exit code, no traceback."""
    random = Random(number)  # noqa: S311
    for attempt in range(times(5, 50)):
        scene = scenes["changes" if attempt % 2 else "first"]
        folder = scene.folder()
        command = ["index", str(scene.notes), "--index", str(folder), "--model", HASH_MODEL]
        after = random.uniform(0.002, 1.5 * scene.seconds)
        ended = scene.runner.run(
            "quoth", {"arguments": command}, after=after, signal=number, group=True
        )
        # The signal's own end is right where nothing catches it: SIGTERM, and before the command.
        has_begun = Failpoint.LOCK_TAKEN in ended.hits
        assert ended.code in {0, 128 + number} or (ended.code == -number and not has_begun), ended
        assert "Traceback" not in ended.said, ended.said
        assert not ended.has_orphans
        tally.count(f"exit code {ended.code}")
        scene.holds(folder)


def _count(tally: Tally, ended: Ended) -> None:
    assert ended.is_killed or ended.code == 0, ended
    assert not ended.has_orphans
    assert not ended.is_hung
    tally.count("killed" if ended.is_killed else "finished before")


def test_a_watcher_may_be_killed(runner: Runner, tmp_path: Path, tally: Tally) -> None:
    """The index is that of the notes as they were at one time, before or after one of the edits."""
    moments = Moments(Random(2), 0.0)  # noqa: S311
    states = _states(tmp_path / "states")
    words = frozenset().union(*map(code_words, states))
    for number in range(_WATCHED + 1):
        place = tmp_path / str(number)
        edits = _prepare(place)
        order = {"notes": place / "notes", "index_folder": place / "index", "edits": edits}
        ended = runner.run("watch", order, after=moments.one() if number else None)
        if not number:
            assert ended.value == 0, ended
        else:
            _count(tally, ended)
        moments.learn(ended)
        done = sum(not Path(made).exists() for made, _ in edits)
        tally.count(f"then {_watched_holds(place, states, words, done)}")
        shutil.rmtree(place)


def _prepare(place: Path) -> list[list[str]]:
    """Notes and an empty index; what is moved where to edit them."""
    first_notes(place / "notes")
    write(place / "edit", "# Note\n\nThe word kitezzz was written over note 6.\n")
    write(place / "new", "# New\n\nThe word kitezzy is new.\n")
    build(place / "notes", place / "index", model=HASH_MODEL, is_last=False)
    pairs = (("edit", "notes/6.md"), ("new", "notes/new.md"), ("notes/copy.md", "gone.md"))
    return [[str(place / made), str(place / name)] for made, name in pairs]


def _states(place: Path) -> Sequence[str]:
    """The dumps of the notes before and after each edit."""
    found: list[str] = []
    for made, name in [("", ""), *_prepare(place)]:
        if made:
            Path(made).replace(name)
        build(place / "notes", place / "index", is_last=False)
        found.append(dump(place / "index"))
    return found


def _watched_holds(place: Path, states: Sequence[str], words: frozenset[str], done: int) -> str:
    tree, index_folder = tree_hash(place / "notes"), place / "index"
    found = dump_if_built(index_folder)
    assert found in states or _is_between(found, states)
    assert findable(index_folder, words) == code_words(found)
    build(place / "notes", index_folder, is_last=False)
    assert dump(index_folder) == states[done]
    verified(index_folder)
    assert tree_hash(place / "notes") == tree
    return f"state {states.index(found)}" if found in states else "between two states"


def _is_between(found: str, states: Sequence[str]) -> bool:
    """Whether each note is as it was in one of the states.

    Notes are read one after the other: one may be read before an edit, another after the next.
    """
    rows, all_rows = json.loads(found), [json.loads(state) for state in states]
    return all(
        any(row in each[part] for each in all_rows)
        for part in range(len(rows))
        if part != _COUNTS
        for row in rows[part]
    )
