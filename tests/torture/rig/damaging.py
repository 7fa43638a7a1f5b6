"""Databases that are damaged, asked, and put right: what a process of these tests does.

It runs apart, for SQLite might crash on what it finds; each try is written down before it begins.
"""

import json
import shutil
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index import HASH_MODEL, examine, repair
from index.dense_cache import CACHE
from index.folders import DATABASE
from index.word_cache import WORDS

from .dump import dump
from .judge import Truth, outcome, truth_of
from .library import QUESTIONS
from .spoil import SPOILERS, spoil

LOG, LOG_INDEX = f"{DATABASE}-wal", f"{DATABASE}-shm"


@dataclass(frozen=True, slots=True)
class Try:
    """One damage."""

    how: str
    """A key of `SPOILERS`; or "removed", or "swapped" with the file of another index."""
    seed: int
    file: str = DATABASE
    is_examined: bool = False
    """Also: that the doctor finds it, and puts it right."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An index to be damaged, and what may be seen of it."""

    notes: Path
    template: Path
    """The index; copied for each try."""
    sound: tuple[Path, ...]
    """Indexes of which a reply may be."""
    other: Path
    """An index of other notes, whose files may be put in the place of ours."""
    questions: int
    """How many questions are asked at each try."""


def damage(scene: Scene, place: Path, tries: Sequence[Try], report: Path) -> None:
    """Make all `tries` in the folder `place`, and write down how each ended."""
    truths = tuple(truth_of(_copy(one, place), QUESTIONS) for one in scene.sound)
    right = dump(scene.sound[0])
    with report.open("w", encoding="utf-8") as file:
        for one in tries:
            file.write(json.dumps([one.how, one.seed, one.file]) + "\n")
            file.flush()
            try:
                end = _tried(scene, place, one, truths, right)
            except Exception:  # noqa: BLE001  (whatever it is, it is what is looked for)
                end = traceback.format_exc()
            file.write(json.dumps(end) + "\n")
            file.flush()


def _copy(template: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return shutil.copytree(template, place)


def _tried(scene: Scene, place: Path, one: Try, truths: tuple[Truth, ...], right: str) -> str:
    _copy(scene.template, place)
    if not _spoilt(scene, place, one):
        return "right"
    if one.seed % 2:
        (place / CACHE).unlink()
        (place / WORDS).unlink()
    asked = [QUESTIONS[(one.seed + n) % len(QUESTIONS)] for n in range(scene.questions)]
    end = outcome(place, tuple(asked), *truths)
    if one.is_examined:
        _examine(scene, place, right, is_wrong=end != "right")
        assert outcome(place, tuple(asked), truths[0]) == "right"
    return end


def _spoilt(scene: Scene, place: Path, one: Try) -> bool:
    path = place / one.file
    if one.how == "removed":
        path.unlink()
    elif one.how == "swapped":
        shutil.copy(scene.other / one.file, path)
    else:
        return spoil(path, SPOILERS[one.how], one.seed)
    return True


def _examine(scene: Scene, place: Path, right: str, *, is_wrong: bool) -> None:
    """What makes a reply wrong is found; afterwards the index is as if nothing had happened."""
    diagnosis = examine(place)
    if diagnosis.is_well:
        assert not is_wrong, "the doctor found nothing"
    else:
        repaired = repair(place, diagnosis, notes=scene.notes, model=HASH_MODEL)
        assert not repaired.failed, repaired.failed
        assert repaired.diagnosis.is_well, repaired.diagnosis.faults
    assert dump(place) == right
