"""Edits without a pause, as many as there is time for, while an index is built from the folder."""

import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .words import sentence

_FIRST = 20_000
_NAMES = 200
_OPERATIONS = (
    *("create", "create", "edit", "edit", "append", "delete", "rename", "atomic", "half"),
)


@dataclass(frozen=True, slots=True)
class Churned:
    """What was done, and what there is at the end."""

    operations: Counter[str]
    final: dict[str, tuple[str, ...]]
    """The sentences of each note that is left, by its file name, in order."""


@dataclass(slots=True)
class _Churning:
    """A folder that is edited; the seed decides on the order of the edits."""

    folder: Path
    chance: random.Random
    numbers: dict[str, list[int]]
    number: int = _FIRST

    def step(self) -> str:
        """Do one edit; its name, or nothing where the note for it is not there."""
        self.number += 1
        operation = self.chance.choice(_OPERATIONS)
        name = self._name()
        if operation in ("append", "delete", "rename") and name not in self.numbers:
            return ""
        with suppress(OSError):
            self._do(operation, name)
        return operation

    def _name(self) -> str:
        return f"c{self.chance.randrange(_NAMES):03d}.md"

    def _do(self, operation: str, name: str) -> None:
        path, said = self.folder / name, sentence(self.number)
        text = f"# Churn {name}\n\n{said}\n"
        if operation == "append":
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n{said}\n")
            self.numbers[name].append(self.number)
        elif operation == "delete":
            path.unlink()
            del self.numbers[name]
        elif operation == "rename":
            other = self._name()
            path.replace(self.folder / other)
            self.numbers[other] = self.numbers.pop(name)
        else:
            self._write(operation, path, text)
            self.numbers[name] = [self.number]

    def _write(self, operation: str, path: Path, text: str) -> None:
        if operation == "atomic":
            draft = path.with_name(f"{path.name}.tmp")
            draft.write_text(text, "utf-8")
            draft.replace(path)
        elif operation == "half":
            with path.open("w", encoding="utf-8") as file:
                file.write(text[: len(text) // 2])
                file.flush()
                time.sleep(0.005)
                file.write(text[len(text) // 2 :])
        else:
            path.write_text(text, "utf-8")


def churn(folder: Path, seed: int, seconds: float) -> Churned:
    """Edit up to 200 notes in `folder`, a hundred times a second, for so many seconds."""
    end = time.monotonic() + seconds
    folder.mkdir(parents=True, exist_ok=True)
    churning = _Churning(folder, random.Random(seed), {})  # noqa: S311
    operations: Counter[str] = Counter()
    while time.monotonic() < end:
        operations[churning.step()] += 1
        time.sleep(churning.chance.random() * 0.01)
    del operations[""]
    final = {
        name: tuple(sentence(number) for number in numbers)
        for name, numbers in sorted(churning.numbers.items())
    }
    return Churned(operations, final)
