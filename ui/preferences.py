"""What someone chose for one notes folder: kept in the user's data folder, never in the notes."""

import json
import os
from pathlib import Path

from index import kept_folder, write_durably
from ingest import QuothError

from .component.reply import Editor
from .editors import EDITORS, EditorLinkError, check_template

_FILE = "preferences.json"


class PreferencesError(QuothError):
    """A choice cannot be kept."""


def chosen_template(notes: Path) -> str | None:
    """The template of links to the user's editor; None where there is none, or it is broken."""
    named = os.environ.get("QUOTH_EDITOR")
    if named is None:
        try:
            kept = json.loads((kept_folder(notes) / _FILE).read_text("utf-8"))
            named = kept.get("editor") if isinstance(kept, dict) else None
        except (OSError, ValueError):
            return None
    template = EDITORS.get(str(named), str(named)) if named else ""
    try:
        check_template(template)
    except EditorLinkError:
        return None
    return template


def chosen_editor(notes: Path) -> Editor | None:
    """Where links to the user's editor lead; None where none was chosen."""
    template = chosen_template(notes)
    if template is None:
        return None
    names = {known: name for name, known in EDITORS.items()}
    return Editor(names.get(template, "editor"), template, notes)


def choose_editor(notes: Path, template: str) -> None:
    """Keep the template of links to the user's editor; nothing in it means no links.

    Raises:
        EditorLinkError: it is no address of an editor.
        PreferencesError: it cannot be kept.
    """
    if template:
        check_template(template)
    folder = kept_folder(notes)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(folder / _FILE, json.dumps({"editor": template}).encode())
    except OSError as error:
        raise PreferencesError(
            f"The choice cannot be kept in {folder}: {error.strerror}."
        ) from error
