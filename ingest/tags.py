"""The tags of a note: those that front matter declares, and `#tags` in the text of Markdown."""

import re
from pathlib import PurePosixPath

from .model import BlockKind, Outline

# A tag starts a word and holds a letter; `C#`, `#12` and the anchor of a link are none.
_TAG = re.compile(r"(?<![\w#/&(\[])#([^\W\d_][\w/-]*)")
_CODE = re.compile(r"`[^`]*`")


def tags_of(note_id: str, text: str, outline: Outline) -> tuple[str, ...]:
    """The tags of a note without their `#`, each once, declared ones first."""
    found = dict.fromkeys(outline.properties.tags)
    if PurePosixPath(note_id).suffix.lower() in {".md", ".markdown"}:
        for section in outline.sections:
            for block in section.blocks:
                if block.kind is not BlockKind.CODE:
                    prose = _CODE.sub("", text[block.start : block.end])
                    found |= dict.fromkeys(_TAG.findall(prose))
    return tuple(found)
