"""Note text inside Streamlit labels, which are Markdown and cannot be told not to be.

Quotes and passages never come here: they are shown by widgets that read no Markdown. Headings and
file names do, in captions, expanders and buttons.
"""

import re

from .terminal import visible_line

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BACKTICKS = re.compile("`+")

# Emoji codes, icons, arrows and bare addresses are looked for after Markdown has taken the
# backslashes away, so a backslash does not stop them. An invisible word joiner does.
_JOINER = "\u2060"
_REWRITTEN = re.compile(r"(?<=[:@<>=-])(?=\S)|(?<=www)(?=\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """`text` as Markdown that shows exactly its characters: no links, colours, formulas, HTML.

    For labels that must read like prose. Spaces around it are dropped, for they could make it a
    code block. The result holds invisible word joiners.
    """
    pieces = _REWRITTEN.split(visible_line(text).strip())
    return _JOINER.join(_PUNCTUATION.sub(r"\\\1", piece) for piece in pieces)


def code_span(text: str) -> str:
    """`text` as an inline code span that shows exactly its characters, and nothing invisible.

    >>> code_span("a`b")
    '``a`b``'
    """
    shown = visible_line(text) or " "
    longest = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    # A code span loses one space at each end if it has both; a backtick would join the fence.
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def code_block(text: str) -> str:
    """`text` as a fenced code block, the fence longer than any run of backticks inside."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
