"""From bytes to text: what is read, with which warning, and what is refused."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import UnreadableNoteError, decode

TEXT = "# Über alles\r\n\r\nNaïve façade, “quoted” – 東京 🦉.\rEnd\n"
BINARY = "it is a binary file with a note's name"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_byte_order_marks(mark: bytes, encoding: str) -> None:
    """A mark decides, is no part of the text, and needs no warning."""
    found = decode(mark + TEXT.encode(encoding))
    assert (found.text, found.encoding, found.warnings) == (TEXT, encoding, ())


def test_utf_8_without_a_mark() -> None:
    """What is valid UTF-8 is UTF-8; line ends stay as they are."""
    found = decode(TEXT.encode())
    assert (found.text, found.encoding, found.warnings) == (TEXT, "utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["# Plain words\n\nMore of them.\n", "Grüße aus Köln\r\n" * 9])
def test_utf_16_without_a_mark(encoding: str, text: str) -> None:
    """Western UTF-16 is known by where its NUL bytes stand, and comes with a warning."""
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)
    assert "no byte order mark" in found.warnings[0]


@pytest.mark.parametrize(
    "text", ["The café is open.\n", "Preis: 5 € – “billig”, übrigens.\n" * 20, "naïve"]
)
def test_windows_1252(text: str) -> None:
    """Western text in the old Windows encoding is read, with a warning."""
    found = decode(text.encode("cp1252"))
    assert (found.text, found.encoding) == (text, "cp1252")
    assert "read as cp1252" in found.warnings[0]


def test_a_guessed_encoding() -> None:
    """A longer text in another legacy encoding is read by guessing, with a warning."""
    text = "Сегодня мы печём хлеб из ржаной муки, а завтра варим суп. " * 20
    found = decode(text.encode("cp1251"))
    assert found.text == text
    assert found.warnings


def test_empty() -> None:
    """No bytes are an empty text."""
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 all of it text", BINARY),
        (b"PK\x03\x04rest", BINARY),
        (b"\x89PNG\r\n", BINARY),
        (bytes(range(1, 32)) * 40, BINARY),
        (b"text\0text", "it holds NUL bytes, as binary files do"),
        (b"\0" * 100, "it holds NUL bytes, as binary files do"),
        (b"caf\xe9\0", "it holds NUL bytes, as binary files do"),
        (b"\xef\xbb\xbfa\0b", "it holds NUL characters, as binary files do"),
        (b"\xff\xfea\0b", "its byte order mark says utf-16-le, but byte 2 is not: truncated data"),
        (b"\xef\xbb\xbf\xff", "its byte order mark says utf-8, but byte 0 is not"),
        (b"\xff" * 10_000, "it is not UTF-8 and its encoding cannot be told; save it as UTF-8"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    """What would lose text or is none is refused, with the reason in words."""
    with pytest.raises(UnreadableNoteError, match="^" + reason.replace("(", r"\(")):
        decode(data)


def test_control_characters_in_a_text() -> None:
    """A paste with some control characters is still a text; they are kept."""
    text = "A log line\x01\x02\x1b[0m with colours, and then some more words.\n"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_no_text(seed: int) -> None:
    """Random bytes are refused even where none of them is NUL."""
    noise = random.Random(seed).choices(range(1, 256), k=5000)  # noqa: S311  (no secrets here)
    with pytest.raises(UnreadableNoteError):
        decode(bytes(noise))


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1))
def test_utf_8_survives(text: str) -> None:
    """With a mark, UTF-8 comes back as it was."""
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes give a text without NUL, or the one error; never anything else."""
    try:
        found = decode(data)
    except UnreadableNoteError:
        return
    assert "\0" not in found.text
    assert "\ufeff" not in found.text[:1] or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe"))
