"""What a power cut leaves of an index is the old one or the new one."""

import ast
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from rig import Runner, Tally, times
from rig.journal import Moment
from rig.power_cut import after_cut, careless_renames, moments, renames
from rig.scene import Scene, make_scene
from rig.vault import changed_notes, first_notes

from index import HASH_MODEL, build

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("ingest", "index", "retriever", "ui", "eval")
_DURABLE = "index/durable.py"
_EXCEPTIONS = {"eval/bench/copied.py": 1, "index/rebuild.py": 2, "index/repair.py": 1}
"""What is moved aside as it is, and a note of a copy that is made to be changed."""


@pytest.fixture(scope="module")
def scenes(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    """A first build, one after changes, and one in the place of another index."""
    place = tmp_path_factory.mktemp("durability")
    notes, before = place / "notes", place / "before"
    first_notes(place / "first")
    first_notes(notes)
    build(notes, before, model=HASH_MODEL, is_last=False)
    changed_notes(notes)
    return {
        "first": make_scene(runner, place / "1", place / "first"),
        "changes": make_scene(runner, place / "2", notes, template=before),
        "rebuild": make_scene(runner, place / "3", notes, template=before, job="rebuild"),
    }


@pytest.fixture(scope="module")
def journals(scenes: dict[str, Scene]) -> dict[str, tuple[Path, Path, list[Moment]]]:
    """For each scene the index folder, the log, and the moments of an undisturbed run."""
    found: dict[str, tuple[Path, Path, list[Moment]]] = {}
    for name, scene in scenes.items():
        folder = scene.folder()
        log = scene.tries / "log"
        ended = scene.run(folder, journal=[log, folder, log.with_name("home")])
        assert ended.code == 0, ended.said
        found[name] = (folder, log, moments(log))
    return found


def test_every_rename_is_between_two_syncs(
    journals: dict[str, tuple[Path, Path, list[Moment]]], tally: Tally
) -> None:
    """The file before and its folder after: or a power cut could leave half of it, or nothing."""
    for _, _, found in journals.values():
        assert careless_renames(found) == []
        tally.count("renames", renames(found))


def test_files_are_renamed_in_one_place() -> None:
    """All of the product moves files durably, for only `durable.py` moves them at all."""
    found = {
        name: count
        for path in sorted(_ROOT.rglob("*.py"))
        if (name := path.relative_to(_ROOT).as_posix()).startswith(_PACKAGES)
        if (count := sum(1 for _ in _moves(ast.parse(path.read_text("utf-8")))))
    }
    assert found.pop(_DURABLE) == 2
    assert found == _EXCEPTIONS


def _moves(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of `path.replace(to)`, `path.rename(to)` and what `os` and `shutil` have like it."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, called = ast.unparse(node.func.value), node.func.attr
        is_path = called in {"replace", "rename"} and len(node.args) == 1 and not node.keywords
        if is_path or f"{owner}.{called}" in {"os.replace", "os.rename", "shutil.move"}:
            yield node


def test_a_power_cut_costs_nothing(
    scenes: dict[str, Scene],
    journals: dict[str, tuple[Path, Path, list[Moment]]],
    tally: Tally,
) -> None:
    """Whatever is lost of what was not synced: old or new, and damage never goes unnoticed."""
    random = Random(3)  # noqa: S311  (to be had again)
    for number in range(times(40, 200)):
        name = ("first", "changes", "rebuild")[number % 3]
        folder, log, found = journals[name]
        moment = random.choice(found)
        place = scenes[name].folder_to_make()
        after_cut(moment, log, random, folder, place)
        tally.count(f"then {scenes[name].holds(place)}")
        _check_pointer(moment, log, random, folder)


def _check_pointer(moment: Moment, log: Path, random: Random, folder: Path) -> None:
    """The note which index was used last is there whole, or not at all."""
    home = log.with_name("home")
    place = log.with_name(f"home-{random.random()}")
    after_cut(moment, log, random, home, place)
    pointer = place / "data" / "last-index"
    assert not pointer.exists() or pointer.read_text("utf-8") == str(folder.resolve())
