"""Notes with bytes that are no text, and text that is hardly any."""

from dataclasses import replace

from .maker import Maker
from .model import Outcome
from .words import filling, line_of

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
_CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\r\n") + b"\x7f"
_FRENCH = "Déjà vu à Orléans"


def broken_bytes(maker: Maker) -> None:
    """Between two readable halves; then what is valid, but odd."""
    maker.category = "encoding"
    before, after = filling(maker.chance, 3000), filling(maker.chance, 300)
    for name, first, bad, last, nasty in (
        ("invalid-one-byte", before, b"bad \xff byte", after, "one byte 0xFF in good UTF-8"),
        ("mixed-utf8-latin1", _FRENCH, b"caf\xe9 cr\xe8me", _FRENCH, "UTF-8 and Latin-1 lines"),
        (
            *("overlong", "overlong slash", b"\xc0\xaf..\xc0\xaf etc", ""),
            "overlong UTF-8, which gets past simple filters",
        ),
        (
            *("cesu-surrogates", "half", b"\xed\xa0\x80 \xed\xb0\x80", ""),
            "lone surrogates in UTF-8: decoded leniently, they are strings that SQLite refuses",
        ),
        ("cesu8-emoji", "pair", b"\xed\xa0\xbd\xed\xb8\x80", "", "an emoji as two surrogates"),
        (
            *("beyond-unicode", "too high", b"\xf4\x90\x80\x80 \xf8\x88\x80\x80\x80", ""),
            "code points above U+10FFFF and sequences of five bytes",
        ),
        (
            *("nul-inside", "nul", b"left\x00right \x00\x00", ""),
            "NUL inside text: SQLite's length() and C libraries stop there",
        ),
    ):
        _halves(maker, f"enc/{name}.md", (first, bad, last), nasty, WARNED, INDEXED, SKIPPED)
    controls = ("controls", _CONTROLS, "")
    _halves(maker, "enc/c0-controls.md", controls, "every C0 control", WARNED, INDEXED)
    _cut_short(maker)
    _odd(maker)


def _halves(
    maker: Maker, name: str, parts: tuple[str, bytes, str], nasty: str, *outcomes: Outcome
) -> None:
    before, bad, after = parts
    text, first = maker.marked(f"# Broken bytes\n\n{before}\n\n@@M@@\n")
    rest, last = maker.marked(f"\n@@M@@\n{after}")
    above = line_of(text, len(text)) - 1
    moved = (replace(marker, line=(marker.line or 0) + above) for marker in last)
    data = text.encode() + bad + rest.encode()
    maker.data(name, data, nasty, *outcomes, markers=(*first, *moved))


def _cut_short(maker: Maker) -> None:
    text, markers = maker.marked("# Cut\n\n@@M@@\n\nends in the middle of ")
    maker.data(
        "enc/truncated-multibyte.md",
        text.encode() + b"\xe2\x82",
        "cut inside a character of three bytes, as a half-synced file is",
        WARNED,
        INDEXED,
        SKIPPED,
        markers=markers,
    )


def _odd(maker: Maker) -> None:
    maker.text(
        "enc/c1-controls.md",
        "# C1\n\nnext\u0085line \u009b31mred\u009b0m\n\n@@M@@\n",
        "C1 controls: a next line, and a one-byte escape sequence",
        INDEXED,
        WARNED,
        never_raw=("\u009b",),
    )
    maker.text(
        "enc/noncharacters.md",
        "# Non\n\n\ufffe \uffff \U0001fffe \ufdd0\n\n@@M@@\n",
        "code points that are no characters",
        INDEXED,
        WARNED,
    )
    private = "# Private\n\n\ue000\uf8ff\U0010fffd\n\n@@M@@\n"
    maker.text("enc/private-use.md", private, "private-use characters")
    maker.text(
        "enc/replacement-chars.md",
        "# Already broken\n\n" + "\ufffd" * 500 + "\n\n@@M@@\n",
        "full of U+FFFD: valid, but the damage was done before",
        INDEXED,
        WARNED,
    )
    inner = "# Inner\n\na\ufeffb \ufeff\n\n@@M@@\n"
    maker.text("enc/bom-inside.md", inner, "a byte order mark in the middle of the text")
