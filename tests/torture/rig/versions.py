"""Notes that all bear one number, so that a mixture of two generations can be seen."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from retriever import Citation, Hit

NOTES = 6
QUESTION = "Which version is the harbour?"
PASSAGES = 2 * NOTES
"""How many passages there are of any version."""

_VERSION = re.compile(r"version (\d+)")


def note_text(note: str, version: int) -> str:
    """The whole note, with the number in every passage, and each at another place."""
    before = "".join(f"Line {line} of version {version}.\n\n" for line in range(version % 4))
    return (
        f"# Note {note}\n\n{before}The harbour is version {version}.\n\n"
        f"## More of {note}\n\nThe ships of the harbour are version {version}, too.\n"
    )


def write_version(notes: Path, version: int) -> None:
    """Write every note anew, each in one step, as editors do."""
    notes.mkdir(exist_ok=True)
    for number in range(NOTES):
        draft = notes / f".{number}"
        draft.write_bytes(note_text(f"{number}.md", version).encode())
        draft.replace(notes / f"{number}.md")
        # The clock ticks too slowly to tell two versions of one length apart by their times.
        os.utime(notes / f"{number}.md", ns=(version, version))


def only_version(hits: Iterable[Hit]) -> int:
    """The version that all passages bear; fails where they are not all of one."""
    found = list(hits)
    versions = {number for hit in found for number in _VERSION.findall(hit.passage.text)}
    assert len(versions) == 1, f"passages of {sorted(versions)} in one answer"
    assert len(found) == PASSAGES, f"{len(found)} of {PASSAGES} passages"
    return int(versions.pop())


def check_quote(citation: Citation) -> None:
    """Fail where the quote was never in the note, there and in those lines."""
    versions = set(_VERSION.findall(citation.quote))
    assert len(versions) == 1, citation.quote
    text = note_text(citation.span.note_id, int(versions.pop()))
    assert citation.quote == text[citation.span.start : citation.span.end], citation
    assert citation.first_line == text.count("\n", 0, citation.span.start) + 1, citation
    assert citation.digest == hashlib.sha256(text.encode()).hexdigest(), citation
