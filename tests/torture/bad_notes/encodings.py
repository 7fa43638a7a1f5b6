"""Notes in every encoding that people still have."""

from .maker import Maker
from .model import Findable, Outcome

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
_BOM = b"\xef\xbb\xbf"
_FRENCH = "Déjà vu à Orléans"
_BASE = f"# Encoded note\n\n{_FRENCH}, garçon naïve.\n\n@@M@@\n"
_WIDE = (
    ("utf16le-bom", "utf-16-le", b"\xff\xfe", "UTF-16 LE with its mark"),
    ("utf16be-bom", "utf-16-be", b"\xfe\xff", "UTF-16 BE with its mark"),
    ("utf16le-nobom", "utf-16-le", b"", "UTF-16 LE without a mark: every second byte is NUL"),
    ("utf16be-nobom", "utf-16-be", b"", "UTF-16 BE without a mark"),
    ("utf32le-bom", "utf-32-le", b"\xff\xfe\0\0", "UTF-32 LE, whose mark starts like UTF-16's"),
)
_WESTERN = (
    ("latin1", "latin-1", _FRENCH),
    ("cp1252", "cp1252", "“Smart quotes” – dash … €"),
    ("mac-roman", "mac_roman", _FRENCH),
    ("iso8859-15", "iso8859-15", "€ œuvre"),
)
_EASTERN = (
    ("shift-jis", "shift_jis", "日本語のノート"),
    ("gb18030", "gb18030", "笔记本测试"),
    ("koi8-r", "koi8-r", "Заметка"),
    ("big5", "big5", "筆記本"),
    ("euc-kr", "euc-kr", "노트 시험"),
)


def encodings(maker: Maker) -> None:
    """With and without byte order marks, wide, and of the time before Unicode."""
    maker.category = "encoding"
    _with_a_mark(maker)
    _wide(maker)
    _legacy(maker)


def _with_a_mark(maker: Maker) -> None:
    maker.text("enc/utf8-bom.md", _BASE, "UTF-8 with a byte order mark", bom=_BOM, holds=_FRENCH)
    twice = ("enc/utf8-double-bom.md", _BASE, "two byte order marks")
    maker.text(*twice, INDEXED, WARNED, bom=_BOM * 2, holds=_FRENCH)
    maker.text(
        "enc/bom-front-matter.md",
        "---\ntitle: Bom title\n---\n# Heading after\n\n@@M@@\n",
        "a byte order mark before front matter",
        bom=_BOM,
        under=("Heading after",),
    )
    maker.text(
        "enc/bom-before-heading.md",
        "# First heading\n\n@@M@@\n",
        "a byte order mark glued to the first #",
        bom=_BOM,
        under=("First heading",),
    )


def _wide(maker: Maker) -> None:
    for name, encoding, mark, nasty in _WIDE:
        outcomes = (WARNED, INDEXED) if mark else (WARNED, SKIPPED)
        file = (f"enc/{name}.md", _BASE, nasty)
        maker.text(*file, *outcomes, encoding=encoding, bom=mark, holds=_FRENCH)
    text, markers = maker.marked(_BASE)
    maker.data(
        "enc/utf16le-odd.md",
        b"\xff\xfe" + text.encode("utf-16-le") + b"A",
        "UTF-16 LE with an odd number of bytes",
        WARNED,
        SKIPPED,
        markers=markers,
        encoding="utf-16-le",
    )
    text, _ = maker.marked(_BASE)
    maker.data(
        "enc/utf16-wrong-bom.md",
        b"\xfe\xff" + text.encode("utf-16-le"),
        "a big-endian mark on little-endian text: it decodes to Chinese noise",
        WARNED,
        SKIPPED,
        INDEXED,
    )


def _legacy(maker: Maker) -> None:
    for name, encoding, words in _WESTERN:
        file = (f"enc/{name}.md", f"# Legacy\n\n{words}\n\n@@M@@\n", f"not UTF-8: {encoding}")
        maker.text(*file, WARNED, SKIPPED, encoding=encoding)
    for name, encoding, words in _EASTERN:
        nasty = f"not UTF-8: {encoding} (the marker is ASCII and can still be read)"
        file = (f"enc/{name}.txt", f"{words}\n\n@@M@@\n", nasty)
        maker.text(*file, WARNED, SKIPPED, encoding=encoding)
    maker.text(
        "enc/iso2022jp.txt",
        "日本語\n\n@@M@@\n",
        "ISO-2022-JP: ASCII with escape sequences",
        WARNED,
        INDEXED,
        SKIPPED,
        encoding="iso2022_jp",
    )
    maker.text(
        "enc/utf7.md",
        "# Seven\n\n+ADw-script+AD4-window.__xss=1+ADw-/script+AD4-\n\n@@M@@\n",
        "UTF-7 markup: it is plain text and must never be decoded",
        holds="+ADw-script+AD4-",
    )
    ebcdic = ("enc/ebcdic.txt", "ebcdic text @@M@@\n", "EBCDIC: it looks like a binary file")
    maker.text(*ebcdic, SKIPPED, WARNED, encoding="cp037", findable=Findable.MAYBE)
