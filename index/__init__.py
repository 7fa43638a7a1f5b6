"""Passages to something searchable: the store, the vectors and the full-text index."""

from .aliases import StoredAlias, alias_words, aliases_named
from .build import build
from .dense import DenseIndex, open_dense
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
from .folders import export_folder, index_folder_for, kept_folder, locate_index
from .headings import StoredHeading, find_headings
from .known import IndexInfo, KnownNote
from .labels import NoteLabels, note_labels, passages_of
from .lexical import find_phrase, passages_with, search_terms
from .listing import KnownIndex, known_indexes
from .model import OnProgress, Progress, Receipt, Skip, Stage, Status
from .model_folder import BUILT_IN, HASH_MODEL, find_model
from .onnx_embedder import move_into_place
from .records import StoredPassage
from .status import status
from .store import Store
from .terms import terms, words
from .vocabulary import Vocabulary

__all__ = [
    "BUILT_IN",
    "HASH_MODEL",
    "DenseIndex",
    "Embedder",
    "Encoder",
    "HashEmbedder",
    "IndexBusyError",
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
    "Progress",
    "Receipt",
    "Skip",
    "Stage",
    "Status",
    "Store",
    "StoredAlias",
    "StoredHeading",
    "StoredPassage",
    "Vectors",
    "Vocabulary",
    "alias_words",
    "aliases_named",
    "build",
    "export_folder",
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
    "passages_of",
    "passages_with",
    "search_terms",
    "status",
    "terms",
    "words",
]
