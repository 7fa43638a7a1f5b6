"""The notes that may have changed, read and cut: what came of each."""

import logging
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from ingest import (
    FoundNote,
    Outcome,
    PreparedNote,
    ToRead,
    TouchedNote,
    note_preparer,
    prepared_notes,
)

from .encoder import ModelIdentity
from .model import OnProgress, Progress, Skip, Stage
from .model_folder import HASH_MODEL, ModelFolder, find_model
from .tokens import tokenizer_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """What came of reading the notes that may have changed."""

    prepared: tuple[PreparedNote, ...]
    touched: tuple[tuple[FoundNote, int], ...]
    """Notes whose content is what it was, and when they were read."""
    skipped: tuple[Skip, ...]


def read_notes(
    to_read: Sequence[FoundNote],
    digests: Mapping[str, str],
    identity: ModelIdentity,
    on_progress: OnProgress,
) -> ReadNotes:
    """Read and cut the notes, except those whose digest is the one in `digests`."""
    prepared: list[PreparedNote] = []
    touched: list[tuple[FoundNote, int]] = []
    skipped: list[Skip] = []
    tasks = [ToRead(found, digests.get(found.id)) for found in to_read]
    with closing(outcomes(tasks, identity)) as coming:
        for done, found in enumerate(to_read):
            on_progress(Progress(Stage.READING, done, len(to_read), found.id))
            outcome = next(coming)
            if isinstance(outcome, PreparedNote):
                prepared.append(outcome)
            elif isinstance(outcome, TouchedNote):
                touched.append((outcome.found, outcome.read_ns))
            else:
                logger.debug("%s: %s\n%s", found.id, outcome.reason, outcome.detail)
                skipped.append(Skip(found.id, outcome.reason))
        next(coming, None)  # Where it is not let come to its end, the worker is ended with it.
    on_progress(Progress(Stage.READING, len(to_read), len(to_read)))
    return ReadNotes(tuple(prepared), tuple(touched), tuple(skipped))


def outcomes(tasks: Sequence[ToRead], identity: ModelIdentity) -> Generator[Outcome, None, None]:
    """What comes of each file, in order, prepared for the model in a process of its own."""
    if tasks:
        start = partial(note_preparer, tokenizer_of(model_of(identity)))
        yield from prepared_notes(tasks, start)


def model_of(identity: ModelIdentity) -> ModelFolder | None:
    """The model's folder; None for the test embedder, which has none."""
    return None if identity.name == HASH_MODEL else find_model(identity.name)
