"""Warm questions: what one costs, from its words to its quotes."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from index import Store
from retriever import Assistant

from ..dataset import read_known
from .errors import BenchError
from .figures import Facts, percentiles
from .memory import memory
from .stages import in_order, timed_stages
from .timing import Spent

Asked = tuple[str, tuple[str, ...]]
"""A question and the ones before it."""

TO_THE_PASSAGES, TOTAL, PROCESSOR = "to the passages", "total", "total, processor"


def questions_of(index_folder: Path, known: Path | None, limit: int) -> tuple[Asked, ...]:
    """The known questions, or as many made from headings of the notes; at most `limit`.

    Raises:
        BenchError: there are none.
    """
    if known:
        found = tuple((one.question, one.history) for one in read_known(known)[:limit])
    else:
        with Assistant.open(index_folder) as assistant:
            paths = assistant.headings(limit)
        found = tuple((f"What is said about {' '.join(path[-2:])}?", ()) for path in paths)
    if not found:
        raise BenchError("There is nothing to ask: no headings in the notes. Name --known FILE")
    return found


def measure_questions(index_folder: Path, questions: Sequence[Asked], rounds: int) -> Facts:
    """The percentiles of each stage, in milliseconds, and the memory of the process that asked.

    Each question is asked once to be warm, then in `rounds` more; of these the best counts.
    """
    asked = ask_in_rounds(index_folder, questions, rounds)
    stages = [*in_order({stage: 0 for one in asked for stage in one}), TO_THE_PASSAGES, TOTAL]
    with closing(Store(index_folder)) as store:
        counts = {table: store.count(table) for table in ("notes", "passages")}
    return {
        **counts,
        "questions": len(questions),
        "rounds": rounds,
        "stages": {
            stage: percentiles([one.get(stage, 0.0) for one in asked])
            for stage in (*stages, PROCESSOR)
        },
        "memory": memory(),
    }


def ask_in_rounds(index_folder: Path, questions: Sequence[Asked], rounds: int) -> list[Spent]:
    """For each question, the least milliseconds of each of its stages.

    Other work on the machine only ever adds to a time, so that the best is nearest to the truth.
    """
    with Assistant.open(index_folder) as assistant:
        list(_round(assistant, questions))
        found = [list(_round(assistant, questions)) for _ in range(rounds)]
    return [_best(times) for times in zip(*found, strict=True)]


def _round(assistant: Assistant, questions: Sequence[Asked]) -> Iterator[Spent]:
    with timed_stages() as spent:
        for question, history in questions:
            spent.clear()
            started, worked = time.perf_counter(), time.process_time()
            reply = assistant.ask(question, history)
            yield {
                **spent,
                TO_THE_PASSAGES: reply.timing.search,
                TOTAL: (time.perf_counter() - started) * 1000,
                PROCESSOR: (time.process_time() - worked) * 1000,
            }


def _best(times: Sequence[Mapping[str, float]]) -> Spent:
    stages = {stage for one in times for stage in one}
    return {stage: min(one.get(stage, 0.0) for one in times) for stage in stages}
