"""Mounting our own components: their files are read once, their data is plain."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

Data = Mapping[str, "Data | Sequence[Data] | Sequence[Any] | str | float | bool | None"]
"""What the browser is given: texts are shown as they are."""


@cache
def component(name: str, root: str) -> Callable[..., Any]:
    """The component of this name, whose script fills an element of the class `root`."""
    folder = files(__package__)
    return st.components.v2.component(
        f"quoth_{name}",
        html=f'<div class="{root}"></div>',
        css=folder.joinpath(f"{name}.css").read_text("utf-8"),
        js=folder.joinpath(f"{name}.js").read_text("utf-8"),
    )
