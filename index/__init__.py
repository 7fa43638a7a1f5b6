"""Passages to something searchable: the store, the vectors and the full-text index."""

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
from .folders import index_folder_for, locate_index
from .known import IndexInfo, KnownNote
from .lexical import passages_with, search_terms
from .model import OnProgress, Progress, Receipt, Skip, Stage, Status
from .model_folder import BUILT_IN, HASH_MODEL
from .records import StoredPassage
from .status import status
from .store import Store
from .terms import terms, words

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
    "KnownNote",
    "ModelError",
    "OnProgress",
    "Progress",
    "Receipt",
    "Skip",
    "Stage",
    "Status",
    "Store",
    "StoredPassage",
    "Vectors",
    "build",
    "index_folder_for",
    "locate_index",
    "open_dense",
    "passages_with",
    "search_terms",
    "status",
    "terms",
    "words",
]
