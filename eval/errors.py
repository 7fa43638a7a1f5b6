"""What can go wrong with the files that the harness reads and writes."""

from ingest import QuothError


class KnownQuestionsError(QuothError):
    """Known questions cannot be used: missing, malformed, or not about these notes."""


class ReportFileError(QuothError):
    """A report cannot be written, read back, or compared with another."""
