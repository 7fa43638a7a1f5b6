"""Warm questions: what one costs, from its words to its quotes."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Store
from retriever import Assistant

from ..dataset import read_known
from .stages import Spent, timed_stages

Asked = tuple[str, tuple[str, ...]]
"""A question and the ones before it."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured: milliseconds by stage, one dictionary for each question."""

    notes: int
    passages: int
    questions: Sequence[Spent]


def questions_of(index_folder: Path, known: Path | None, limit: int) -> tuple[Asked, ...]:
    """The known questions, or as many made from headings of the notes; at most `limit`."""
    if known:
        return tuple((one.question, one.history) for one in read_known(known)[:limit])
    with Assistant.open(index_folder) as assistant:
        paths = assistant.headings(limit)
    return tuple((f"What is said about {' '.join(path[-2:])}?", ()) for path in paths)


def measure(index_folder: Path, questions: Sequence[Asked], rounds: int) -> Run:
    """Each question asked once to be warm, then in `rounds` more; of these the best counts.

    Other work on the machine only ever adds to a time, so that the best is nearest to the truth.
    """
    with Assistant.open(index_folder) as assistant:
        list(_round(assistant, questions))
        found = [list(_round(assistant, questions)) for _ in range(rounds)]
    store = Store(index_folder)
    counts = store.count("notes"), store.count("passages")
    store.close()
    return Run(*counts, [_best(times) for times in zip(*found, strict=True)])


def _round(assistant: Assistant, questions: Sequence[Asked]) -> Iterator[Spent]:
    with timed_stages() as spent:
        for question, history in questions:
            spent.clear()
            started, worked = time.perf_counter(), time.process_time()
            reply = assistant.ask(question, history)
            yield {
                **spent,
                "to the passages": reply.timing.search,
                "total": (time.perf_counter() - started) * 1000,
                "total, processor": (time.process_time() - worked) * 1000,
            }


def _best(times: Sequence[Mapping[str, float]]) -> Spent:
    stages = {stage for one in times for stage in one}
    return {stage: min(one.get(stage, 0.0) for one in times) for stage in stages}
