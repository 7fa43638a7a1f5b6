"""The script that Streamlit runs. Everything is in `ui.page`, where it can be imported."""

from ui.page import show

show()
