"""A file of what was made from the database to search it fast, trusted only when it is whole.

It is a header (our mark, the generation it was made from, a SHA-256 of the rest) and a body, which
is whatever the owner of the file makes of it. Nothing is used whose hash is not right.
"""

import hashlib
import json
from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest import Failpoint, reached

from .durable import write_durably

_MAGIC = b"QUOTH1\n"
_LONGEST_HEADER = 4096

Body = npt.NDArray[np.uint8]
"""The bytes behind a header, as the file has them: memory-mapped, not to be written to. They begin
at a multiple of eight, so that wider numbers can be taken from them without a copy."""


def made_from(path: Path) -> str | None:
    """The generation that a header names; None where there is no such header."""
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return None
        with path.open("rb") as file:
            head = _head(file.read(_LONGEST_HEADER))
    except OSError:
        return None
    return head[0] if head else None


def sound_generation(path: Path, generations: Collection[str], most_bytes: int) -> str | None:
    """The generation that a file was made from; None unless it is whole, and one of these."""
    found = sound(path, generations, most_bytes)
    return found[0] if found else None


def sound(path: Path, generations: Collection[str], most_bytes: int) -> tuple[str, Body] | None:
    """The generation that a file was made from, and its body; None unless it is to be trusted.

    Args:
        path: The file, if there is one.
        generations: It must have been made from one of these.
        most_bytes: More than it can have; a larger one is not read.
    """
    try:
        if not path.is_file() or not 0 < path.stat().st_size <= most_bytes:
            return None
        content = np.memmap(path, dtype=np.uint8, mode="r")
    except OSError:
        return None
    head = _head(content[:_LONGEST_HEADER].tobytes())
    if head is None or head[0] not in generations:
        return None
    generation, digest, length = head
    body = content[length:]
    return (generation, body) if hashlib.sha256(body.data).hexdigest() == digest else None


def write_cache_file(path: Path, generation: str, *body: bytes | memoryview) -> None:
    """Make a file of these parts, one after the other, which were made from this generation.

    Raises:
        OSError: it cannot be written; the file is what it was.
    """
    reached(Failpoint.CACHE_MADE)
    digest = hashlib.sha256()
    for part in body:
        digest.update(part)
    header = _header(generation, digest.hexdigest())
    write_durably(path, _MAGIC + header + b"\n", *body)


def _head(content: bytes) -> tuple[str, str, int] | None:
    """The generation and the SHA-256 in a header, and its length; None where it is not ours."""
    mark, _, rest = content.partition(b"\n")
    line, end, _ = rest.partition(b"\n")
    try:
        facts = json.loads(line)
        generation, digest = str(facts["generation"]), str(facts["sha256"])
    except (ValueError, KeyError, TypeError):
        return None
    is_ours = mark + b"\n" == _MAGIC and line == _header(generation, digest) and end
    return (generation, digest, len(_MAGIC) + len(line) + 1) if is_ours else None


def _header(generation: str, digest: str) -> bytes:
    return json.dumps({"generation": generation, "sha256": digest}).encode()
