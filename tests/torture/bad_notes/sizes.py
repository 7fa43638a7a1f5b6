"""Notes that are too long in one way or another."""

import base64
import hashlib

from .maker import Maker
from .model import Outcome
from .words import filling

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
_LETTERS = "abcdefghij"


def sizes(maker: Maker) -> None:
    """Megabytes in many lines, in one line, in one word; thousands of headings, rows, columns."""
    maker.category = "size"
    paragraphs = [filling(maker.chance, 24) for _ in range(400)]
    _many_lines(maker, paragraphs, maker.choose(12_000_000, 1_000_000, 60_000))
    _one_line(maker, " ".join(paragraphs)[:200_000], maker.choose(6_000_000, 500_000, 60_000))
    _one_word(maker, maker.choose(2_000_000, 300_000, 60_000))
    _data_link(maker, maker.choose(24_000, 8_000, 1_000))
    _too_large(maker, "\n".join(paragraphs) + "\n", maker.choose(24_000_000, 2_000_000, 60_000))
    _many_headings(maker, maker.choose(3000, 400))
    _same_paragraph(maker)
    _tables(maker, maker.choose(8000, 1000))
    _long_heading(maker)
    _long_paragraph(maker)


def _many_lines(maker: Maker, paragraphs: list[str], size: int) -> None:
    lines: list[str] = []
    while size > 0:
        lines.append(paragraphs[maker.chance.randrange(400)])
        size -= len(lines[-1]) + 1
    for place in (10, len(lines) // 2, -2):
        lines[place] = "@@M@@"
    nasty = "a long log: markers near its start, in the middle and at the end"
    maker.text("size/many-lines.txt", "\n".join(lines) + "\n", nasty, INDEXED, WARNED)


def _one_line(maker: Maker, words: str, size: int) -> None:
    line = (words * (size // len(words) + 1))[:size]
    first, last = line[: size // 2], line[size // 2 :]
    text = f"# One line\n\n{first} @@M@@ {last} @@M@@\n"
    nasty = "a single line of words"
    maker.text("size/one-line.md", text, nasty, INDEXED, WARNED, under=("One line",))


def _one_word(maker: Maker, size: int) -> None:
    marked = "# One word\n\n@@M@@\n\n"
    word = "".join(maker.chance.choice(_LETTERS) for _ in range(1000)) * (size // 1000)
    nasty = "one word without an end: tokenizers go quadratic"
    maker.text("size/one-word.md", f"{marked}{word}\n", nasty, INDEXED, WARNED, under=("One word",))


def _data_link(maker: Maker, times: int) -> None:
    blob = base64.b64encode(hashlib.sha256(b"img").digest() * times).decode()
    text = f"# Picture\n\n@@M@@\n\n![pic](data:image/png;base64,{blob})\n\n@@M@@\n"
    nasty = "a picture inside the note as one link"
    maker.text("size/data-uri.md", text, nasty, INDEXED, WARNED, under=("Picture",))


def _too_large(maker: Maker, page: str, size: int) -> None:
    text, markers = maker.marked("# Too large\n\n@@M@@\n\n")
    data = text.encode() + page.encode() * (size // len(page))
    nasty = "above any sensible size, or slow"
    outcomes = (WARNED, SKIPPED, INDEXED)
    maker.data("size/over-the-limit.txt", data, nasty, *outcomes, markers=markers)


def _many_headings(maker: Maker, count: int) -> None:
    marked = (0, count // 2, count - 1)
    parts = (
        f"## Section {number}\n\n{'@@M@@' if number in marked else filling(maker.chance, 8)}\n\n"
        for number in range(count)
    )
    maker.text(
        "size/thousands-of-headings.md",
        "# Thousands\n\n" + "".join(parts),
        "thousands of headings",
        headings=tuple(("Thousands", f"Section {number}") for number in marked),
    )


def _same_paragraph(maker: Maker) -> None:
    copies = "\n\n".join(
        f"## Copy {number}\n\nExactly the same words every time." for number in range(300)
    )
    maker.text(
        "size/same-paragraph.md",
        f"# Same\n\n{copies}\n\n## End\n\n@@M@@\n",
        "300 equal passages: names made of their text alone would be one",
        under=("Same", "End"),
    )


def _tables(maker: Maker, rows: int) -> None:
    wide = "".join(f"|{cell * 5000}\n" for cell in ("a|", "-|", "x|"))
    text = f"# Wide\n\n{wide}\n@@M@@\n"
    maker.text("size/wide-table.md", text, "a table of 5,000 columns", under=("Wide",))
    cells = (f"|row {row}|{'@@M@@' if row == rows - 1 else f'v{row}'}|\n" for row in range(rows))
    text = f"# Long\n\n|k|v|\n|-|-|\n{''.join(cells)}"
    nasty = "a long table; the marker is in the last row"
    maker.text("size/long-table.md", text, nasty, under=("Long",))


def _long_heading(maker: Maker) -> None:
    text = f"# {'long heading words ' * 600}\n\n@@M@@\n"
    nasty = "a heading of 11,000 characters: the citation must stay readable"
    maker.text("size/long-heading.md", text, nasty, INDEXED, WARNED)


def _long_paragraph(maker: Maker) -> None:
    words = maker.choose(20_000, 20_000, 4_000)
    before, after = filling(maker.chance, words), filling(maker.chance, words)
    maker.text(
        "size/long-paragraph.md",
        f"# Para\n\n{before} @@M@@ {after}\n",
        "a paragraph of 250 kB: the marker is lost unless it is cut into passages",
        under=("Para",),
    )
