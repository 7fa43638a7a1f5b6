"""Files that are no text, some of which hurt whoever opens them."""

import base64
import gzip
import io
import random
import struct
import zipfile
import zlib
from dataclasses import replace

from .maker import Maker
from .model import Findable, Outcome

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
IGNORED = Outcome.IGNORED
_PICKLE = b"cos\nmkdir\n(VCANARY_PICKLE_WAS_LOADED\ntR."
_FINDER = b"\0\0\0\1Bud1"
_MEGABYTE = 1_000_000


def binaries(maker: Maker) -> None:
    """With a note's name they are named with a reason; without one they are left alone."""
    maker.category = "binary"
    noise = _noise(random.Random(99), 4096)  # noqa: S311
    _plain(maker, noise)
    _archives(maker)
    _indexes(maker, noise)
    _half(maker, noise)
    armour = base64.encodebytes(noise)
    letter = b"-----BEGIN PGP MESSAGE-----\n\n" + armour + b"-----END PGP MESSAGE-----\n"
    nasty = "an encrypted note: text without words"
    maker.data("bin/pgp.md", letter, nasty, INDEXED, WARNED, SKIPPED)
    finder = _FINDER + noise[:2000]
    maker.data("bin/DS_Store.md", finder, "a file of the Finder with a note's name", SKIPPED)
    maker.data("bin/.DS_Store", finder, "a file of the Finder", IGNORED, SKIPPED)
    cells = b'{"cells": [{"cell_type": "markdown", "source": ["# x"]}]}'
    maker.data("bin/notebook.ipynb", cells, "another kind of note", IGNORED, SKIPPED)


def _noise(chance: random.Random, size: int) -> bytes:
    return bytes(chance.randrange(256) for _ in range(size))


def _plain(maker: Maker, noise: bytes) -> None:
    pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n" + noise + b"\n%%EOF"
    for name, data, nasty in (
        ("noise.md", noise, "random bytes"),
        ("zeros.md", b"\0" * 100_000, "100 kB of NUL"),
        ("ff.md", b"\xff" * 10_000, "10 kB of 0xFF"),
        ("png.md", b"\x89PNG\r\n\x1a\n" + noise, "a picture"),
        ("pdf.md", pdf, "a PDF"),
        ("elf.txt", b"\x7fELF\x02\x01\x01\0" + noise, "a program"),
    ):
        maker.data(f"bin/{name}", data, f"{nasty} with a note's name", SKIPPED)


def _archives(maker: Maker) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for _ in range(50):
            file.write(b"\0" * _MEGABYTE)
    nasty = "50 MB in a small file: not to be unpacked"
    maker.data("bin/gzip-bomb.md", packed.getvalue(), nasty, SKIPPED)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            member = zipfile.ZipInfo(f"../../evil{number}.md", (2026, 1, 1, 0, 0, 0))
            archive.writestr(member, b"0" * _MEGABYTE, zipfile.ZIP_DEFLATED)
    nasty = "an archive whose paths climb out of the folder"
    maker.data("bin/zip-bomb.zip", packed.getvalue(), nasty, IGNORED, SKIPPED)
    cut = packed.getvalue()[:4000]
    maker.data("bin/docx-like.md", cut, "a cut archive with a note's name", SKIPPED)


def _indexes(maker: Maker, noise: bytes) -> None:
    nasty = "a pickle that makes a folder: never to be loaded"
    maker.data("bin/index.pkl", _PICKLE, nasty, IGNORED, SKIPPED)
    faiss = b"IxFI" + struct.pack("<iq", 384, 1 << 50) + noise
    nasty = "a FAISS index that claims to be huge: never to be loaded"
    maker.data("bin/index.faiss", faiss, nasty, IGNORED, SKIPPED)
    nasty = "the same pickle with a note's name: plain ASCII, and so a text"
    maker.data("bin/pickle.md", _PICKLE, nasty, INDEXED, SKIPPED, WARNED)
    sqlite = b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20" + noise
    maker.data("bin/sqlite.md", sqlite, "a database with a note's name", SKIPPED)
    packed = zlib.compress(noise * 8, 9)
    maker.data("bin/zlib.txt", packed, "packed bytes with a note's name", SKIPPED)


def _half(maker: Maker, noise: bytes) -> None:
    text, markers = maker.marked("# Looks like text\n\n@@M@@\n\n")
    data = text.encode() + noise * 40
    nasty = "a good beginning, then 160 kB of noise"
    file = ("bin/text-then-binary.md", data, nasty)
    maker.data(*file, WARNED, SKIPPED, markers=markers, findable=Findable.MAYBE)
    text, markers = maker.marked("\n# Text at the end\n\n@@M@@\n")
    placeless = tuple(replace(marker, line=None) for marker in markers)
    file = ("bin/binary-then-text.md", noise * 4 + text.encode(), "noise, then text at the end")
    maker.data(*file, SKIPPED, WARNED, markers=placeless, findable=Findable.MAYBE)
