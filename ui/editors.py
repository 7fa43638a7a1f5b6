"""Links that open a note in the user's own editor, at the line."""

import re
from pathlib import PurePath
from urllib.parse import quote

from ingest import QuothError

EDITORS = {
    "VS Code": "vscode://file/{path}:{line}",
    "Obsidian": "obsidian://open?path={path}",
    "Cursor": "cursor://file/{path}:{line}",
    "Sublime Text": "subl://open?url=file:///{path}&line={line}",
    "TextMate": "txmt://open?url=file:///{path}&line={line}",
}
"""Well-known editors and the addresses they answer to."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
# But not after `mine://`, where the path's first slash ends the name of a computer.
_SLASH_BEFORE = re.compile(r"(?<!:/)/\{path\}")
# These would run in the page, or leave this computer.
_REFUSED = frozenset(
    {"javascript", "data", "vbscript", "blob", "http", "https", "ftp", "ws", "wss"}
)


class EditorLinkError(QuothError):
    """The template for links to an editor cannot be used."""


def check_template(template: str) -> None:
    """Raise unless `template` is an address of an editor with `{path}` in it.

    Raises:
        EditorLinkError: it is not; the message says what is missing.
    """
    scheme = _SCHEME.match(template)
    if not scheme or scheme[1].casefold() in _REFUSED:
        raise EditorLinkError(
            f'"{template}" is no address of an editor. It begins like vscode:// or obsidian://'
        )
    if "{path}" not in template:
        raise EditorLinkError(f'"{template}" does not say where {{path}} goes.')


def editor_link(template: str, notes: PurePath, note: str, line: int) -> str:
    """The address that opens `note`, a path below `notes`, at a line from 1."""
    # A file name that is not UTF-8 has surrogates in it, which stand for its bytes.
    path = quote((notes / note).as_posix().encode("utf-8", "surrogateescape"), safe="/:")
    # After a slash of the template's own, the path's first one would be doubled.
    path = path.lstrip("/") if _SLASH_BEFORE.search(template) else path
    return template.replace("{path}", path).replace("{line}", str(line))
