"""Known questions of several files together, over one notes folder.

Files written apart may use the same ids: an id that several files give is told apart by the
file's name in front. The others stay as they are, so that earlier reports still compare. One
trap: what one notebook does not answer, another in the same folder may.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from .model import Question

PATTERN = "*.known.jsonl"
"""The files of known questions in a folder of them."""
_SHOWN = 3
"""Names that are told before the rest is only counted."""


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files of known questions in `folder` itself, sorted by name."""
    return tuple(sorted(folder.glob(PATTERN)))


def together(
    parts: Sequence[tuple[Path, Sequence[Question]]],
) -> tuple[Question, ...]:
    """The questions of all `parts`, in order; ids that clash begin with their file's stem.

    An id that one file gives twice stays given twice.

    >>> sqs, ec2 = Path("sqs.known.jsonl"), Path("ec2.jsonl")
    >>> one, two = Question("q1", "Size?", False), Question("q2", "Days?", False)
    >>> [question.id for question in together([(sqs, [one, two]), (ec2, [one])])]
    ['sqs:q1', 'q2', 'ec2:q1']
    """
    files = Counter(chain.from_iterable({each.id for each in part} for _, part in parts))
    return tuple(
        replace(each, id=f"{stem(path)}:{each.id}") if files[each.id] > 1 else each
        for path, part in parts
        for each in part
    )


def stem(path: Path) -> str:
    """The file's name without its endings: `sqs` of `sqs.known.jsonl`."""
    return path.stem.removesuffix(".known")


def name_of(paths: Sequence[Path]) -> str:
    """What a report calls these files together."""
    # The name of "." is empty; made absolute it has one.
    names = [path.absolute().name for path in paths]
    if len(names) <= _SHOWN:
        return ", ".join(names)
    return f"{names[0]} and {len(names) - 1} others"
