"""Files that change, vanish or become something else while they are read."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

import pytest
from rig import Tally, times

from ingest import FAILPOINT_EVENT, Failpoint, UnreadableNoteError, read_note

OLD, NEW, FOREIGN = "old words\n" * 400, "new words\n" * 400, "not ours!\n" * 400
LONGER, SHORTER = NEW + "more\n" * 900, "new\n"
STEPS = (Failpoint.NOTE_OPENED, Failpoint.NOTE_READ)


@dataclass
class Race:
    """What is done when a step is reached, as often as it is said to be done."""

    step: Failpoint = Failpoint.NOTE_OPENED
    act: Callable[[], object] = bool
    left: int = 0
    """How often it is still to be done. Hooks cannot be removed; this disarms it."""

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Do it, where this is the step."""
        if event == FAILPOINT_EVENT and self.left and arguments == (self.step,):
            self.left -= 1
            self.act()


@pytest.fixture(scope="module")
def race() -> Iterator[Race]:
    """A race that can be set to any step."""
    one = Race()
    sys.addaudithook(one.hook)
    yield one
    one.left = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A note in a folder of the notes folder, and what is kept outside."""

    notes: Path
    path: Path
    outside: Path

    def read(self) -> str:
        """The note's text, or why it cannot be read."""
        try:
            return read_note("sub/a.md", self.path, inside=self.notes).text
        except UnreadableNoteError as error:
            return f"unreadable: {error}"


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A scene that can be set again and again."""
    return Scene(tmp_path / "notes", tmp_path / "notes" / "sub" / "a.md", tmp_path / "outside")


def set_up(scene: Scene) -> None:
    """Make it what it was, and old enough not to be waited for."""
    for folder in (scene.notes, scene.outside):
        shutil.rmtree(folder, ignore_errors=True)
    scene.path.parent.mkdir(parents=True)
    scene.outside.mkdir()
    scene.path.write_text(OLD)
    (scene.outside / "a.md").write_text(FOREIGN)


def rewrite(scene: Scene) -> None:
    """Other content of the same size, in place, with the modification time of before."""
    seen = scene.path.stat()
    with scene.path.open("r+") as file:
        file.write(NEW)
    os.utime(scene.path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def grow(scene: Scene) -> None:
    """More content, in place."""
    with scene.path.open("r+") as file:
        file.write(LONGER)


def shrink(scene: Scene) -> None:
    """Less content, in place."""
    scene.path.write_text(SHORTER)


def swap(scene: Scene) -> None:
    """Another file of the same size and time, moved over it as editors do."""
    seen = scene.path.stat()
    draft = scene.path.with_name("draft")
    draft.write_text(NEW)
    os.utime(draft, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    draft.replace(scene.path)


def vanish(scene: Scene) -> None:
    """No file any more."""
    scene.path.unlink(missing_ok=True)


def become_pipe(scene: Scene) -> None:
    """A pipe that nobody writes to."""
    scene.path.unlink(missing_ok=True)
    os.mkfifo(scene.path)


def become_link(scene: Scene) -> None:
    """A link to a file outside."""
    scene.path.unlink(missing_ok=True)
    scene.path.symlink_to(scene.outside / "a.md")


def become_folder(scene: Scene) -> None:
    """A folder with the note's name."""
    scene.path.unlink(missing_ok=True)
    scene.path.mkdir(exist_ok=True)


def lead_outside(scene: Scene) -> None:
    """The folder above the note is a link to one outside, with a file of that name."""
    if not scene.path.parent.is_symlink():
        scene.path.parent.rename(scene.notes / "moved")
        scene.path.parent.symlink_to(scene.outside)


_MOVED = "a folder above it is a link or a file by now; links are not followed"
CHANGES: dict[Callable[[Scene], None], str] = {
    rewrite: NEW,
    grow: LONGER,
    shrink: SHORTER,
    swap: NEW,
    vanish: "unreadable: it disappeared while it was read",
    become_pipe: "unreadable: it is not a regular file",
    become_link: "unreadable: it is a link; links are not followed",
    become_folder: "unreadable: it is not a regular file",
    lead_outside: f"unreadable: {_MOVED}",
}
"""What may happen to a note, and what reading it must come to: never the old content, which is
gone, and never a mixture."""


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("step", STEPS)
def test_a_change_while_it_is_read(
    race: Race, scene: Scene, tally: Tally, step: Failpoint, change: Callable[[Scene], None]
) -> None:
    """Retried, so that the new content is read whole, or reported with what it has become."""
    for _ in range(times(4, 30)):
        set_up(scene)
        race.step, race.act, race.left = step, lambda: change(scene), 1
        assert scene.read() == CHANGES[change]
        assert race.left == 0
        tally.count(change.__name__)


def test_a_file_that_never_rests(race: Race, scene: Scene, tally: Tally) -> None:
    """One that changes whenever it is read is left out, with the reason, and soon."""
    for _ in range(times(3, 20)):
        set_up(scene)
        race.step, race.left = Failpoint.NOTE_READ, 1000
        race.act = lambda: scene.path.write_text(random.choice((OLD, NEW, LONGER)))  # noqa: S311
        started = time.monotonic()
        reason = "it kept changing while it was read; it is tried again next time"
        assert scene.read() == f"unreadable: {reason}"
        assert time.monotonic() - started < 5
        race.left = 0
        tally.count("left out")


_PAGES, _PAGE = 500, 4096
_WRITER = """
import random, sys, time
path, pages, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(path, "r+b", buffering=0) as file:
    for number in range(1, 10**6):
        order = list(range(pages))
        random.Random(number).shuffle(order)
        for page in order:
            file.seek(page * size)
            file.write(b"%08d" % number * (size // 8))
        time.sleep((0, 0.001, 0.005, 0.05)[number % 4])
"""


@contextmanager
def written_all_the_time(path: Path) -> Iterator[None]:
    """Another process writes a number all over the file, page by page, then the next number."""
    zeros = b"0" * _PAGES * _PAGE
    path.write_bytes(zeros)
    words = ["-c", _WRITER, str(path), str(_PAGES), str(_PAGE)]
    writer = subprocess.Popen([sys.executable, *words])
    try:
        while path.read_bytes() == zeros:
            time.sleep(0.01)
        yield
    finally:
        writer.kill()
        writer.wait()


def is_of_one_moment(text: str) -> bool:
    """Whether the file was just that at some time.

    It had one number in the pages that were written by then, and the one before in all others.
    """
    pages = [text[start : start + _PAGE] for start in range(0, len(text), _PAGE)]
    numbers = [int(page[:8]) for page in pages]
    if any(page != page[:8] * (_PAGE // 8) for page in pages) or len(pages) != _PAGES:
        return False
    order = list(range(_PAGES))
    random.Random(max(numbers)).shuffle(order)  # noqa: S311
    written = numbers.count(max(numbers))
    return [numbers[page] for page in order] == (
        [max(numbers)] * written + [max(numbers) - 1] * (_PAGES - written)
    )


def test_no_mixture(scene: Scene, tally: Tally) -> None:
    """A file that is written over and over is read as it was at one moment, or not at all."""
    set_up(scene)
    with written_all_the_time(scene.path):
        for _ in range(times(25, 600)):
            text = scene.read()
            if text.startswith("unreadable: it kept changing"):
                tally.count("left out")
                continue
            assert is_of_one_moment(text), text[:99]
            tally.count("whole")


def test_a_folder_that_comes_and_goes(scene: Scene, tally: Tally) -> None:
    """However often a folder and a link to one outside change places, nothing outside is read."""
    set_up(scene)
    ended = threading.Event()
    here, aside, link = scene.path.parent, scene.notes / "aside", scene.notes / "link"
    link.symlink_to(scene.outside)
    pauses = cycle((0, 0, 0, 0.001))

    def flip() -> None:
        while not ended.is_set():
            here.rename(aside)
            link.rename(here)
            here.rename(link)
            aside.rename(here)
            time.sleep(next(pauses))

    flipping = threading.Thread(target=flip)
    flipping.start()
    try:
        for number in count():
            if number >= times(300, 20_000) and len(tally.outcomes) == 2:
                break
            text = scene.read()
            assert text == OLD or text.startswith("unreadable: "), text[:99]
            tally.count("read" if text == OLD else "refused")
    finally:
        ended.set()
        flipping.join()
