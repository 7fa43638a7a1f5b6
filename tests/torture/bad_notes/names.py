"""File names that break links, shells, terminals, databases and other systems."""

import os
import unicodedata
from pathlib import Path
from typing import Unpack

from .maker import Maker, More
from .model import Findable, Kind, Outcome

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
_TEXT = "# Named\n\n@@M@@\n"
_LEVELS = 22
_LONG_NAME = "L" * 200
_PLAIN = (
    ("new\nline.md", "a line end"),
    ("tab\there.md", "a tab"),
    ("-rf.md", "begins with a dash"),
    ("--help.md", "looks like an option"),
    ("quote'single.md", "a single quotation mark"),
    ('quote"double.md', "a double quotation mark"),
    ("back\\slash.md", "a backslash: a folder on Windows"),
    ("$(touch CANARY_SHELL).md", "a command for a shell"),
    ("`touch CANARY_SHELL`;x.md", "backticks and a semicolon"),
    ("percent%00%2e%2e%2f.md", "NUL and dots in percent signs: never to be decoded"),
    ("question?star*pipe|.md", "characters that Windows forbids"),
    ("colon:stream.md", "a colon: another stream on Windows"),
    ("hash#frag ment.md", "a hash and a blank: breaks links"),
    ("amp&lt;.md", "an HTML entity"),
)
_ORDINARY = (
    *((f"{device}.md", "a device on Windows") for device in ("CON", "aux", "NUL", "com1")),
    ("UPPER.MD", "an ending in upper case"),
    ("readme.markdown", "the ending .markdown"),
)


def names(maker: Maker) -> None:
    """The text is the same and harmless; only the names are not."""
    maker.category = "file name"
    for name, nasty in _PLAIN:
        _note(maker, name, nasty)
    _active(maker)
    _edges(maker)
    for name, nasty in _ORDINARY:
        _note(maker, name, nasty)
    # A file without an ending bears no note's name: it is none, and not named either.
    _note(maker, "NOEXT", "no ending", Outcome.IGNORED, SKIPPED, INDEXED)
    _note(maker, "two.dots.in.name.md", "several dots")
    _note(maker, "note.md.txt", "two endings")
    _undecodable(maker)
    _twins(maker)
    _deep(maker)


def _note(
    maker: Maker, name: bytes | str, nasty: str, *outcomes: Outcome, **more: Unpack[More]
) -> None:
    path = b"names/" + os.fsencode(name)
    more["under"] = ("Named",)
    maker.text(path, _TEXT, nasty, *outcomes, **more)


def _active(maker: Maker) -> None:
    live = ("<img src=x",)
    _note(maker, "<img src=x onerror=window.__xss=1>.md", "an HTML element", never_live=live)
    _note(maker, "[x](javascript:window.__xss=1).md", "a Markdown link")
    _note(maker, "\x1b[31mred\x1b[0m.md", "an escape sequence", never_raw=("\x1b",))
    turned = ("\u202e",)
    _note(maker, "gpj.\u202edm.md", "turned around", INDEXED, WARNED, never_raw=turned)


def _edges(maker: Maker) -> None:
    _note(maker, "\U0001f4d3 notes \U0001f9ea.md", "emoji")
    _note(maker, " leading space.md", "begins with a blank")
    _note(maker, "trailing space .md", "a blank before the ending")
    # What begins with a dot is hidden, and hidden files are left alone without a word.
    _note(maker, "...md", "only dots", INDEXED, SKIPPED, Outcome.IGNORED)
    _note(maker, "..hidden..md", "begins with two dots", INDEXED, SKIPPED, Outcome.IGNORED)
    _note(maker, f"{'n' * 252}.md", "255 bytes")
    _note(maker, f"{'é' * 126}.md", "255 bytes of letters of two bytes")


def _undecodable(maker: Maker) -> None:
    bad = (WARNED, INDEXED, SKIPPED)
    nasty = "bytes that are no UTF-8: surrogates to Python, which SQLite and JSON refuse"
    _note(maker, b"latin1-\xe9\xe8.md", nasty, *bad)
    _note(maker, b"half-\xf0\x9f\x98.md", "a cut emoji", *bad)


def _twins(maker: Maker) -> None:
    _note(maker, "Case.md", "the first of three that differ in case")
    _note(maker, "case.md", "the second: the same file on Windows and macOS")
    _note(maker, "CASE.md", "the third")
    for form, nasty in (("NFC", "composed"), ("NFD", "the decomposed twin of the one before")):
        name = unicodedata.normalize(form, "résumé")  # type: ignore[arg-type]
        _note(maker, f"{name}.md", nasty, INDEXED, WARNED)


def _deep(maker: Maker) -> None:
    _note(maker, "folder.md/inside.md", "in a folder that bears a note's name")
    _note(maker, f"{'/'.join(['deep'] * 120)}/bottom.md", "120 folders down")
    maker.made(
        f"longpath/{'/'.join([_LONG_NAME] * _LEVELS)}/unreachable.md",
        _beyond_reach,
        "a path longer than any system call takes (4,096 bytes)",
        SKIPPED,
        INDEXED,
        kind=Kind.TOO_DEEP,
        findable=Findable.MAYBE,
    )


def _beyond_reach(top: Path) -> None:
    top.mkdir()
    here = os.open(top, os.O_RDONLY)
    try:
        for _ in range(_LEVELS):
            os.mkdir(_LONG_NAME, dir_fd=here)
            above, here = here, os.open(_LONG_NAME, os.O_RDONLY, dir_fd=here)
            os.close(above)
        file = os.open("unreachable.md", os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=here)
        os.write(file, b"# Too deep\n\nThe full path is longer than PATH_MAX.\n")
        os.close(file)
    finally:
        os.close(here)
