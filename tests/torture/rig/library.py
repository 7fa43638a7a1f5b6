"""Some notes with a little of everything that an answer can show, and questions for all of it."""

from itertools import product
from pathlib import Path

_SUBJECTS = (
    *("Harbour", "Lighthouse", "Bakery", "Orchard", "Foundry", "Observatory", "Quarry", "Weaver"),
    *("Apiary", "Cinema", "Library", "Tannery", "Windmill", "Brewery", "Ferry", "Glasshouse"),
)
_KEEPERS = (
    *("Anselm", "Brunhild", "Caspar", "Dorothea", "Emmerich", "Friederike", "Gottlieb", "Hedwig"),
    *("Ignaz", "Josefa", "Kilian", "Leokadia", "Manfred", "Notburga", "Ottokar", "Pankraz"),
)
_SEASONS = ("spring", "summer", "autumn")

QUESTIONS = (
    "Who keeps the lighthouse in spring?",
    "How many barrels does the brewery hold?",
    "How many ladders does BEW13 hold?",
    "in:autumn who keeps the orchard?",
    "tag:summer how many barrels",
    'note:quarry "opens at"',
    "Which visitors may enter -ferry",
    "obsrvatory tellescope",
    "What are the prices of the windmill?",
    "Why is the sea salty?",
    "list the tools of the foundry",
)


def write_library(notes: Path, folders: int = 3) -> None:
    """Make the folder: 16 notes in each of up to three folders, two of other kinds, and no note."""
    for number, (season, subject) in enumerate(product(_SEASONS[:folders], _SUBJECTS)):
        path = notes / season / f"{subject.lower()}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_note(number, season, subject), "utf-8", newline="\n")
    (notes / "windows.md").write_bytes("# Café\r\n\r\nThe café opens at nine.\r\n".encode())
    (notes / "old.txt").write_bytes("Préface\n\nThe old register of keepers.\n".encode("cp1252"))
    (notes / "broken.md").write_bytes(b"\0")


def _note(number: int, season: str, subject: str) -> str:
    name = f"{subject} of {season}"
    keeper = _KEEPERS[(number * 5 + 3) % len(_KEEPERS)]
    return (
        f"---\ntags: [{season}, {subject.lower()}]\n"
        f"aliases: [{subject[:1]}{subject[3:5].upper()}{number}]\n---\n# {name}\n\n"
        f"{keeper} keeps the {subject.lower()} in {season}. It opens at {number % 12 + 1}.\n\n"
        f"## Stock of the {subject.lower()}\n\n"
        f"The {subject.lower()} holds {number * 7 + 11} barrels and {number + 2} ladders.\n\n"
        f"- tool {number}: a hammer\n- tool {number + 1}: a rope\n- tool {number + 2}: a lamp\n\n"
        f"### Prices of the {subject.lower()}\n\n"
        f"## Visitors\n\nVisitors of the {subject.lower()} may enter with {number % 5 + 1} dogs.\n"
        f"It closes for {number % 9 + 2} days a year.\n"
    )
