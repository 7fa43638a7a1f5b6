"""The numbers that an evaluation makes of its outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Depths, Outcome


@dataclass(frozen=True, slots=True)
class Score:
    """A number with its 95 % bootstrap interval, over `n` questions, or quotes.

    With nothing to count there is no number: all three are None, never 0.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


NO_QUESTIONS = Score(None, None, None, 0)
"""The score of a measure that no question counts towards."""


@dataclass(frozen=True, slots=True)
class Group:
    """The scores of some of the questions: all of them, those of a kind, or on a topic."""

    name: str
    questions: int
    scores: Mapping[str, Score]
    """By the names that `meanings` lists, in that order."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of wall time for a question, failures left out; None without any."""

    p50: float | None
    p95: float | None
    slowest: float | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was asked and how it ended, as counts."""

    questions: int
    answerable: int
    unanswerable: int
    answered: int
    declined: int
    failed: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts that are nearly alike, and how often they came true."""

    start: float
    end: float
    """From `start`, up to but not including `end`; the last bin includes it."""
    n: int
    forecast: float
    """Their mean."""
    share: float
    """How many came true, from 0 to 1, with its 95 % Wilson interval `low` to `high`."""
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """How far a confidence can be taken at its word: a reliability table and two numbers."""

    name: str
    title: str
    """What is forecast, for people."""
    n: int
    bins: tuple[Bin, ...]
    """In rising order; empty bins are left out."""
    error: float | None
    """The expected calibration error: how far share and forecast part, on average."""
    brier: Score
    """Mean squared distance of forecast and truth; lower is better."""
    share: float | None
    """How many came true in all. Always forecasting it has a Brier score of share x (1 - share)."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long some of the quotes are, in characters."""

    n: int
    mean: float | None
    p90: float | None
    """Nine of ten are not longer."""
    long: Score
    """The share that is too long to read at a glance; quotes for list questions left out."""


@dataclass(frozen=True, slots=True)
class Risk:
    """What declining below one threshold of confidence would cost; None where none was asked."""

    threshold: float
    false_answers: float | None
    """Share of the unanswerable questions that would be answered."""
    near: float | None
    """The same of near misses alone."""
    offtopic: float | None
    """The same of off-topic questions alone."""
    false_refusals: float | None
    """Share of the answerable questions that would be declined."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one evaluation found."""

    known: str
    """Name of the file or folder with the known questions."""
    depths: Depths
    receipt: Receipt
    latency: Latency
    overall: Group
    kinds: tuple[Group, ...]
    topics: tuple[Group, ...]
    turns: tuple[Group, ...]
    """First questions, then follow-ups; empty where there are no follow-ups."""
    calibration: tuple[Curve, ...]
    first_quotes: Lengths
    all_quotes: Lengths
    risks: tuple[Risk, ...]
    """At rising thresholds."""
    outcomes: tuple[Outcome, ...] = field(repr=False)
    stale: tuple[str, ...] = ()
    """Gold places that the notes no longer bear out, in words."""
