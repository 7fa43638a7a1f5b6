"""Pieces of the page that Streamlit has no element for, built in the browser from plain data.

Their scripts set text with `textContent` only: no note text is ever read as HTML or Markdown.
"""
