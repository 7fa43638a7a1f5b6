"""What notes hold and are called never steers a terminal, and scripts get it exactly."""

import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import bad_notes
import pytest
from bad_notes import BadNote, Corpus
from rig import Tally

from index import Store
from ui.cli import main

_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]"
    "|\r(?!\n)"  # the terminal itself makes CR LF of each line end
)
_OF_THE_BAR = re.compile(r"\x1b\[(?:\?25[hl]|[0-9;]*[ABKm])|\r")
"""What a progress bar steers with: cursor, colour, lines rewritten."""
_ONE_PASSAGE = 500
"""Characters that are not cut."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command wrote to its terminal."""

    code: int
    out: str
    errors: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Notes that would steer a terminal, and their index."""

    corpus: Corpus
    index_folder: Path
    built: Printed

    @property
    def steering(self) -> list[BadNote]:
        """The notes that are found and must not be written as they are."""
        with closing(Store(self.index_folder)) as store:
            known = set(store.known_notes())
        return [
            note
            for note in self.corpus.created
            if note.name in known and (note.expected.never_raw or note.category == "file name")
        ]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Iterator[Scene]:
    """They are indexed on a terminal, too."""
    folder = tmp_path_factory.mktemp("terminal")
    corpus = bad_notes.build_steering(folder / "corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTH_READER", "none")
        notes, index_folder = str(corpus.notes), str(folder / "index")
        built = _on_a_terminal("index", notes, "--index", index_folder, "--model", "hash")
        yield Scene(corpus, folder / "index", built)
    bad_notes.remove(corpus.folder)


class _Terminal:
    """A pseudo-terminal, and what was written to it."""

    def __init__(self) -> None:
        self._reading, writing = os.openpty()
        self.stream = os.fdopen(writing, "w", encoding="utf-8")
        self._parts: list[bytes] = []
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def text(self) -> str:
        """All of it; nothing can be written any more."""
        self.stream.close()
        self._listening.join()
        os.close(self._reading)
        return b"".join(self._parts).decode("utf-8")

    def _listen(self) -> None:
        while part := self._part():
            self._parts.append(part)

    def _part(self) -> bytes:
        try:
            return os.read(self._reading, 65_536)
        except OSError:  # how Linux says that the other side is closed
            return b""


def _on_a_terminal(*arguments: str) -> Printed:
    out, errors = _Terminal(), _Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out.stream)
        patch.setattr(sys, "stderr", errors.stream)
        assert sys.stdout.isatty()
        code = main(list(arguments))
    return Printed(code, out.text(), errors.text())


def _steering(printed: Printed) -> list[str]:
    found = _STEERING.findall(printed.out) + _STEERING.findall(
        _OF_THE_BAR.sub("", printed.errors.replace("\r\n", "\n"))
    )
    return [ascii(one) for one in found]


def test_indexing_prints_nothing_that_steers(scene: Scene) -> None:
    """Neither the names in the progress bar nor those in the receipt."""
    assert scene.built.code == 0
    assert _steering(scene.built) == []
    assert "[31mred" not in scene.built.errors
    assert "names/latin1-" in scene.built.out


@pytest.mark.parametrize("command", ["status", "doctor"])
def test_upkeep_prints_nothing_that_steers(scene: Scene, command: str) -> None:
    """Where files are named with what is odd about them."""
    printed = _on_a_terminal(command, "--index", str(scene.index_folder))

    assert printed.code == 0
    assert _steering(printed) == []
    assert "names/latin1-" in printed.out or command == "doctor"


def test_replies_print_nothing_that_steers(scene: Scene, tally: Tally) -> None:
    """Quotes, passages, headings and names are shown with all that would steer made visible."""
    for note in scene.steering:
        query = f'"{note.markers[0].code_word}"'
        for command in (("search",), ("ask", "--sure", "0")):
            printed = _on_a_terminal(*command, query, "--index", str(scene.index_folder))

            assert printed.code == 0, note.name
            assert _steering(printed) == [], note.name
            tally.count("replies")


def test_json_keeps_the_exact_text(scene: Scene, tally: Tally) -> None:
    """Every character of it, and all that would steer is escaped."""
    for note in scene.steering:
        query = f'"{note.markers[0].code_word}"'
        printed = _on_a_terminal("search", query, "--json", "--index", str(scene.index_folder))
        found = json.loads(printed.out)["passages"]

        assert _steering(printed) == [], note.name
        assert [one["note"] for one in found] == [note.name]
        file = scene.corpus.path_of(note).read_bytes().decode("utf-8")
        assert all(one["text"] in file for one in found)
        if len(note.expected.holds) < _ONE_PASSAGE:
            assert note.expected.holds in found[0]["text"]
        tally.count("replies")
