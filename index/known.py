"""What an index says of itself and of its notes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .encoder import ModelIdentity


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an index says of itself."""

    notes_folder: Path
    identity: ModelIdentity
    generation: int
    token: str
    """Unlike that of any other generation of any other index."""
    built: datetime
    cutting: str
    """What tells the way in which its notes were cut into passages from all others."""
    notes: int
    passages: int

    @property
    def model(self) -> str:
        """The name of the embedding model."""
        return self.identity.name

    @property
    def fingerprint(self) -> str:
        """What tells the embedding model from all others."""
        return self.identity.fingerprint

    @property
    def dimension(self) -> int:
        """The length of the model's vectors."""
        return self.identity.dimension


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note as it was when it was indexed."""

    number: int
    path: str
    digest: str
    size: int
    modified_ns: int
    changed_ns: int
    read_ns: int
