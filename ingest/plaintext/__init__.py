"""The outline of a note that has no markup: headings, tables, diagrams and lists, inferred."""

from .outline import outline

__all__ = ["outline"]
