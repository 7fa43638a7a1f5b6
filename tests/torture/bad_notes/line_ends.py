"""Every kind of line end, and notes that are hardly there."""

from .maker import Maker
from .model import Outcome

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
_BODY = "# Ends\n\nfirst\n\n## Second\n\n@@M@@\n\nlast\n"
_SECOND = ("Ends", "Second")
_NOTHING = (
    ("empty", b"", "no bytes"),
    ("one-newline", b"\n", "one line end"),
    ("only-bom", b"\xef\xbb\xbf", "only a byte order mark"),
    ("whitespace", (" \t\u00a0\u3000\u200b\n" * 500).encode(), "white space of many kinds"),
)


def line_ends(maker: Maker) -> None:
    """Is the line number right?"""
    maker.category = "lines"
    _kinds(maker)
    # Said to be empty, and kept in the list of notes: a warning tells as much as a reason to skip.
    for name, data, nasty in _NOTHING:
        maker.data(f"lines/{name}.md", data, nasty, SKIPPED, WARNED, INDEXED)
    maker.data("lines/one-char.md", b"x", "a single character", INDEXED, SKIPPED)
    _long(maker)


def _kinds(maker: Maker) -> None:
    windows = _BODY.replace("\n", "\r\n")
    maker.text("lines/crlf.md", windows, "CR LF", under=_SECOND)
    maker.text(
        "lines/cr-only.md",
        _BODY.replace("\n", "\r"),
        "CR alone: one line for whatever divides at LF",
        INDEXED,
        WARNED,
        under=_SECOND,
    )
    maker.text(
        "lines/mixed.md",
        "# Mix\r\n\r\n one\n\rtwo\r\r\nthree\n\n## Deep\r\r@@M@@\n",
        "CR, LF and CR LF mixed",
        INDEXED,
        WARNED,
        under=("Mix", "Deep"),
    )
    maker.text(
        "lines/unicode-separators.md",
        "# Sep\n\na\u2028b\u2029c\u0085d\x0be\x0cf\x1cg\x1dh\x1ei\n\n@@M@@\n",
        "eight characters that end no line: the marker is on line 5, str.splitlines says 13",
        INDEXED,
        WARNED,
    )
    maker.text("lines/no-final-newline.md", "# End\n\n@@M@@", "no line end at the end")
    pages = "page one\n\x0c\npage two @@M@@\n\x0c\n"
    maker.text("lines/form-feeds.txt", pages, "form feeds between pages")


def _long(maker: Maker) -> None:
    maker.text(
        "lines/blank-flood.md",
        "# Far\n" + "\n" * 100_000 + "@@M@@\n",
        "100,000 blank lines before the text",
        under=("Far",),
    )
    maker.text(
        "lines/trailing-spaces.md",
        "# Sp\n\n" + ("word" + " " * 2000 + "\n") * 200 + "\n@@M@@\n",
        "very long trailing spaces, quadratic for some patterns",
        under=("Sp",),
    )
    tabs = "# Tab\n\n" + "\t" * 50_000 + "x\n\n@@M@@\n"
    maker.text("lines/tabs.md", tabs, "50,000 tabs on one line", under=("Tab",))
    maker.text(
        "lines/only-headings.md",
        "# A\n## B\n### C\n#### D @@M@@\n##### E\n###### F\n",
        "headings without any text; the marker is in a heading",
    )
    bare = "#\n\n@@M@@\n\n##\n\n###### \n"
    maker.text("lines/bare-hash.md", bare, "headings without words")
