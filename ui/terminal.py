"""Text from notes made safe to show: nothing in it may steer a terminal or turn text around.

A note can hold escape sequences that retitle a window or hide what follows, and Unicode controls
that reverse the reading order. They are shown, not obeyed and not dropped: ESC appears as its
picture, `␛`, and the rest as `<U+202E>`. `--json` is not touched: there the exact text is escaped.
"""

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from ingest import Lines

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides, isolates
    "\u2028\u2029\ufff9-\ufffb"  # line and paragraph separators, annotations
    "\ud800-\udfff]"  # lone surrogates: file names that are not UTF-8
)
_PICTURES = 0x2400


def visible(text: str) -> str:
    r"""`text` with every control, bidirectional and undecodable character made visible.

    Tabs and line feeds stay as they are.

    >>> visible("a\x1b[31mb")
    'a␛[31mb'
    """
    return _UNSAFE.sub(_picture, text)


def visible_line(text: str) -> str:
    """The same on one line: for names and labels, where a line end would be a lie."""
    return visible(text).replace("\n", "␊").replace("\t", " ")


def visible_lines(text: str) -> tuple[str, ...]:
    """The lines of `text`, divided where citations divide them, each made visible."""
    return tuple(visible(line) for line in Lines(text).contents)


def wrapped(line: str, width: int | None) -> list[str]:
    """`line` in pieces of at most `width` characters, cut after spaces where there are any.

    Nothing is dropped: the pieces joined are the line. With no width the line stays whole.
    """
    if width is None:
        return [line]
    pieces = []
    while len(line) > width:
        cut = line.rfind(" ", 1, width) + 1 or width
        pieces.append(line[:cut])
        line = line[cut:]
    return [*pieces, line]


def terminal_width(stream: TextIO) -> int | None:
    """The columns of the terminal behind `stream`; None where it is a file or a pipe."""
    return max(20, shutil.get_terminal_size().columns) if stream.isatty() else None


def complain(message: str, stream: TextIO | None = None) -> None:
    """Write one line that begins with `quoth: `, on standard error unless told otherwise."""
    print_lines([f"quoth: {visible_line(message)}"], stream or sys.stderr)


def print_lines(lines: Iterable[str], stream: TextIO) -> None:
    """Write `lines`, which must have been made visible before, and flush them."""
    stream.writelines(f"{line}\n" for line in lines)
    stream.flush()


def columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Labels and values as lines, the values below each other."""
    widest = max((len(label) for label, _ in rows), default=0)
    return [f"{label:<{widest}}  {value}" for label, value in rows]


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
