"""Whatever has become of the database: nothing false is shown, and somebody says what to do."""

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from rig import Tally, times
from rig.damaging import LOG, LOG_INDEX, Scene, Try, damage
from rig.forked import ended, started
from rig.library import write_library

from index import HASH_MODEL, Store, build

_ENDS = ("right", "refused", "ranked otherwise")
_AT_ONCE = 100
"""Tries of one process."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """Notes, their index, and an index of other notes."""
    folder = tmp_path_factory.mktemp("databases")
    write_library(folder / "notes")
    build(folder / "notes", folder / "index", model=HASH_MODEL)
    write_library(folder / "other notes")
    (folder / "other notes" / "windows.md").unlink()
    build(folder / "other notes", folder / "other", model=HASH_MODEL)
    return folder


def _scene(base: Path) -> Scene:
    index_folder = base / "index"
    few = times(3, 4)
    return Scene(base / "notes", index_folder, (index_folder,), base / "other", few)


def _ends(scene: Scene, folder: Path, tries: Sequence[Try]) -> Counter[tuple[str, str]]:
    """How the tries ended, by what was done; fails where one did not end as it must."""
    counts: Counter[tuple[str, str]] = Counter()
    failures: list[str] = []
    for start in range(0, len(tries), _AT_ONCE):
        report = folder / f"report-{start}.jsonl"
        process = started(damage, scene, folder / "try", tries[start : start + _AT_ONCE], report)
        (code,) = ended(process, seconds=3600)
        lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
        if code:
            failures.append(f"the process ended with {code} after {lines[-1]}")
        for what, end in zip(lines[::2], lines[1::2], strict=False):
            if end in _ENDS:
                counts[what[0], end] += 1
            else:
                failures.append(f"{what}: {end}")
    assert not failures, f"{len(failures)} of {len(tries)}:\n" + "\n".join(failures[:10])
    return counts


def _tell(counts: Counter[tuple[str, str]], tally: Tally) -> None:
    for (how, end), count in sorted(counts.items()):
        tally.count(f"{how.replace('_', ' ')} {end}", count)


def test_damaged_databases(base: Path, tmp_path: Path, tally: Tally) -> None:
    """Every reply is the right one or an error that says what to do.

    Only the full-text index has no checksums: damage there can change which passages come first,
    and what they say is as true as ever.
    """
    numbers = {"flipped": times(70, 2000), "cut": times(10, 300), "zeroed_page": times(12, 300)}
    tries = [
        Try(how, seed, is_examined=seed % times(12, 24) == 5)
        for how, count in numbers.items()
        for seed in range(count)
    ]
    _tell(_ends(_scene(base), tmp_path, tries), tally)


def _with_log(notes: Path, index_folder: Path, edit: bytes, folder: Path) -> Path:
    """A copy of an index whose last update still lies in its log, as after a power cut."""
    with closing(Store(index_folder)) as store, store.snapshot():
        store.token()  # whoever reads keeps the log from being folded in
        with (notes / "windows.md").open("ab") as file:
            file.write(edit)
        (notes / "summer" / "weaver.md").unlink()
        build(notes, index_folder)
        copy = shutil.copytree(index_folder, folder)
    assert (copy / LOG).stat().st_size
    return copy


def test_damaged_logs(base: Path, tmp_path: Path, tally: Tally) -> None:
    """What was last written may be gone; what was there before is not, and nothing is mixed."""
    notes = shutil.copytree(base / "notes", tmp_path / "notes")
    build(notes, tmp_path / "new", model=HASH_MODEL)
    old = shutil.copytree(tmp_path / "new", tmp_path / "old")
    logged = _with_log(notes, tmp_path / "new", b"\r\nIt closes at eight.\r\n", tmp_path / "logged")
    others = shutil.copytree(base / "other notes", tmp_path / "others")
    (others / "windows.md").write_bytes(b"")
    build(others, tmp_path / "other", model=HASH_MODEL)
    other = _with_log(others, tmp_path / "other", b"# Tea\n\nTea is hot.\n", tmp_path / "other log")
    sound = (tmp_path / "new", old, tmp_path / "other", base / "other")
    scene = Scene(notes, logged, sound, other, times(3, 4))
    kinds = {
        LOG: {"cut": (4, 25), "flipped": (6, 25), "garbled": (1, 5), "zeroed_page": (2, 15)},
        LOG_INDEX: {"cut": (1, 8), "flipped": (2, 10), "garbled": (1, 4)},
    }
    tries = [Try(how, 1, file, is_examined=True) for file in kinds for how in ("removed",)]
    tries += [Try("swapped", seed, file) for file in kinds for seed in range(times(1, 2))]
    tries += [
        Try(how, seed, file, is_examined=seed % 5 == 1)
        for file, some in kinds.items()
        for how, counts in some.items()
        for seed in range(times(*counts))
    ]
    _tell(_ends(scene, tmp_path, tries), tally)
