"""Which editor the links under quotes open."""

import streamlit as st

from ingest import QuothError

from ..editors import EDITORS
from ..escape import escaped
from ..preferences import choose_editor, chosen_editor
from ..session import assistant

_NONE = "none"
_OTHER = "other"
_NAME = "editor name"
_ADDRESS = "editor address"


def show_editor_choice() -> None:
    """A list of editors, a field for another one, and what became of saving."""
    _fill_in()
    name = st.selectbox(
        "Links under quotes open the note in",
        [_NONE, *EDITORS, _OTHER],
        key=_NAME,
        help="The editor must be installed. `none` shows no links.",
    )
    template = EDITORS.get(name, "")
    if name == _OTHER:
        template = st.text_input(
            "Address that the editor answers to",
            key=_ADDRESS,
            placeholder="myeditor://open?file={path}&line={line}",
            help="`{path}` and `{line}` are filled in.",
        ).strip()
    if st.button("Save", icon=":material/save:"):
        _save(template, is_other=name == _OTHER)


def _fill_in() -> None:
    """Begin with what is kept; a default would begin anew, and lose a choice, once it is saved."""
    editor = chosen_editor(assistant().notes_folder)
    if editor is None:
        kept = (_NONE, "")
    else:
        kept = (editor.name, "") if editor.name in EDITORS else (_OTHER, editor.template)
    for key, value in zip((_NAME, _ADDRESS), kept, strict=True):
        st.session_state.setdefault(key, value)


def _save(template: str, *, is_other: bool) -> None:
    if is_other and not template:
        st.error("Type the address that your editor answers to.", icon=":material/error:")
        return
    try:
        choose_editor(assistant().notes_folder, template)
    except QuothError as error:
        st.error(escaped(str(error)), icon=":material/error:")
    else:
        st.success("Saved.", icon=":material/check:")
