"""Killed at any step of a build, an index is what it was or what it was to become."""

import shutil
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from rig import Runner, Tally, Trap, times
from rig.scene import Scene, make_scene
from rig.vault import as_format_2, changed_notes, first_notes

from index import HASH_MODEL, build
from ingest import Failpoint

_ENOSPC = 28
_FAILING = Trap(Failpoint.GENERATION_WRITTEN, errno=_ENOSPC)
"""What makes a build fail just before its last step, so that it takes back what it did."""


class Kill(NamedTuple):
    """At which time of reaching which step of what the process is killed."""

    scene: Scene
    point: str
    hit: int
    earlier: Sequence[Trap] = ()


@pytest.fixture(scope="module")
def scenes(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    """A first build, one after changes of all kinds, and these two in the place of an index."""
    place = tmp_path_factory.mktemp("failpoints")
    first_notes(place / "first")
    first_notes(place / "second")
    build(place / "second", place / "before", model=HASH_MODEL, is_last=False)
    shutil.copytree(place / "before", place / "older")
    as_format_2(place / "older")
    changed_notes(place / "second")
    before, older = place / "before", place / "older"
    return [
        make_scene(runner, place / "new", place / "first"),
        make_scene(runner, place / "again", place / "second", template=before),
        make_scene(runner, place / "rebuild", place / "second", template=before, job="rebuild"),
        make_scene(runner, place / "upgrade", place / "second", template=older),
    ]


def test_every_failpoint_is_on_some_way(scenes: Sequence[Scene]) -> None:
    """No step that can be named is left out by the kills below."""
    assert {kill.point for kill in kills(scenes)} == set(Failpoint)


def test_a_kill_at_any_failpoint_costs_nothing(scenes: Sequence[Scene], tally: Tally) -> None:
    """The first, middle and last time that each step is reached, in both kinds of build."""
    every = kills(scenes)
    number = min(times(60, len(every)), len(every))
    for kill in (every[place * len(every) // number] for place in range(number)):
        folder = kill.scene.folder()
        trap = Trap(kill.point, kill.hit)
        ended = kill.scene.run(folder, traps=[*kill.earlier, trap])
        assert ended.is_killed, (kill, ended)
        assert not ended.has_orphans, kill
        tally.count("killed")
        tally.count(f"then {kill.scene.holds(folder)}")


def kills(scenes: Sequence[Scene]) -> list[Kill]:
    """All that are tried in the long run, evenly spread over scenes and steps."""
    found = [
        Kill(scene, point, hit)
        for scene in scenes
        for point in Failpoint
        for hit in sorted({1, (1 + scene.hits.get(point, 0)) // 2, scene.hits.get(point, 0)})
        if 0 < hit <= scene.hits.get(point, 0)
    ]
    return [*found, *(Kill(scene, Failpoint.ROLLED_BACK, 1, (_FAILING,)) for scene in scenes)]


def test_a_build_that_fails_leaves_the_old_index(scenes: Sequence[Scene], tally: Tally) -> None:
    """A full disk in the middle of the last transaction is said in one line, and all stays."""
    for scene in scenes:
        folder = scene.folder()
        ended = scene.run(folder, traps=[_FAILING])
        assert ended.code != 0
        state = scene.holds(folder)
        assert state == ("old" if scene.old else "none")
        tally.count("failed")
