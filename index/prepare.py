"""The notes that may have changed: read, cut, staged, and their vectors asked for."""

import logging
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from ingest import (
    Outcome,
    PreparedNote,
    ToRead,
    TouchedNote,
    note_preparer,
    prepared_notes,
)

from .encoder import ModelIdentity
from .missing import MissingVectors
from .model import OnProgress, Progress, Skip, Stage
from .model_folder import HASH_MODEL, ModelFolder, find_model
from .note_rows import keyed_texts, rows_of
from .staging import Staging
from .tokens import tokenizer_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """What came of reading the notes that may have changed, beside those that were staged."""

    touched: tuple[TouchedNote, ...]
    """Notes whose content is the known one."""
    skipped: tuple[Skip, ...]


def read_notes(
    tasks: Sequence[ToRead],
    staging: Staging,
    vectors: MissingVectors,
    identity: ModelIdentity,
    on_progress: OnProgress,
) -> ReadNotes:
    """Read and cut the notes: new content goes to `staging`, and its passages to `vectors`."""
    touched: list[TouchedNote] = []
    skipped: list[Skip] = []
    with closing(outcomes(tasks, identity)) as coming:
        for done, task in enumerate(tasks):
            on_progress(Progress(Stage.READING, done, len(tasks), task.found.id))
            outcome = next(coming)
            if isinstance(outcome, PreparedNote):
                texts = keyed_texts(outcome, identity.fingerprint)
                staging.add(rows_of(outcome, [key for key, _ in texts]))
                vectors.add(texts)
            elif isinstance(outcome, TouchedNote):
                touched.append(outcome)
            else:
                logger.debug("%s: %s\n%s", task.found.id, outcome.reason, outcome.detail)
                skipped.append(Skip(task.found.id, outcome.reason))
        next(coming, None)  # Where it is not let come to its end, the worker is ended with it.
    on_progress(Progress(Stage.READING, len(tasks), len(tasks)))
    return ReadNotes(tuple(touched), tuple(skipped))


def outcomes(tasks: Sequence[ToRead], identity: ModelIdentity) -> Generator[Outcome, None, None]:
    """What comes of each file, in order, prepared for the model in a process of its own."""
    if tasks:
        start = partial(note_preparer, tokenizer_of(model_of(identity)))
        yield from prepared_notes(tasks, start)


def model_of(identity: ModelIdentity) -> ModelFolder | None:
    """The model's folder; None for the test embedder, which has none."""
    return None if identity.name == HASH_MODEL else find_model(identity.name)
