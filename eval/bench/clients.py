"""Several who ask at once: threads that share one assistant, as the tabs of the page do.

Each asks its next question as soon as it has its answer, which nobody does: so many clients are
worth many more people.
"""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retriever import Assistant

from .figures import Facts, percentiles
from .memory import memory
from .questions import Asked


@dataclass(slots=True)
class _Client:
    """One who asks, and what came of it."""

    questions: Sequence[Asked]
    times: list[float] = field(default_factory=list)
    """Milliseconds of each question, waiting for one's turn included."""
    errors: Counter[str] = field(default_factory=Counter)

    def go(self, assistant: Assistant, start: threading.Barrier, seconds: float) -> None:
        """Ask one after the other, from the start until the time is over; one at least."""
        start.wait()
        end, number = time.perf_counter() + seconds, 0
        while not number or time.perf_counter() < end:
            self.ask(assistant, number)
            number += 1

    def ask(self, assistant: Assistant, number: int) -> None:
        """Ask the question with this number, counted round and round."""
        question, history = self.questions[number % len(self.questions)]
        started = time.perf_counter()
        try:
            assistant.ask(question, history)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is to be counted)
            self.errors[f"{type(error).__name__}: {error}"[:200]] += 1
        else:
            self.times.append((time.perf_counter() - started) * 1000)


def measure_clients(
    index_folder: Path, questions: Sequence[Asked], numbers: Sequence[int], seconds: float
) -> Facts:
    """So many clients for so many seconds, for each of `numbers`, each with its own questions."""
    with Assistant.open(index_folder) as assistant:
        for number in range(len(questions)):
            _Client(questions).ask(assistant, number)  # to be warm
        runs = [_run(assistant, questions, number, seconds) for number in numbers]
    return {"questions": len(questions), "seconds": seconds, "runs": runs, "memory": memory()}


def _run(assistant: Assistant, questions: Sequence[Asked], number: int, seconds: float) -> Facts:
    clients = [_Client(questions[place % len(questions) :: number]) for place in range(number)]
    start = threading.Barrier(number + 1)
    threads = [
        threading.Thread(target=client.go, args=(assistant, start, seconds)) for client in clients
    ]
    for thread in threads:
        thread.start()
    start.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    times = [one for client in clients for one in client.times]
    errors: Counter[str] = sum((client.errors for client in clients), Counter())
    return {
        "clients": number,
        "answered": len(times),
        "per second": round(len(times) / took, 2),
        "milliseconds": percentiles(times) if times else None,
        "fewest of a client": min(len(client.times) for client in clients),
        "errors": errors.total(),
        "first error": next(iter(errors), None),
    }
