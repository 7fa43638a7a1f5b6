"""Front matter: the YAML block at the very top of a note, read as data."""

import re
from dataclasses import dataclass

from .model import Extent, Properties

MAX_LENGTH = 64 * 1024
_BLOCK = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the front matter stands, delimiters included, and what it declares."""

    extent: Extent
    properties: Properties
    warnings: tuple[str, ...] = ()


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
    return FrontMatter(extent, *_declared(body))


def _declared(body: str) -> tuple[Properties, tuple[str, ...]]:
    """What is declared, and what is wrong with it."""
    from .plain_yaml import RefusedYamlError, read_yaml  # questions do without

    try:
        declared = read_yaml(body)
    except RefusedYamlError as error:
        return Properties(), (str(error),)
    except Exception as error:  # noqa: BLE001  (PyYAML raises more than its own errors)
        return Properties(), (f"its front matter is no valid YAML ({type(error).__name__})",)
    if declared in (None, ""):
        return Properties(), ()
    if not isinstance(declared, dict):
        return Properties(), ("its front matter is not a list of properties",)
    return _properties(declared), ()


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
