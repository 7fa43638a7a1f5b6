"""Front matter: the YAML block at the very top of a note, read as data.

Every scalar is read as a string (PyYAML's base loader), so there are no dates that cannot be, no
numbers of five thousand digits, and merge keys mean nothing. Aliases, which multiply, and deep
nesting are refused: notes have no use for them.
"""

import re
from dataclasses import dataclass

import yaml

from .model import Extent, Properties

MAX_LENGTH = 64 * 1024
_BLOCK = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the front matter stands, delimiters included, and what it declares."""

    extent: Extent
    properties: Properties
    warnings: tuple[str, ...] = ()


class _RefusedError(Exception):
    pass


class _Loader(yaml.BaseLoader):
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _RefusedError("its front matter uses YAML aliases, which are not read")
        if self.depth == _DEEPEST:
            raise _RefusedError(f"its front matter is nested more than {_DEEPEST} deep")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` begins with, or None where it begins with none.

    Front matter that is no valid YAML is still front matter: it declares nothing, with a warning.
    """
    opening = _BLOCK.match(text)
    if opening is None:
        return None
    # "$" knows only LF; a note with other line ends is searched in a copy of equal length.
    head = text[: opening.end() + MAX_LENGTH].replace("\r", "\n")
    closing = _END.search(head, opening.end())
    if closing is None:
        return None
    extent = Extent(0, closing.end())
    body = head[opening.end() : closing.start()]
    try:
        declared = _Loader(body).get_single_data()
    except Exception as error:  # noqa: BLE001  (PyYAML raises more than its own errors)
        return FrontMatter(extent, Properties(), (_complaint(error),))
    if declared in (None, ""):
        return FrontMatter(extent, Properties())
    if not isinstance(declared, dict):
        return FrontMatter(extent, Properties(), ("its front matter is not a list of properties",))
    return FrontMatter(extent, _properties(declared))


def _complaint(error: Exception) -> str:
    if isinstance(error, _RefusedError):
        return str(error)
    return f"its front matter is no valid YAML ({type(error).__name__})"


def _properties(declared: dict[object, object]) -> Properties:
    fields = {
        _storable(key).lower(): _storable(value) if isinstance(value, str) else value
        for key, value in declared.items()
        if isinstance(key, str)
    }
    title = fields.get("title")
    return Properties(
        title=" ".join(title.split()) or None if isinstance(title, str) else None,
        tags=tuple(
            tag.removeprefix("#")
            for key in ("tags", "tag")
            for entry in _strings(fields.get(key))
            for tag in entry.split()
        ),
        aliases=tuple(alias for key in ("aliases", "alias") for alias in _strings(fields.get(key))),
        dates=tuple(
            (key, value)
            for key, value in fields.items()
            if isinstance(value, str) and _DATE.match(value)
        ),
    )


def _strings(value: object) -> list[str]:
    entries = value.split(",") if isinstance(value, str) else value
    if not isinstance(entries, list):
        return []
    texts = (_storable(entry).strip() for entry in entries if isinstance(entry, str))
    return [text for text in texts if text]


def _storable(text: str) -> str:
    """The text without lone surrogates, which YAML can escape and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
