"""What the Evaluate page shows of a run, as plain data: no widgets, no charts.

The numbers are those of `eval`; here they get plain words and honest limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eval import Depths, KeptRun, Report, Score, headline

from .render import counted

_UNSURE = 0.05
"""What is left of 95 %."""
_WORDS = {
    "false_answers": "answered, though the notes do not answer",
    "false_answers_near": "near misses answered",
    "false_answers_off": "off-topic questions answered",
    "false_refusals": "declined, though the notes answer",
    "verbatim": "quotes that stand word for word in their file",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of the questions, from 0 to 1, with its 95 % limits."""

    name: str
    """As reports and the command line call it: `recall@5`."""
    label: str
    """In plain words: `right passage among the first 5`."""
    value: float
    low: float
    high: float
    n: int
    """Questions that count towards it."""
    lower_is_better: bool = False

    @property
    def sentence(self) -> str:
        """Such as `0.97, 95% between 0.94 and 0.99, 226 questions`."""
        return f"{self.value:.2f}, {self.limits}"

    @property
    def limits(self) -> str:
        """The same without the value."""
        asked = counted(self.n, "quote" if self.name == "verbatim" else "question")
        if self.value == 1:
            return f"all of {asked}, 95% above {self.low:.2f}"
        if self.value == 0:
            return f"none of {asked}, 95% below {self.high:.2f}"
        return f"95% between {self.low:.2f} and {self.high:.2f}, {asked}"


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How often the right passage is among the first `k`."""

    k: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class TopicBar:
    """How the questions on one topic went; `rate` is None where none of them counts."""

    topic: str
    questions: int
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measure of one run."""

    when: datetime
    rate: Rate


def headline_rates(report: Report) -> tuple[Rate, ...]:
    """The few numbers to read first; those that no question counts towards are left out."""
    return _rates(report, _headline_names(report.depths))


def outcome_rates(report: Report) -> tuple[Rate, ...]:
    """How often it answered, rightly or wrongly, declined wrongly, and quoted to the letter."""
    answers = [f"answer@{k}" for k in report.depths.quotes]
    return _rates(report, [*answers, *_WORDS])


def recall_curve(report: Report) -> tuple[CurvePoint, ...]:
    """A point for each depth that was measured; empty without answerable questions."""
    found = ((k, report.overall.scores[f"recall@{k}"]) for k in report.depths.passages)
    rates = ((k, rate_of(f"recall@{k}", score)) for k, score in found)
    return tuple(CurvePoint(k, rate) for k, rate in rates if rate is not None)


def topic_bars(report: Report, name: str) -> tuple[TopicBar, ...]:
    """How each topic went by the measure `name`, the topics with most questions first."""
    bars = (
        TopicBar(group.name, group.questions, rate_of(name, group.scores[name]))
        for group in report.topics
    )
    return tuple(sorted(bars, key=lambda bar: (-bar.questions, bar.topic.casefold())))


def topic_measures(depths: Depths) -> tuple[str, ...]:
    """The measures by which topics are worth looking at, the most telling first."""
    k = _usual_depth(depths)
    return (headline(depths).name, f"recall@{k}", f"answer@{depths.quotes[-1]}")


def trend(runs: Sequence[KeptRun], names: Sequence[str]) -> tuple[TrendPoint, ...]:
    """The measures `names` over `runs`, run by run; what a run did not measure is left out."""
    points = (
        (run.when, rate_of(name, run.scores[name]))
        for run in runs
        for name in names
        if name in run.scores
    )
    return tuple(TrendPoint(when, rate) for when, rate in points if rate is not None)


def trend_measures(depths: Depths) -> tuple[str, ...]:
    """The measures to follow from run to run."""
    return _headline_names(depths)


def rate_of(name: str, score: Score) -> Rate | None:
    """`score` in words; None where no question counts.

    Where all questions went one way, resampling them gives an interval of no width. The limit is
    then the share at which so many in a row would still come up once in twenty times.
    """
    if score.value is None or score.low is None or score.high is None:
        return None
    low, high = score.low, score.high
    if score.value in (0, 1):
        limit = 1 - _UNSURE ** (1 / score.n)
        low, high = (0.0, limit) if score.value == 0 else (1 - limit, 1.0)
    return Rate(name, in_words(name), score.value, low, high, score.n, name.startswith("false_"))


def in_words(name: str) -> str:
    """What a measure says, for people who have never heard of it.

    >>> in_words("recall@5")
    'right passage among the first 5'
    """
    kind, _, depth = name.partition("@")
    match kind:
        case "recall":
            return (
                "right passage comes first"
                if depth == "1"
                else f"right passage among the first {depth}"
            )
        case "answer":
            return (
                "answer in the first quote"
                if depth == "1"
                else f"answer in the first {depth} quotes"
            )
        case "right":
            return "answered rightly, or rightly declined"
    return _WORDS.get(name, name)


def in_short(name: str) -> str:
    """The same in very few words, for a heading that is explained below it.

    >>> in_short("recall@5")
    'Passage in first 5'
    """
    kind, _, depth = name.partition("@")
    shorter = {
        "right": "Ended rightly",
        "recall": f"Passage in first {depth}",
        "answer": f"Answer in first {depth}",
        "false_answers": "Wrongly answered",
        "false_refusals": "Wrongly declined",
    }
    return shorter.get(kind, in_words(name))


def time_left(done: int, total: int, seconds: float) -> str:
    """How far a run is and how long it will still take, judged by the `seconds` it has taken."""
    asked = f"Asked {done:,} of {counted(total, 'question')}"
    if not done:
        return asked
    left = seconds / done * (total - done)
    if left < 60:
        return f"{asked}, {counted(round(left), 'second')} left"
    return f"{asked}, about {counted(round(left / 60), 'minute')} left"


def _rates(report: Report, names: Sequence[str]) -> tuple[Rate, ...]:
    rates = (rate_of(name, report.overall.scores[name]) for name in names)
    return tuple(rate for rate in rates if rate is not None)


def _headline_names(depths: Depths) -> tuple[str, ...]:
    return (*topic_measures(depths), "false_answers", "false_refusals")


def _usual_depth(depths: Depths) -> int:
    return 5 if 5 in depths.passages else depths.passages[-1]
