"""The embedding model: there, the same as ever, and the one that the vectors were made with."""

from collections.abc import Sequence

import numpy as np

from ..embedder import HashEmbedder, QuestionEmbedder
from ..encoder import identify
from ..errors import ModelError
from ..export import is_exported
from ..folders import export_folder
from ..known import IndexInfo
from ..model_folder import HASH_MODEL, is_on_disk
from ..onnx_embedder import OnnxEmbedder
from ..prepare import model_of
from ..records import StoredPassage, embedded_texts
from ..tokens import cutting_mark
from .findings import Examination, Remedy, Subject, counted, fault
from .passages import sound_passages
from .vectors import as_rows, vector_problem

MODEL = "model"
SAMPLE = "sample of vectors"
_SAMPLE = 32
"""Passages; each takes a real model about a tenth of a second."""
_LEAST_COSINE = 0.99
_QUESTION = "Does it work?"
_ANOTHER = (
    "Put its files back, or embed all notes with another model: quoth index NOTES --model NAME"
)


def check_model(subject: Subject) -> Examination:
    """Its files are there, they are those of the index, and what was made of them works."""
    info = subject.info
    if is_on_disk(info.model):
        try:
            identity = identify(info.model, None if subject.thorough else info.identity)
        except ModelError as error:
            yield fault(MODEL, f"{error}".rstrip(".") + ".", info.model, Remedy.NONE, _ANOTHER)
            return ""
        if (identity.fingerprint, identity.dimension) != (info.fingerprint, info.dimension):
            what = "The model's files are not those that the index was made with."
            do = f"Embed all notes with it: quoth index NOTES --model {info.model}"
            yield fault(MODEL, what, info.model, Remedy.NONE, do)
        elif cutting_mark(model_of(identity)) != info.cutting:
            what = "This version of Quoth cuts notes into passages in another way."
            yield fault(MODEL, what, info.model, Remedy.UPDATE)
    problem = _exported(info)
    if isinstance(problem, str):
        yield fault(MODEL, problem, str(export_folder(info.fingerprint)), Remedy.EXPORT)
    return f"the files of {info.model}"


def check_sample(subject: Subject) -> Examination:
    """Some passages, embedded again, give the vectors that are stored."""
    embedder = _exported(subject.info)
    if embedder is None or isinstance(embedder, str):
        return ""  # it is exported when it is first needed
    chosen = _spread(subject)
    for stored in chosen:
        if not _agrees(subject, embedder, stored):
            what = f"Passage {stored.number} has other vectors than the model gives for it."
            yield fault(SAMPLE, what, stored.passage.span.note_id, Remedy.REBUILD)
    return f"{counted(len(chosen), 'passage')}, embedded again"


def _exported(info: IndexInfo) -> QuestionEmbedder | str | None:
    """The exported model, or why it does not work; None where there is no export yet."""
    if info.model == HASH_MODEL:
        return HashEmbedder()
    folder = export_folder(info.fingerprint)
    if not is_exported(folder):
        return None
    try:
        embedder = OnnxEmbedder(folder)
        found = np.stack([embedder.embed([_QUESTION])[0], embedder.embed_question(_QUESTION)])
    except Exception as error:  # noqa: BLE001  (ONNX Runtime's errors share no other base)
        return f"The exported model cannot be used ({type(error).__name__})."
    if found.shape != (2, info.dimension) or not np.isfinite(found).all():
        return "The exported model gives vectors of another kind."
    return embedder


def _spread(subject: Subject) -> Sequence[StoredPassage]:
    """Up to so many passages, spread evenly over the index."""
    every = max(1, subject.store.count("passages") // _SAMPLE)
    passages = enumerate(sound_passages(subject.store))
    return [stored for place, stored in passages if place % every == 0][:_SAMPLE]


def _agrees(subject: Subject, embedder: QuestionEmbedder, stored: StoredPassage) -> bool:
    """Whether its vectors are those of its texts; ones that are broken are found elsewhere."""
    query = (
        "SELECT vectors.vector FROM passages JOIN vectors ON vectors.key = passages.vector"
        " WHERE passages.id = ?"
    )
    row = subject.store.connection.execute(query, (stored.number,)).fetchone()
    texts, dimension = embedded_texts(stored.passage), subject.info.dimension
    if row is None or vector_problem(row[0], dimension, len(texts)) is not None:
        return True
    # The passage's own, and of its units the first, the middle one and the last.
    chosen = sorted({0, min(1, len(texts) - 1), len(texts) // 2, len(texts) - 1})
    found = as_rows(row[0], dimension)[chosen]
    wanted = embedder.embed([texts[place] for place in chosen])
    cosines = (found * wanted).sum(axis=1)
    is_empty = ~found.any(axis=1) & ~wanted.any(axis=1)
    return bool(((cosines > _LEAST_COSINE) | is_empty).all())
