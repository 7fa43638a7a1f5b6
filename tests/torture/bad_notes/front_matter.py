"""Front matter that breaks, bombs or lies."""

from itertools import pairwise
from typing import Unpack

from .maker import Maker, More
from .model import Findable, Outcome

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
_BAD = (
    ("recursive-alias", "a: &x [*x]\nb: &y {self: *y}\n", "it contains itself"),
    (
        *("python-tag", "x: !!python/object/apply:os.mkdir ['CANARY_YAML_WAS_EXECUTED']\n"),
        "a Python object tag: careless loaders run it",
    ),
    ("deep-flow", f"a: {'[' * 5000}{']' * 5000}\n", "5,000 nested lists: a RecursionError"),
    ("deep-block", "".join(" " * depth + "k:\n" for depth in range(600)), "600 nested mappings"),
    ("bad-date", "date: 2024-13-45\n", "a date that cannot be: a ValueError, no YAMLError"),
    ("huge-int", f"id: {'9' * 5000}\n", "a number of 5,000 digits: a ValueError"),
)
_ODD_SYNTAX = (
    ("backtick-path", "source: `C:\\notes\\x`\n", "a Windows path without quotes"),
    ("star-title", "title: *Italic*\n", "a leading * is an alias"),
    ("wikilink", "links:\n- [[note]]suffix\n", "a wiki link in a list"),
    ("colon-title", "title: one: two: three\n", "colons without quotes"),
)
_ODD_VALUES = (
    ("title-date", "title: 2024-06-01\n", "a title that reads as a date"),
    ("title-number", "title: 1458\n", "a title that reads as a number"),
    (
        *("title-list", "title: [a, {b: c}]\ntags: {x: 1}\naliases: 7\n"),
        "lists and mappings where texts are expected",
    ),
    ("title-null", "title:\ntags:\ndate: ~\n", "nothing where texts are expected"),
    (
        *("title-nan", "title: .nan\nweight: .inf\nok: yes\nno: no\n"),
        "no number, infinity, yes and no, as values and as keys",
    ),
    ("binary-tag", "title: !!binary gIGC\nset: !!set {a, b}\n", "bytes and sets: no JSON"),
)


def front_matter(maker: Maker) -> None:
    """In all of them the text below it must be found."""
    maker.category = "front matter"
    _bombs(maker)
    for name, yaml, nasty in _BAD:
        _note(maker, name, yaml, nasty, WARNED, INDEXED)
    # A NUL anywhere is what tells a binary file from a note, and the reason says so.
    _note(maker, "nul", "title: a\0b\n", "NUL", WARNED, INDEXED, SKIPPED)
    _note(maker, "tab", "a:\n\tb: 1\n", "indented with a tab", WARNED, INDEXED)
    _note(maker, "duplicate-keys", "title: one\ntitle: two\n", "the same key twice")
    for name, yaml, nasty in _ODD_SYNTAX:
        _note(maker, name, yaml, nasty, WARNED, INDEXED)
    for name, yaml, nasty in _ODD_VALUES:
        _note(maker, name, yaml, nasty)
    keys = "? [a, b]\n: v\n1: x\nnull: y\n2024-01-01: z\n"
    _note(maker, "odd-keys", keys, "keys that are no texts", WARNED, INDEXED)
    half = 'title: "half \\ud800 pair"\n'
    _note(maker, "surrogate", half, "half a pair, which SQLite refuses", WARNED, INDEXED)
    _long(maker)
    _titles(maker)
    _fences(maker)
    _not_quite(maker)


def _note(
    maker: Maker,
    name: str,
    yaml: str,
    nasty: str,
    *outcomes: Outcome,
    fences: tuple[str, str] = ("---", "---"),
    **more: Unpack[More],
) -> None:
    text = f"{fences[0]}\n{yaml}{fences[1]}\n# Body {name}\n\n@@M@@\n"
    outcomes = outcomes or (INDEXED, WARNED)
    more["under"] = (f"Body {name}",)
    maker.text(f"yaml/{name}.md", text, nasty, *outcomes, **more)


def _bombs(maker: Maker) -> None:
    laughs = f"a: &a [{','.join(['lol'] * 9)}]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{former}'] * 9)}]\n"
        for former, name in pairwise("abcdefghi")
    )
    nasty = "an alias bomb: reading it is quick, printing it is not"
    _note(maker, "billion-laughs", f"{laughs}title: *i\n", nasty, WARNED, INDEXED)
    nasty = "a bomb of merge keys in 350 bytes: seconds for PyYAML"
    _note(maker, "merge-bomb-7", _merges(7), nasty, WARNED, INDEXED)
    nasty = "a bomb of merge keys that PyYAML never gets to the end of"
    _note(maker, "merge-bomb-16", _merges(16), nasty, WARNED, INDEXED)


def _merges(depth: int) -> str:
    lines = (
        f"{name}: &{name} {{<<: [{','.join([f'*{former}'] * 9)}], k{number}: 1}}\n"
        for number, (former, name) in enumerate(pairwise("abcdefghijklmnopq"[: depth + 1]), 1)
    )
    return "a: &a {k0: 1}\n" + "".join(lines)


def _long(maker: Maker) -> None:
    keys = range(maker.choose(20_000, 4000))
    many = "".join(f"k{number}: {number}\n" for number in keys)
    _note(maker, "many-keys", many, "thousands of keys: more than a second for PyYAML")
    _note(maker, "huge-value", f"title: {'t' * 300_000}\n", "a title of 300 kB")


def _titles(maker: Maker) -> None:
    live = ("<img src=x onerror=window",)
    html = 'title: "<img src=x onerror=window.__xss=1>"\n'
    _note(maker, "html-title", html, "HTML in the title", never_live=live)
    escapes = 'title: "\\e[2J\\e]0;owned\\a"\n'
    nasty = "escape sequences that YAML makes"
    _note(maker, "ansi-title", escapes, nasty, never_raw=("\x1b[2J",))
    turned = 'title: "report \u202etxt.exe"\n'
    _note(maker, "bidi-title", turned, "a title turned around", never_raw=("\u202e",))
    templates = 'title: "{{7*7}} ${jndi:ldap://x} %s {0.__class__}"\n'
    _note(maker, "template", templates, "templates and format strings")


def _fences(maker: Maker) -> None:
    windows = ("---\r", "---\r")
    _note(maker, "crlf", "title: windows\r\n", "CR LF", fences=windows)
    _note(maker, "dots-end", "title: dots\n", "closed by ...", fences=("---", "..."))
    blanks = ("---   ", "---   ")
    _note(maker, "spaces-after", "title: spaces\n", "blanks after the fences", fences=blanks)
    toml = 'title = "toml"\nx = [1, 2\n'
    _note(maker, "toml", toml, "TOML, and broken", fences=("+++", "+++"))


def _not_quite(maker: Maker) -> None:
    maker.text(
        "yaml/unclosed.md",
        "---\ntitle: never closed\n\n# Heading\n\n@@M@@\n",
        "never closed: the note must not vanish",
        WARNED,
        INDEXED,
    )
    for name, before, heading, nasty in (
        (
            *("rule-first", "---\n\nJust a rule at the top, no front matter.\n", "After rule"),
            "--- as a rule on the first line",
        ),
        (
            *("two-rules", "---\nA paragraph between two rules: with a colon.\n---\n", "Between"),
            "text between two rules that reads as YAML",
        ),
        (
            *("double", "---\npermalink: x\n---\n\n---\ntitle: second block\n---\n", "Twice"),
            "two blocks of front matter",
        ),
        ("not-first", "\n---\ntitle: too late\n---\n", "Late", "a blank line before it"),
    ):
        text = f"{before}\n# {heading}\n\n@@M@@\n"
        maker.text(f"yaml/{name}.md", text, nasty, INDEXED, WARNED, under=(heading,))
    only = '---\ntitle: only front matter\nsummary: "@@M@@"\n---\n'
    nasty = "front matter and nothing else: properties are no text"
    outcomes = (INDEXED, WARNED, SKIPPED)
    maker.text("yaml/only.md", only, nasty, *outcomes, findable=Findable.MAYBE)
    json = '{\n  "title": "json front matter"\n}\n\n# Json\n\n@@M@@\n'
    maker.text("yaml/json.md", json, "JSON in its place", under=("Json",))
