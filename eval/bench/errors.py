"""What stops the bench."""

from ingest import QuothError


class BenchError(QuothError):
    """Something cannot be measured: the message says what, and what to do."""
