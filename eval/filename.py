"""File names for the notes of a data set whose document ids may hold any character."""

import hashlib
from urllib.parse import quote

_LONGEST = 120


def note_id(document: str, suffix: str) -> str:
    """A safe file name for `document`, the same every time and different for different ids.

    Letters of other scripts and signs are percent-encoded, dots too, lest a name begins with
    one and the file is hidden. What gets too long for a file system ends in a digest instead.

    >>> note_id("4983", ".md")
    '4983.md'
    >>> note_id("../a b", ".md")
    '%2E%2E%2Fa%20b.md'
    """
    name = quote(document, safe="").replace(".", "%2E")
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}-{hashlib.sha256(document.encode()).hexdigest()[:16]}"
    return name + suffix
