"""Question to cited answer: searching, ranking, deciding and citing."""

from .model import Answer, Citation, Coverage, Hit, NotInNotes, Reply, Timing

__all__ = ["Answer", "Citation", "Coverage", "Hit", "NotInNotes", "Reply", "Timing"]
