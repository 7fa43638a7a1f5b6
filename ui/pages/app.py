"""The script that Streamlit runs. Everything is in `ui.pages`, where it can be imported."""

from ui.pages.navigation import show

show()
