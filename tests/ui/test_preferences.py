"""What was chosen for one notes folder."""

import json
from pathlib import Path

import pytest

from index import kept_folder
from ui.component.reply import Editor
from ui.editors import EDITORS, EditorLinkError
from ui.preferences import PreferencesError, choose_editor, chosen_editor, chosen_template

OWN = "myeditor://open?{path}"


def test_nothing_is_chosen_at_first(notes: Path) -> None:
    """No links then."""
    assert chosen_template(notes) is None
    assert chosen_editor(notes) is None


def test_a_choice_is_kept_for_its_notes_folder(notes: Path, tmp_path: Path) -> None:
    """Away from the notes, and not for other folders."""
    before = sorted(notes.rglob("*"))

    choose_editor(notes, EDITORS["Obsidian"])

    assert chosen_editor(notes) == Editor("Obsidian", EDITORS["Obsidian"], notes)
    assert chosen_editor(tmp_path) is None
    assert sorted(notes.rglob("*")) == before
    assert [file.name for file in kept_folder(notes).iterdir()] == ["preferences.json"]


def test_the_last_choice_holds(notes: Path) -> None:
    """An editor of one's own, then none again."""
    choose_editor(notes, EDITORS["Cursor"])
    choose_editor(notes, OWN)
    assert chosen_editor(notes) == Editor("editor", OWN, notes)

    choose_editor(notes, "")
    assert chosen_editor(notes) is None


def test_the_environment_chooses_first(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name or by template; nothing in it means no links."""
    choose_editor(notes, OWN)
    for named, template in (("VS Code", EDITORS["VS Code"]), (OWN, OWN), ("", None), ("vi", None)):
        monkeypatch.setenv("QUOTH_EDITOR", named)
        assert chosen_template(notes) == template


def test_a_bad_template_is_not_kept(notes: Path) -> None:
    """What was chosen before holds on."""
    choose_editor(notes, OWN)

    with pytest.raises(EditorLinkError):
        choose_editor(notes, "javascript://{path}")

    assert chosen_template(notes) == OWN


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"no JSON", b"[1]", b"null", b"{}", b"\xff\xfe", b'{"editor": 5}'),
        json.dumps({"editor": "https://example.com/{path}"}).encode(),
    ],
)
def test_a_damaged_choice_is_none(notes: Path, content: bytes) -> None:
    """A link is no reason to stop the page; and it can be chosen again."""
    kept_folder(notes).mkdir(parents=True)
    (kept_folder(notes) / "preferences.json").write_bytes(content)

    assert chosen_template(notes) is None
    choose_editor(notes, OWN)
    assert chosen_template(notes) == OWN


def test_a_choice_that_cannot_be_kept_is_an_error(notes: Path, home: Path) -> None:
    """It names the folder."""
    home.write_text("a file in its place")

    with pytest.raises(PreferencesError, match=r"cannot be kept in .*kept"):
        choose_editor(notes, OWN)
