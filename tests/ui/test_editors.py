"""Links to the user's own editor."""

from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.editors import EDITORS, EditorLinkError, check_template, editor_link

NOTES = PurePosixPath("/home/me/My notes")
VS_CODE = EDITORS["VS Code"]


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("VS Code", "vscode://file/home/me/My%20notes/a.md:7"),
        ("Cursor", "cursor://file/home/me/My%20notes/a.md:7"),
        ("Obsidian", "obsidian://open?path=/home/me/My%20notes/a.md"),
        ("Sublime Text", "subl://open?url=file:///home/me/My%20notes/a.md&line=7"),
        ("TextMate", "txmt://open?url=file:///home/me/My%20notes/a.md&line=7"),
    ],
)
def test_well_known_editors(name: str, link: str) -> None:
    """Path and line stand where the editor looks for them; one slash is one slash."""
    check_template(EDITORS[name])

    assert editor_link(EDITORS[name], NOTES, "a.md", 7) == link


def test_the_path_may_follow_the_scheme() -> None:
    """Then its first slash stays, or its first folder would be taken for a computer."""
    assert editor_link("mine://{path}", NOTES, "a.md", 7) == "mine:///home/me/My%20notes/a.md"


@pytest.mark.parametrize(
    ("note", "path"),
    [
        ("a b.md", "a%20b.md"),
        ("C# & F#?.md", "C%23%20%26%20F%23%3F.md"),
        ("100%.md", "100%25.md"),
        ("über/größe.md", "%C3%BCber/gr%C3%B6%C3%9Fe.md"),
        ("{line}+{path}.md", "%7Bline%7D%2B%7Bpath%7D.md"),
        ('"><script>.md', "%22%3E%3Cscript%3E.md"),
        ("\u202efdp.md", "%E2%80%AEfdp.md"),
        ("not UTF-8 \udcff.md", "not%20UTF-8%20%FF.md"),
    ],
)
def test_paths_are_percent_encoded(note: str, path: str) -> None:
    """No name of a note can change what the link does."""
    assert editor_link(VS_CODE, PurePosixPath("/n"), note, 1) == f"vscode://file/n/{path}:1"


def test_a_path_of_windows() -> None:
    """Its drive comes first, its backslashes are slashes."""
    notes = PureWindowsPath(r"C:\Users\me\My notes")

    assert editor_link(VS_CODE, notes, "a/b.md", 3) == (
        "vscode://file/C:/Users/me/My%20notes/a/b.md:3"
    )


@pytest.mark.parametrize(
    "template",
    [
        *("javascript:alert(1)//{path}", "javascript://%0aalert(1)//{path}", "{path}"),
        *("JavaScript://{path}", " javascript://{path}", "java\nscript://{path}"),
        *("data:text/html,{path}", "data://text/html,{path}", "vbscript://{path}"),
        *("http://example.com/{path}", "HTTPS://example.com/{path}", "ftp://example.com/{path}"),
        *("//example.com/{path}", "vscode:file/{path}", "", "mailto:a@b.c?body={path}"),
    ],
)
def test_what_is_no_address_of_an_editor_is_refused(template: str) -> None:
    """What would run in the page, or leave this computer."""
    with pytest.raises(EditorLinkError, match="is no address of an editor"):
        check_template(template)


def test_a_template_says_where_the_path_goes() -> None:
    """Or every link would open the same."""
    with pytest.raises(EditorLinkError, match=r"does not say where \{path\} goes"):
        check_template("vscode://file/")


@given(st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=20))
def test_an_editor_reads_back_any_name(name: str) -> None:
    """The link has no query and no part behind a hash of its own."""
    address = urlsplit(editor_link("vscode://file{path}", Path("/n"), f"x{name}", 1))

    assert (address.scheme, address.query, address.fragment) == ("vscode", "", "")
    assert unquote(address.path) == f"/n/x{name}"
