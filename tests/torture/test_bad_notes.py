"""388 bad notes: each ends as it should, and none hurts another."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bad_notes
import pytest
from bad_notes import Size
from rig import Tally, dump, is_long, times, tree_hash, verified
from rig.trial import (
    Trial,
    counts,
    exactly,
    leaks,
    slow_notes,
    tried,
    wrong_hits,
    wrong_outcomes,
    wrong_quotes,
    wrong_texts,
)

from index import HASH_MODEL, build
from retriever import Assistant

ROOT = Path(__file__).parents[2]
SIZE = Size.FULL if is_long() else Size.TINY
MODEL = None if is_long() else HASH_MODEL
_MOST_MEGABYTES = 1_500
_AT_MOST = 1_800
"""Seconds that the long run of another user may take."""


@dataclass(frozen=True, slots=True)
class Held:
    """The corpus of this run and what came of indexing it."""

    trial: Trial
    tree: str
    """What the notes folder was before."""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Iterator[Held]:
    """All bad notes, indexed once for all tests of this file."""
    folder = tmp_path_factory.mktemp("bad")
    corpus = bad_notes.build(folder / "corpus", SIZE)
    tree = tree_hash(corpus.notes)
    yield Held(tried(corpus, folder / "index", MODEL), tree)
    bad_notes.remove(corpus.folder)


@pytest.fixture(scope="module")
def assistant(held: Held) -> Iterator[Assistant]:
    """Asks the index of the bad notes."""
    with Assistant.open(held.trial.index_folder, reader="none") as opened:
        yield opened


def test_every_note_ends_as_it_should(held: Held, tally: Tally) -> None:
    """Indexed, indexed with a warning, skipped with a reason, or rightly left alone."""
    for how, count in counts(held.trial).items():
        tally.count(how, count)

    assert len(held.trial.corpus.entries) == 388
    assert list(wrong_outcomes(held.trial)) == []


def test_every_marker_is_found_where_it_stands(
    held: Held, assistant: Assistant, tally: Tally
) -> None:
    """In the right note, on the right line, under the right headings, and its text unharmed."""
    tally.count("markers", len(held.trial.markers))

    assert list(wrong_hits(held.trial, assistant)) == []
    assert list(wrong_texts(held.trial, assistant)) == []


def test_every_marker_is_quoted_from_where_it_stands(
    held: Held, assistant: Assistant, tally: Tally
) -> None:
    """The answer to a code word is its sentence."""
    every = times(8, 1)
    tally.count("asked", len(held.trial.markers[::every]))

    assert list(wrong_quotes(held.trial, assistant, exactly, every)) == []


def test_no_note_takes_long(held: Held) -> None:
    """Five seconds at most to be read and cut, ten for one of over 5 MB."""
    assert len(held.trial.seconds) > 300
    assert list(slow_notes(held.trial)) == []


def test_nothing_is_run_and_nothing_outside_is_told(held: Held) -> None:
    """No canary is there, and no word of a file that only a link leads to is in the index."""
    assert list(leaks(held.trial)) == []


def test_a_second_build_finds_nothing_to_do(held: Held) -> None:
    """Nothing is read again, nothing embedded, and the same files are named."""
    before = dump(held.trial.index_folder)

    again = build(held.trial.corpus.notes, held.trial.index_folder)

    assert (again.added, again.changed, again.renamed, again.removed, again.embedded) == (0,) * 5
    assert again.skipped == held.trial.receipt.skipped
    assert dump(held.trial.index_folder) == before


def test_the_notes_are_as_they_were(held: Held) -> None:
    """Not a byte, a name, a time or a mode has changed, and nothing was put beside them."""
    assert tree_hash(held.trial.corpus.notes) == held.tree
    assert bad_notes.problems(held.trial.corpus) == []
    assert {path.name for path in held.trial.corpus.folder.iterdir()} == {"notes", "outside"}


def test_the_index_is_well(held: Held) -> None:
    """Whatever stands in a note, the doctor finds nothing wrong."""
    verified(held.trial.index_folder)


def test_the_order_of_the_notes_is_all_the_same(tmp_path: Path, home: Path, tally: Tally) -> None:
    """Read in another order and then renamed, they make the same index as read at once."""
    make = bad_notes.build if is_long() else bad_notes.build_steering
    corpus = make(tmp_path / "corpus")
    folders = [path for path in sorted(corpus.notes.iterdir()) if not path.name.startswith(".")]
    turned = {path: path.with_name(f"{len(folders) - place:02d}-{path.name}")
              for place, path in enumerate(folders)}  # fmt: skip
    for path, other in turned.items():
        path.rename(other)
    build(corpus.notes, tmp_path / "turned", model=HASH_MODEL)
    for path, other in turned.items():
        other.rename(path)

    renamed = build(corpus.notes, tmp_path / "turned")
    build(corpus.notes, tmp_path / "straight", model=HASH_MODEL)
    tally.count("notes renamed", renamed.renamed)
    bad_notes.remove(corpus.folder)

    assert renamed.embedded == 0
    assert dump(tmp_path / "turned") == dump(tmp_path / "straight")


def test_who_may_not_read_everything_gets_the_rest(tmp_path: Path, tally: Tally) -> None:
    """The same as an ordinary user: locked notes are named, the others found, in little memory."""
    as_root = os.geteuid() == 0
    program = ["rig.powerless", "rig.trial"] if as_root else ["rig.trial"]
    arguments = [str(tmp_path), SIZE, MODEL or "", str(times(32, 1))]
    done = subprocess.run(
        [sys.executable, "-m", *program, *arguments],
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=_AT_MOST,
    )
    bad_notes.remove(tmp_path / "corpus")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for how, count in Counter(told["counts"]).items():
        tally.count(f"{how}{' without the power of root' if as_root else ''}", count)
    tally.count("MB", round(told["megabytes"]))

    assert not told["as_root"]
    assert told["complaints"] == []
    assert told["megabytes"] < _MOST_MEGABYTES


def _environment(folder: Path) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "torture")])
    return {**os.environ, "QUOTH_HOME": str(folder / "home"), "PYTHONPATH": path}
