"""What is a heading and what is not; text that is another language than Markdown."""

import json

from .maker import Maker

_MARKUP = (
    "# **Bold** `code` [link](javascript:window.__xss=1) <b>x</b> $\\frac12$ :red[r]\n\n@@M@@\n"
)
_OBSIDIAN = """\
# Ob

![[../outside/secret]] [[../../etc/passwd|x]] ^block-id

> [!danger]- Callout
> @@M@@

```dataviewjs
app.vault.delete()
```

<% tp.system.prompt() %> ==mark== %%hidden comment%%
"""
_HTML = (
    "<!DOCTYPE html><html><head><title>t</title></head>"
    "<body><h1>HTML</h1><p>@@M@@</p></body></html>\n"
)


def structures(maker: Maker) -> None:
    """Headings in places where they are none, and the other way round."""
    maker.category = "parser"
    _never_closed(maker)
    _blocks(maker)
    _headings(maker)
    _heading_paths(maker)
    _other_languages(maker)


def _never_closed(maker: Maker) -> None:
    maker.text(
        "parse/comment-unclosed.md",
        "# Cm\n\n@@M@@\n\n<!-- never closed\n\n## Hidden\n\n@@M@@\n",
        "a comment that is never closed",
        headings=(("Cm",), None),
    )
    flood = "# Cf\n\n" + "<!--" * 10_000 + "\n\n@@M@@\n"
    maker.text("parse/comment-flood.md", flood, "10,000 open comments", under=("Cf",))
    maker.text(
        "parse/fence-unclosed.md",
        "# Fu\n\n```python\n# not a heading\n\n## also not\n\n@@M@@\n",
        "a code block that is never closed: its # lines are code",
        under=("Fu",),
    )


def _blocks(maker: Maker) -> None:
    maker.text(
        "parse/fence-headings.md",
        "# Fh\n\n~~~~\n```\n# no\n```\n# no\n~~~~\n\n## Yes\n\n@@M@@\n",
        "fences inside fences: only Yes is a heading",
        under=("Fh", "Yes"),
    )
    maker.text(
        "parse/indented-code.md",
        "# Ic\n\n    # four spaces: code\n\n\t# tab: code\n\n   # three spaces: heading\n\n@@M@@\n",
        "how far it is indented decides what is a heading",
        under=("three spaces: heading",),
    )
    maker.text(
        "parse/html-block.md",
        "# Hb\n\n<div>\n# inside html\n</div>\n\n## Real\n\n@@M@@\n",
        "a # line inside HTML",
        under=("Hb", "Real"),
    )
    maker.text(
        "parse/quote-heading.md",
        "# Qh\n\n> ## in a quote\n>\n> text\n\n- # in a list\n\n@@M@@\n",
        "headings inside a quote and a list",
    )


def _headings(maker: Maker) -> None:
    maker.text(
        "parse/setext.md",
        "Setext one\n==========\n\nSetext two\n----------\n\n@@M@@\n",
        "underlined headings",
        under=("Setext one", "Setext two"),
    )
    two_lines = "A heading that\ngoes over two lines\n===\n\n@@M@@\n"
    maker.text("parse/setext-multiline.md", two_lines, "an underlined heading of two lines")
    maker.text(
        "parse/no-space.md",
        "#nospace\n\n####### seven\n\n\\# escaped\n\n# Real one\n\n@@M@@\n",
        "what looks like headings",
        under=("Real one",),
    )
    closed = "## Closed ##\n\n### Also # \\##   \n\n@@M@@\n"
    maker.text("parse/closing-hashes.md", closed, "closing hashes")
    never = ("javascript:window",)
    maker.text("parse/heading-markup.md", _MARKUP, "markup inside a heading", never_live=never)
    maker.text(
        "parse/heading-emoji.md",
        "# \U0001f469\u200d\U0001f52c\U0001f3f4\u200d\u2620\ufe0f \U0001f1e9\U0001f1ea\n\n@@M@@\n",
        "a heading of emoji only",
    )
    invisible = "# \u200b\u2060\u00ad\n\n@@M@@\n"
    maker.text("parse/heading-invisible.md", invisible, "a heading that cannot be seen")


def _heading_paths(maker: Maker) -> None:
    maker.text(
        "parse/heading-slash.md",
        "# a / b > c :: d | e\n\n## ../../etc/passwd\n\n@@M@@\n",
        "separators and paths inside headings",
        under=("a / b > c :: d | e", "../../etc/passwd"),
    )
    maker.text(
        "parse/duplicate-headings.md",
        "# Same\n\n@@M@@\n\n# Same\n\n@@M@@\n\n# Same\n\n@@M@@\n",
        "the same heading three times: the lines must tell them apart",
        under=("Same",),
    )
    maker.text(
        "parse/level-jumps.md",
        "###### six\n\n@@M@@\n\n# one\n\n#### four\n\n@@M@@\n\n## two\n\n@@M@@\n",
        "levels that jump down and up",
        headings=(("six",), ("one", "four"), ("one", "two")),
    )
    maker.text(
        "parse/text-before-heading.md",
        "@@M@@\n\n# Later\n\n@@M@@\n",
        "text before the first heading",
        headings=((), ("Later",)),
    )
    maker.text("parse/no-heading.txt", "@@M@@\n", "a text without headings", under=())


def _other_languages(maker: Maker) -> None:
    log = "# comment in a log, not a heading\nvalue=1\n@@M@@\n"
    maker.text("parse/hash-in-txt.txt", log, "plain text with # lines")
    maker.text(
        "parse/merge-conflict.md",
        "# Mc\n\n<<<<<<< HEAD\n@@M@@\n=======\n@@M@@\n>>>>>>> branch\n",
        "marks of a git conflict: ======= makes the line above it a heading",
    )
    nasty = "embeds that climb out of the folder, code for two plugins"
    maker.text("parse/obsidian.md", _OBSIDIAN, nasty, under=("Ob",))
    maker.text("parse/html-document.md", _HTML, "a whole HTML page saved as .md")
    rows = (f'{row},"a ""quoted"" name",{"@@M@@" if row == 700 else "x"}\n' for row in range(800))
    maker.text("parse/csv.txt", f"id,name,note\n{''.join(rows)}", "CSV; the marker is in row 700")
    lines = (
        json.dumps({"k": number, "v": "\U0001f600" if number % 2 else "\0"}) + "\n"
        for number in range(300)
    )
    maker.text("parse/jsonl.txt", f"{''.join(lines)}@@M@@\n", "lines of JSON with escaped NUL")
    diff = "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n-old\n+@@M@@\n"
    maker.text("parse/diff.txt", diff, "a diff: it starts with --- and has no front matter")
    art = "\n".join("/\\" * 60 for _ in range(200)) + "\n@@M@@\n"
    maker.text("parse/ascii-art.txt", art, "marks only, then the marker: hardly a word to embed")
