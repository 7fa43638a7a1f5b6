"""Bytes to text: which encoding a note is in, said by its byte order mark or found out."""

import codecs
from dataclasses import dataclass

from .errors import UnreadableNoteError

# UTF-32's little-endian mark begins with UTF-16's, so it is tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    *(b"\x1f\x8b", b"\x7fELF", b"SQLite format 3"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\b\x07"))
"""Those that text does not have."""
_SAMPLE = 64 * 1024
# Bytes that are UTF-8 by chance are rare; of random bytes, a tenth are controls.
_MOST_CONTROLS, _MOST_LEGACY_CONTROLS = 0.3, 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """A note's text without its byte order mark, and how it was read."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a note's bytes.

    Tried in order: the byte order mark, UTF-8, UTF-16 without a mark, then a guess among the
    legacy encodings, which comes with a warning.

    Raises:
        UnreadableNoteError: the bytes are no text, or are damaged in a way that would lose some.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding), encoding)
    if data.startswith(_BINARY_STARTS):
        raise UnreadableNoteError("it is a binary file with a note's name")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)
    if "\0" in text:
        return _wide_without_mark(data)
    if _controls(data) > _MOST_CONTROLS:
        raise UnreadableNoteError("it is a binary file with a note's name")
    return Decoded(text, "utf-8")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableNoteError(
            f"its byte order mark says {encoding}, but byte {error.start} is not: {error.reason}"
        ) from error
    if "\0" in text:
        raise UnreadableNoteError("it holds NUL characters, as binary files do")
    return text


def _wide_without_mark(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > len(sample) // 5 and min(even, odd) == 0:
        encoding = "utf-16-le" if odd else "utf-16-be"
        warning = f"read as {encoding}, though it has no byte order mark"
        return Decoded(_strictly(data, encoding), encoding, (warning,))
    raise UnreadableNoteError("it holds NUL bytes, as binary files do")


def _legacy(data: bytes) -> Decoded:
    if b"\0" in data:
        return _wide_without_mark(data)
    if _controls(data) > _MOST_LEGACY_CONTROLS:
        raise UnreadableNoteError("it is a binary file with a note's name")
    encoding = _plausible_windows_1252(data) or _guess(data)
    if encoding is None:
        raise UnreadableNoteError(
            "it is not UTF-8 and its encoding cannot be told; save it as UTF-8"
        )
    warning = f"not UTF-8; read as {encoding}, please check accents and quotation marks"
    return Decoded(data.decode(encoding), encoding, (warning,))


def _plausible_windows_1252(data: bytes) -> str | None:
    """Windows-1252 when few bytes are above ASCII and all stand where Western text has them.

    A statistical guess needs more evidence than the two or three accents of a short note.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [char for char in text if char >= "\x80"]
    likely = sum(char.isalpha() or char in "‘’“”–—…•€£§°«»©®™·¿¡ªº½¼¾²³±×÷ \u00a0" for char in high)
    return "cp1252" if len(high) * 4 <= len(text) and likely == len(high) else None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # 40 ms that most notes don't need

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return best.encoding if any(map(str.isalnum, text)) else None


def _controls(data: bytes) -> float:
    """The share of control characters that text does not have."""
    sample = data[:_SAMPLE]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))
