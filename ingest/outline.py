"""Which outline a note gets: Markdown's, or one inferred from plain text."""

from pathlib import PurePosixPath

from .markdown import outline as markdown_outline
from .model import Outline
from .plaintext import outline as plaintext_outline

_PLAIN = frozenset({".txt", ".text"})


def outline(note_id: str, text: str) -> Outline:
    """The outline of a note, chosen by the ending of its file's name."""
    suffix = PurePosixPath(note_id).suffix.lower()
    return plaintext_outline(text) if suffix in _PLAIN else markdown_outline(text)


def title_of(note_id: str, found: Outline) -> str:
    """What people call the note: its declared title, its one leading heading, or its file name."""
    if found.properties.title:
        return found.properties.title
    suffix = PurePosixPath(note_id).suffix.lower()
    tops = [section for section in found.sections if len(section.headings) == 1]
    if suffix not in _PLAIN and len(tops) == 1 and found.sections[0] is tops[0]:
        return tops[0].headings[0]
    return PurePosixPath(note_id).stem
