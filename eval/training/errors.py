"""What can go wrong in training."""

from ingest import QuothError


class TrainingError(QuothError):
    """Nothing can be trained from what was given, or the result cannot be written."""
