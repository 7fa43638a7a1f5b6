"""What an index says of itself and of its notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
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
    precision: str
    """How most of its vectors were computed, in words."""

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


def info_from(meta: Mapping[str, str]) -> IndexInfo:
    """What the facts in the table `meta` say; KeyError or ValueError where they do not."""
    return IndexInfo(
        notes_folder=Path(meta["notes_folder"]),
        identity=ModelIdentity(
            *(meta["model"], meta["model_stamp"], meta["fingerprint"]),
            dimension=int(meta["dimension"]),
        ),
        generation=int(meta["generation"]),
        token=meta["token"],
        built=datetime.fromtimestamp(float(meta["built"]), UTC),
        cutting=meta["cutting"],
        notes=int(meta["notes"]),
        passages=int(meta["passages"]),
        precision=meta.get("precision", "float32"),
    )
