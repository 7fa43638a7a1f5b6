"""The files that are not indexed, or are in spite of something odd, each with its reason."""

from collections.abc import Sequence

import streamlit as st

from index import Skip

from ..render import counted
from ..terminal import visible_line


def show_skips(
    skipped: Sequence[Skip], warnings: Sequence[Skip], *, expanded: bool = False
) -> None:
    """A table for each of the two, where there are any."""
    for title, skips in (("not indexed", skipped), ("indexed with a warning", warnings)):
        if skips:
            with st.expander(f"{counted(len(skips), 'file')} {title}", expanded=expanded):
                st.dataframe(
                    [
                        {"File": visible_line(skip.path), "Why": visible_line(skip.reason)}
                        for skip in skips
                    ],
                    hide_index=True,
                )
