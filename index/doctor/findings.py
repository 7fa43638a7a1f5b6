"""What an examination finds, and the shape of every check."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..known import IndexInfo
from ..store import Store


class Severity(StrEnum):
    """Whether something must be done."""

    FAULT = "fault"
    NOTICE = "notice"


class Remedy(StrEnum):
    """What `repair` does about a finding."""

    NONE = "none"
    SWEEP = "sweep"
    CACHE = "cache"
    EXPORT = "export"
    UPDATE = "update"
    REBUILD = "rebuild"


_TO_DO = {
    Remedy.NONE: "",
    Remedy.SWEEP: "Have it cleared away: quoth doctor --repair",
    Remedy.CACHE: "Have it made again from the index: quoth doctor --repair",
    Remedy.EXPORT: "Have it made again from the model: quoth doctor --repair",
    Remedy.UPDATE: "Bring the index up to date: quoth index",
    Remedy.REBUILD: "Have the index made again from the notes: quoth doctor --repair",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an examination found."""

    check: str
    """The name of the check that found it."""
    severity: Severity
    what: str
    """What is wrong, as a sentence."""
    where: str
    """The note, file or folder it concerns."""
    do: str
    """What to do about it, as a sentence; empty where nothing needs to be done."""
    remedy: Remedy
    """What a repair does about it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that came to its end, and how much it looked at."""

    check: str
    words: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an examination of an index found, and what it looked at."""

    findings: tuple[Finding, ...]
    """Faults first, else in the order of the checks."""
    checked: tuple[Checked, ...]
    seconds: float

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What must be put right."""
        return tuple(one for one in self.findings if one.severity is Severity.FAULT)

    @property
    def notices(self) -> tuple[Finding, ...]:
        """What is good to know."""
        return tuple(one for one in self.findings if one.severity is Severity.NOTICE)

    @property
    def is_well(self) -> bool:
        """Whether nothing must be put right."""
        return not self.faults

    @property
    def can_repair(self) -> bool:
        """Whether there is something that a repair does."""
        return any(one.remedy is not Remedy.NONE for one in self.findings)


@dataclass(frozen=True, slots=True)
class Subject:
    """An index that is being examined."""

    store: Store
    info: IndexInfo
    thorough: bool


Examination = Generator[Finding, None, str]
"""Findings as they are met; at its end, in words, what was looked at."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far an examination has come."""

    check: str
    done: int
    total: int


OnStep = Callable[[Step], None]
FolderCheck = Callable[[Path], Examination]
IndexCheck = Callable[[Subject], Examination]
MoreChecks = Mapping[str, IndexCheck]
"""Checks of what other packages put on top of an index, by their names."""


def fault(check: str, what: str, where: str, remedy: Remedy, do: str | None = None) -> Finding:
    """Something that must be put right; what to do follows from the remedy unless it is said."""
    return Finding(check, Severity.FAULT, what, where, _TO_DO[remedy] if do is None else do, remedy)


def notice(check: str, what: str, where: str, remedy: Remedy, do: str | None = None) -> Finding:
    """Something that is good to know."""
    to_do = _TO_DO[remedy] if do is None else do
    return Finding(check, Severity.NOTICE, what, where, to_do, remedy)


def counted(number: int, noun: str) -> str:
    """`1 note`, `2,400 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
