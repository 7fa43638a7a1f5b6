"""Markdown that is deep or long enough to stop a parser."""

from .maker import Maker
from .model import Outcome

_THEN_MARKER = "\n\n@@M@@\n"


def floods(maker: Maker) -> None:
    """Nested by the thousand, opened and never closed, repeated without an end."""
    maker.category = "parser"
    _nested(maker)
    shorter = maker.choose(1, 4)
    for name, heading, flood, nasty in (
        ("brackets", "Br", "[" * (20_000 // shorter), "20,000 opening brackets"),
        ("bracket-pairs", "Br", "[" * 5000 + "]" * 5000, "5,000 nested pairs of brackets"),
        ("images-nested", "Im", "![" * 3000 + "x" + "](y)" * 3000, "3,000 nested pictures"),
        ("emphasis", "Em", "*a_b" * (5000 // shorter), "two kinds of emphasis in turn"),
        ("stars", "St", "**x " * 8000, "8,000 times strong, never closed"),
        ("backticks", "Bt", " ".join("`" * size for size in range(1, 400)), "runs of backticks"),
        ("link-title-redos", "Rd", '[a](b "' + "\\!" * 60, "an open link title of escaped marks"),
        ("link-ladder", "Ll", "](a(b " * 6000, "ends of links that never began"),
        ("angle", "An", "<x " * 8000, "8,000 open tags"),
        ("entities", "Et", "&" * 40_000, "40,000 ampersands"),
        ("pipes", "Pi", "|" * 50_000, "50,000 pipes"),
        ("wikilinks", "Wk", "[[" * 20_000, "20,000 open wiki links"),
        ("hash-run", "Hs", "#" * 50_000, "50,000 hashes: no heading"),
        ("dollar-run", "Do", "$" * 20_001, "an odd number of dollar signs"),
        ("spaces-then-x", "Rx", " " * 100_000 + "x", "100,000 spaces, then a letter"),
        ("aaaa", "Aa", "a" * 60_000 + "!", "60,000 letters, then a mark"),
        ("at-signs", "At", "a@" * 20_000, "like an address, and on and on"),
        ("url-dots", "Ur", "http://" + "a." * 20_000, "an address of 40,000 characters"),
        ("parens", "Pa", "(" * 30_000, "30,000 open parentheses"),
        ("dashes", "Da", "- " * 30_000, "like a rule, 60,000 characters long"),
        ("ref-defs", "Rf", _references(), "3,000 link definitions"),
        ("footnotes", "Fn", _footnotes(), "1,500 footnotes, each naming the next"),
    ):
        text = f"# {heading}\n\n{flood}{_THEN_MARKER}"
        maker.text(f"parse/{name}.md", text, nasty, under=(heading,))


def _nested(maker: Maker) -> None:
    # Beyond what any person nests, a warning that it is read as plain lines is as good.
    def note(name: str, text: str, nasty: str, *under: str) -> None:
        maker.text(f"parse/{name}", text, nasty, Outcome.INDEXED, Outcome.WARNED, under=under)

    quote = "# Deep quote\n\n" + ">" * 3000 + " bottom" + _THEN_MARKER
    note("blockquote-3000.md", quote, "3,000 nested quotes", "Deep quote")
    quote = "# Deep quote\n\n" + "> " * 60 + "@@M@@\n"
    nasty = "the marker is inside 60 nested quotes: some parsers drop text below 20 levels"
    note("blockquote-marker.md", quote, nasty, "Deep quote")
    levels = maker.choose(500, 125)
    items = "".join("  " * level + "- item\n" for level in range(levels))
    text = f"# Deep list\n\n{items}{_THEN_MARKER}"
    note("list-500.md", text, "a list of 500 levels", "Deep list")
    items = "".join("  " * level + f"- level {level + 1}\n" for level in range(10))
    maker.text(
        "parse/list-10.md",
        f"# Outline\n\n{items}\n@@M@@\n\n# Next heading\n\n@@M@@\n",
        "an ordinary list of 10 levels: some parsers drop all that follows it, headings too",
        headings=(("Outline",), ("Next heading",)),
    )
    mail = "".join(">" * level + f" mail line {level}\n" for level in range(1, 26))
    maker.text("parse/quote-20.txt", f"{mail}\n@@M@@\n", "a mail quoted 25 times")
    items = "".join("  " * level + f"- i{level}\n" for level in range(40))
    text = f"# Deep list\n\n{items}{'  ' * 40}- @@M@@\n"
    note("list-marker.md", text, "the marker is 40 levels down a list", "Deep list")


def _references() -> str:
    lines = (f"[r{number}]: http://example.invalid/{number}\n" for number in range(3000))
    return "".join(lines) + "\n" + "[r1] " * 3000


def _footnotes() -> str:
    return "".join(f"[^{number}]: note [^{number + 1}]\n" for number in range(1500))
