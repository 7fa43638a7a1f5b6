"""Every edit that a folder of notes goes through: the index follows, whatever the times say."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import bad_notes
import pytest
from bad_notes import MUTATIONS, Change, Corpus, Told
from bad_notes.words import sentence
from rig import Tally, dump, is_long, times, tree_hash, verified
from rig.follow import wrong

from index import HASH_MODEL, Receipt, Store, build
from index.watch import Pace, watch
from ingest import NotesFolderError, QuothError

_DAY = 86_400
_YEAR = 365 * _DAY
_SOON = 30.0
"""Seconds in which watching must have noticed a change."""
_PACE = Pace(quiet=0.05, at_most=0.5, again=0.2)


@dataclass(frozen=True, slots=True)
class Scene:
    """Notes to edit, and where their index is."""

    corpus: Corpus
    index_folder: Path

    def build(self) -> Receipt:
        """Bring the index up to date; the notes stay as they are."""
        before = tree_hash(self.corpus.notes)
        model = None if self.index_folder.exists() else HASH_MODEL
        receipt = build(self.corpus.notes, self.index_folder, model=model)
        assert tree_hash(self.corpus.notes) == before
        return receipt

    def rebuilt(self) -> str:
        """What an index says that is made from nothing."""
        other = self.index_folder.with_name("from-nothing")
        build(self.corpus.notes, other, model=HASH_MODEL)
        said = dump(other)
        shutil.rmtree(other)
        return said


@pytest.fixture
def scene(tmp_path: Path, home: Path) -> Scene:
    """The notes that are there to be edited, indexed."""
    made = Scene(bad_notes.build_live(tmp_path / "corpus"), tmp_path / "index")
    made.build()
    return made


def _check(scene: Scene, change: Change, receipt: Receipt) -> None:
    assert wrong(scene.index_folder, change) == []
    assert change.embedded in (None, receipt.embedded)
    named = {skip.path for skip in (*receipt.skipped, *receipt.warnings)}
    # Root reads what nobody may read.
    if change.named and not os.access(scene.corpus.notes / change.named, os.R_OK):
        assert change.named in named


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_build_follows_a_mutation(scene: Scene, name: str, tally: Tally) -> None:
    """What is new is found where it stands, what is gone is not, and no more is embedded."""
    change = bad_notes.mutate(scene.corpus, name)
    receipt = scene.build()
    tally.count("followed")

    _check(scene, change, receipt)
    verified(scene.index_folder, thorough=is_long())


def test_a_build_follows_all_mutations_at_once(scene: Scene, tally: Tally) -> None:
    """Twenty of them between two builds."""
    changes = [bad_notes.mutate(scene.corpus, name) for name in MUTATIONS]
    scene.build()
    tally.count("followed", len(changes))

    assert [line for change in changes for line in wrong(scene.index_folder, change)] == []
    assert dump(scene.index_folder) == scene.rebuilt()
    verified(scene.index_folder)


def test_watching_follows_every_mutation(scene: Scene, tally: Tally) -> None:
    """One after the other, each without being told."""
    with _watched(scene) as news:
        for name in MUTATIONS:
            heard, embedded = len(news), _embedded(news)
            change = bad_notes.mutate(scene.corpus, name)
            assert _at_last(scene, change, news) == [], name
            # What an update did is told a little after it can be seen.
            _until(lambda heard=heard: len(news) > heard, 2.0)  # type: ignore[misc]
            if change.embedded == 0:
                assert _embedded(news) == embedded, name
            tally.count("followed")

    scene.build()
    verified(scene.index_folder)


@contextmanager
def _watched(scene: Scene) -> Iterator[list[Receipt | QuothError]]:
    """The news so far of a thread that watches, which has begun to listen."""
    news: list[Receipt | QuothError] = []
    stop = threading.Event()

    def listen() -> None:
        for outcome in watch(scene.corpus.notes, scene.index_folder, stop, pace=_PACE):
            news.append(outcome)

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        _until(lambda: bool(news))
        yield news
    finally:
        stop.set()
        thread.join(_SOON)
    assert not thread.is_alive()


def _at_last(scene: Scene, change: Change, news: list[Receipt | QuothError]) -> list[str]:
    """What is wrong after each piece of news, until nothing is or it was too long."""
    end = time.monotonic() + _SOON
    while (found := wrong(scene.index_folder, change)) and time.monotonic() < end:
        heard = len(news)
        _until(lambda heard=heard: len(news) > heard, 1.0)  # type: ignore[misc]
    return found


def _embedded(news: list[Receipt | QuothError]) -> int:
    return sum(one.embedded for one in news if isinstance(one, Receipt))


def _until(is_so: Callable[[], bool], seconds: float = _SOON) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not is_so():
        time.sleep(0.02)


def test_an_edit_that_keeps_size_and_time_is_noticed(scene: Scene, tally: Tally) -> None:
    """Time and again: the system notes the change where the user cannot put it back."""
    path = scene.corpus.notes / "live" / "touch-only.md"
    former = scene.corpus.entries[-1].markers[0].text
    before = path.stat()
    for number in range(times(5, 50)):
        text = sentence(7000 + number).ljust(120, "x")
        path.write_text(f"# Same\n\n{text}\n", "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        scene.build()
        tally.count("edits")

        told = Told(text, "live/touch-only.md", 3, ("Same",))
        gone = (former,) if number else ()
        assert wrong(scene.index_folder, Change((told,), gone)) == []
        former = text


def test_an_empty_folder_empties_no_index(scene: Scene, tally: Tally) -> None:
    """A disk that is not there is no reason to forget the notes."""
    said = dump(scene.index_folder)
    for _ in range(times(1, 10)):
        mount = bad_notes.unmount(scene.corpus)
        with pytest.raises(NotesFolderError, match="There are no notes"):
            scene.build()
        assert dump(scene.index_folder) == said
        mount()
        again = scene.build()
        tally.count("emptied")

        assert (again.added, again.changed, again.removed, again.embedded) == (0, 0, 0, 0)
        assert dump(scene.index_folder) == said
    verified(scene.index_folder)


@pytest.mark.parametrize("seconds", [-10 * _YEAR, -_DAY, _DAY, 10 * _YEAR])
def test_a_clock_that_jumps_changes_nothing(scene: Scene, seconds: int, tally: Tally) -> None:
    """Of the notes whose times jump, those with another content are read, and no other."""
    notes = sorted((scene.corpus.notes / "live").glob("*.md"))
    for path in notes:
        jumped = path.stat().st_mtime + seconds
        os.utime(path, (jumped, jumped))
    same = scene.build()
    assert (same.added, same.changed, same.removed, same.embedded) == (0, 0, 0, 0)

    change = bad_notes.mutate(scene.corpus, "atomic-save")
    path = scene.corpus.notes / "live" / "atomic-save.md"
    os.utime(path, (time.time() + seconds,) * 2)
    receipt = scene.build()
    tally.count("jumps", 2)

    assert receipt.changed == 1
    _check(scene, change, receipt)
    assert dump(scene.index_folder) == scene.rebuilt()


@pytest.mark.parametrize("how", ["build", "watch"])
def test_churn_leaves_nothing_behind(scene: Scene, how: str, tally: Tally) -> None:
    """Edits without a pause while the index is brought up to date; afterwards all of it is so."""
    for seed in range(times(1, 10)):
        churned = _churned(scene, seed, how)
        scene.build()
        tally.count("edits", churned.operations.total())

        assert _sentences(scene.index_folder) == churned.final
        assert dump(scene.index_folder) == scene.rebuilt()
        verified(scene.index_folder, thorough=False)
        shutil.rmtree(scene.corpus.notes / "churn")
        scene.build()
    verified(scene.index_folder)


def _churned(scene: Scene, seed: int, how: str) -> bad_notes.Churned:
    """The folder edited for some seconds, and meanwhile its index kept up to date."""
    folder, seconds = scene.corpus.notes / "churn", times(2, 10)
    if how == "watch":
        with _watched(scene):
            return bad_notes.churn(folder, seed, seconds)
    done: list[bad_notes.Churned] = []
    editing = threading.Thread(target=lambda: done.append(bad_notes.churn(folder, seed, seconds)))
    editing.start()
    while editing.is_alive():
        build(scene.corpus.notes, scene.index_folder)
    editing.join()
    return done[0]


def _sentences(index_folder: Path) -> dict[str, tuple[str, ...]]:
    """What the index holds of each note in the folder that was edited."""
    with closing(Store(index_folder)) as store:
        rows = store.connection.execute(
            "SELECT path, text FROM notes JOIN passages ON notes.id = note"
            " WHERE path LIKE 'churn/%' ORDER BY path, start"
        )
        found: dict[str, tuple[str, ...]] = {}
        for path, text in rows:
            name = path.removeprefix("churn/")
            found[name] = (*found.get(name, ()), *(line for line in text.splitlines() if line))
    return found
