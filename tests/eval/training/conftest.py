"""A notebook of three notes with known questions, and lessons that can be counted by hand."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from eval.training.lessons import Lesson
from retriever.reader.rows import row

_NOTES = {
    "garden.md": "# Garden\n\n- tomatoes need six hours of sun\n- basil grows beside tomatoes\n\n"
    "## Watering\n\n- water in the evening\n- never on the leaves\n",
    "bread.txt": "Bread\n\nThe dough rests for twelve hours.\nThe oven is heated to 240 degrees.\n",
    "bike.md": "# Bike\n\n## Tyres\n\n- front tyre at 4 bar\n- rear tyre at 5 bar\n",
}
_SUN, _TYRES = [3, 3], [5, 6]


def _known(number: int, question: str, note: str = "", **more: object) -> Mapping[str, object]:
    lines = more.pop("lines", None)
    gold = [{"note": note, "lines": lines}] if note else []
    row = {"id": f"q{number}", "question": question, "answerable": bool(note), "gold": gold}
    return {**row, **more}


_KNOWN = {
    "garden": [
        _known(1, "How much sun do tomatoes need?", "garden.md", lines=_SUN, answers=["six hours"]),
        _known(2, "When do I water the garden?", "garden.md", lines=[8, 8], answers=["evening"]),
        _known(3, "How much sun do peppers need?"),
    ],
    "bread": [
        _known(4, "How long does the dough rest?", "bread.txt", lines=[3, 3], answers=["twelve"]),
        _known(5, "How hot is the oven for the bread?", "bread.txt", lines=[4, 4], answers=["240"]),
        _known(6, "How much flour is in the dough?"),
    ],
    "bike": [
        _known(7, "What pressure have the tyres of the bike?", "bike.md", lines=_TYRES,
               must_include=["4 bar", "5 bar"]),
        _known(8, "Which chain has the bike?"),
    ],
}  # fmt: skip


@pytest.fixture
def notebook_folder(tmp_path: Path) -> Path:
    """Three notes, with their known questions beside them."""
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in _NOTES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    for name, rows in _KNOWN.items():
        lines = "".join(f"{json.dumps(row)}\n" for row in rows)
        (folder / f"{name}.known.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture
def lesson() -> Callable[..., Lesson]:
    """Makes a lesson of rows with so many units each, of one token a unit and its mark."""
    return _lesson


def _lesson(units: Sequence[int], gold: Sequence[int] = (), *, whole: bool = False) -> Lesson:
    rows = tuple(row([2054], [3000], [[2000 + number] for number in range(n)]) for n in units)
    return Lesson(rows, frozenset(gold), whole)
