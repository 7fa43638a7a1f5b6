"""Front matter: where it ends, and what it declares."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Properties
from ingest.front_matter import FrontMatter, read_front_matter


def declared(yaml: str) -> Properties:
    """The properties that a block of YAML declares."""
    found = read_front_matter(f"---\n{yaml}\n---\nBody\n")
    assert found is not None
    assert found.extent.end == len(yaml) + 8
    return found.properties


def test_all_properties() -> None:
    """Title, tags, aliases and dates are read; whatever else is there is left alone."""
    found = declared(
        "title: My note\ntags: [a, '#b']\naliases:\n  - One\n  - Two words\n"
        "created: 2024-02-30\nupdated: 2024-03-01T10:00:00Z\nother: {x: [1]}"
    )
    assert found == Properties(
        title="My note",
        tags=("a", "b"),
        aliases=("One", "Two words"),
        dates=(("created", "2024-02-30"), ("updated", "2024-03-01T10:00:00Z")),
    )


@pytest.mark.parametrize(
    ("yaml", "tags"),
    [
        ("tags: a, b", ("a", "b")),
        ("tags: '#a #b'", ("a", "b")),
        ("tag: one", ("one",)),
        ("Tags: [1, true, null, 2.0]", ("1", "true", "null", "2.0")),
        ("tags: {a: b}", ()),
        ("tags: [[a, b], {c: d}, e]", ("e",)),
        ("tags:", ()),
    ],
)
def test_tags(yaml: str, tags: tuple[str, ...]) -> None:
    """Tags are a list or a text; every scalar is taken as it is written."""
    assert declared(yaml).tags == tags


@pytest.mark.parametrize(
    ("yaml", "title"),
    [
        ("title: 2024-01-01", "2024-01-01"),
        ("title: 1e5", "1e5"),
        ("title: " + "9" * 6000, "9" * 6000),
        ("title: [a, b]", None),
        ("title: ''", None),
        ("title: |\n  two\n  lines", "two lines"),
        (r'title: "half \ud800 an emoji"', "half ? an emoji"),
    ],
)
def test_titles(yaml: str, title: str | None) -> None:
    """A title is any text, on one line and fit to be stored; a list is none."""
    assert declared(yaml).title == title


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closing", ["---", "...", "---  \t"])
def test_where_it_ends(end: str, closing: str) -> None:
    """The closing line ends it: dashes or dots, spaces after them, any line end."""
    text = end.join(("---", "title: T", closing, "", "# Body", ""))
    found = read_front_matter(text)
    assert found is not None
    assert text[: found.extent.end].endswith(closing)
    assert found.properties.title == "T"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\ntitle: never closed\n",
        "\n---\ntitle: not first\n---\n",
        " ---\na: b\n---\n",
        "----\na: b\n----\n",
        "# Heading\n---\na: b\n---\n",
        "---\n" + "a: b\n" * 20_000 + "---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    """What does not open the note, is never closed, or is longer than 64 K is no front matter."""
    assert read_front_matter(text) is None


@pytest.mark.parametrize(
    ("yaml", "warning"),
    [
        ("a: [", "its front matter is no valid YAML (ParserError)"),
        ("title: *star", "its front matter uses YAML aliases, which are not read"),
        ("path: `C:\\x", "its front matter is no valid YAML (ScannerError)"),
        ("a: \x07", "its front matter is no valid YAML (ReaderError)"),
        ("[" * 3000, "its front matter is nested more than 50 deep"),
        ("? " * 30_000, "its front matter is nested more than 50 deep"),
        ("a: &x [b]\nc: *x", "its front matter uses YAML aliases, which are not read"),
        ("a: \ud800", "its front matter is no valid YAML (ReaderError)"),
        ("just words", "its front matter is not a list of properties"),
        ("- a\n- b", "its front matter is not a list of properties"),
    ],
)
def test_invalid_yaml(yaml: str, warning: str) -> None:
    """Invalid YAML declares nothing and says so; it is still front matter."""
    found = read_front_matter(f"---\n{yaml}\n---\n")
    assert found is not None
    assert (found.properties, found.warnings) == (Properties(), (warning,))


@pytest.mark.parametrize("yaml", ["", "# only a comment", "null"])
def test_nothing_declared(yaml: str) -> None:
    """An empty block is fine and declares nothing."""
    found = read_front_matter(f"---\n{yaml}\n---\n")
    assert found is not None
    assert found.properties == Properties()


def bomb(levels: int) -> str:
    """Lists of ten aliases each: ten times as large when unfolded with every level."""
    first = "a0: &a0 [" + "x, " * 9 + "x]\n"
    rest = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, levels))
    return first + "".join(rest)


@pytest.mark.parametrize(
    "last",
    [
        "tags: *a11",
        "tags: {x: *a11}",
        "title: *a11",
        "aliases: [*a11, kept]",
        "m: {<<: [*a11]}",
        "loop: &l [*l]",
        "&k key: {? *k : v}",
    ],
)
def test_aliases_are_refused(last: str) -> None:
    """Aliases that multiply, merge keys and circles cost no time; nothing is declared."""
    started = time.process_time()
    found = read_front_matter(f"---\ntitle: T\n{bomb(12)}{last}\n---\n")
    assert time.process_time() - started < 2
    assert found is not None
    warning = "its front matter uses YAML aliases, which are not read"
    assert (found.properties, found.warnings) == (Properties(), (warning,))


def test_an_anchor_alone_means_nothing() -> None:
    """What is named and never referred to is read like everything else."""
    assert declared("title: &t Name\ntags: &all [a, b]") == Properties("Name", ("a", "b"))


@pytest.mark.parametrize("merges", range(1, 12))
def test_merge_bombs_cost_no_time(merges: int) -> None:
    """A key that merges, ever so often, is a key like any other."""
    levels = [f"a{n}: &a{n} {{<<: [{', '.join(['{x: y}'] * 9)}]}}" for n in range(merges)]
    started = time.process_time()
    assert declared("\n".join(("title: T", *levels))).title == "T"
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("start", "again", "end"),
    [
        ("", "[", ""),
        ("a: ", "[", "]"),
        ("", "{a: ", "}"),
        ("", "- ", "x"),
        ("", "? ", "x"),
        ("", "!t [", ""),
        ("", "a: &b [", ""),
        ("a: ", "\n ", "x"),
        ("", "\n#", "x"),
        ("a: [", "b, ", "]"),
        ("a: [", "b: , ", "]"),
        ("", "k: v\n", ""),
        ("", "'a': \"b\\u0041\"\n", ""),
        ("a: |\n", " x\n", ""),
        ("a: '", "''", "'"),
        ("", "a: 2024-99-99\n", ""),
        ("a: ", "9", ""),
        ("a: ", "1:", ""),
    ],
)
def test_nothing_takes_long(start: str, again: str, end: str) -> None:
    """Nesting, long scalars and many keys, as many as the greatest length holds, end soon."""
    yaml = start + again * ((64_000 - len(start) - len(end)) // len(again)) + end
    started = time.process_time()
    assert read_front_matter(f"---\n{yaml}\n---\n") is not None
    assert time.process_time() - started < 5


def test_no_objects_are_made() -> None:
    """A tag that names a Python object means nothing."""
    found = declared("title: !!python/object/apply:os.getcwd []\ntags: !!python/name:os.sep x")
    assert (found.title, found.tags) == (None, ("x",))


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t<\\u0", max_size=60))
def test_anything_between_dashes(yaml: str) -> None:
    """Whatever stands between the dashes is front matter, and gives only storable texts."""
    text = f"---\n{yaml}\n---\n"
    found = read_front_matter(text)
    assert isinstance(found, FrontMatter)
    assert text[: found.extent.end].startswith("---\n")
    texts = (found.properties.title or "", *found.properties.tags, *found.properties.aliases)
    assert all(entry == entry.encode().decode() for entry in texts)
