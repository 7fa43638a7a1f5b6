"""Passages to something searchable: the store, the vectors and the full-text index."""

from .aliases import StoredAlias, alias_words, aliases_named
from .build import build
from .dense import DenseIndex, open_dense
from .doctor.findings import (
    Checked,
    Diagnosis,
    Examination,
    Finding,
    IndexCheck,
    OnStep,
    Remedy,
    Severity,
    Step,
    Subject,
    fault,
)
from .durable import write_durably
from .embedder import Embedder, HashEmbedder, Vectors
from .encoder import Encoder
from .errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexFolderError,
    IndexMissingError,
    IndexOutdatedError,
    ModelError,
)
from .examine import examine
from .export import move_into_place
from .folders import export_folder, index_folder_for, kept_folder, locate_index
from .headings import StoredHeading, find_headings
from .inference import open_network, open_session
from .known import IndexInfo, KnownNote
from .labels import NoteLabels, note_labels, passages_of
from .lexical import find_phrase, passages_with, search_terms
from .listing import KnownIndex, known_indexes
from .model import OnProgress, Progress, Receipt, Skip, Stage, Status
from .model_folder import BUILT_IN, HASH_MODEL, find_model
from .records import StoredPassage
from .repair import Repaired, repair
from .status import status
from .store import Store
from .terms import terms, terms_of, unified, words
from .vocabulary import Vocabulary
from .watch import Pace, watch

__all__ = [
    "BUILT_IN",
    "HASH_MODEL",
    "Checked",
    "DenseIndex",
    "Diagnosis",
    "Embedder",
    "Encoder",
    "Examination",
    "Finding",
    "HashEmbedder",
    "IndexBusyError",
    "IndexCheck",
    "IndexDamagedError",
    "IndexFolderError",
    "IndexInfo",
    "IndexMissingError",
    "IndexOutdatedError",
    "KnownIndex",
    "KnownNote",
    "ModelError",
    "NoteLabels",
    "OnProgress",
    "OnStep",
    "Pace",
    "Progress",
    "Receipt",
    "Remedy",
    "Repaired",
    "Severity",
    "Skip",
    "Stage",
    "Status",
    "Step",
    "Store",
    "StoredAlias",
    "StoredHeading",
    "StoredPassage",
    "Subject",
    "Vectors",
    "Vocabulary",
    "alias_words",
    "aliases_named",
    "build",
    "examine",
    "export_folder",
    "fault",
    "find_headings",
    "find_model",
    "find_phrase",
    "index_folder_for",
    "kept_folder",
    "known_indexes",
    "locate_index",
    "move_into_place",
    "note_labels",
    "open_dense",
    "open_network",
    "open_session",
    "passages_of",
    "passages_with",
    "repair",
    "search_terms",
    "status",
    "terms",
    "terms_of",
    "unified",
    "watch",
    "words",
    "write_durably",
]
