"""Outcomes to a report: scores overall, by kind and by topic, confidence, speed, a receipt."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from .calibration import calibration
from .findings import Group, Latency, Receipt, Report
from .lengths import all_quotes, first_quotes
from .measures import scores
from .model import Depths, Outcome, Status
from .risk import risks


def build_report(
    known: str, outcomes: Sequence[Outcome], depths: Depths, stale: Sequence[str] = ()
) -> Report:
    """The report on `outcomes`; the same outcomes always give the same report."""
    return Report(
        known=known,
        depths=depths,
        receipt=_receipt(outcomes),
        latency=_latency(outcomes),
        overall=_group("all", outcomes, depths),
        kinds=_groups(outcomes, lambda outcome: outcome.question.kind, depths),
        topics=_groups(outcomes, lambda outcome: outcome.question.topic, depths),
        turns=_turns(outcomes, depths),
        calibration=calibration(outcomes),
        first_quotes=first_quotes(outcomes),
        all_quotes=all_quotes(outcomes),
        risks=risks(outcomes),
        outcomes=tuple(outcomes),
        stale=tuple(stale),
    )


def _group(name: str, outcomes: Sequence[Outcome], depths: Depths) -> Group:
    return Group(name, len(outcomes), scores(outcomes, depths))


def _groups(
    outcomes: Sequence[Outcome], key: Callable[[Outcome], str], depths: Depths
) -> tuple[Group, ...]:
    """A group for each name that `key` gives, sorted by name; questions without one are left."""
    members: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if key(outcome):
            members.setdefault(key(outcome), []).append(outcome)
    return tuple(_group(name, members[name], depths) for name in sorted(members))


def _turns(outcomes: Sequence[Outcome], depths: Depths) -> tuple[Group, ...]:
    """First questions and follow-ups, told by their history, whatever their kind."""
    first = [outcome for outcome in outcomes if not outcome.question.history]
    later = [outcome for outcome in outcomes if outcome.question.history]
    if not later:
        return ()
    named = (("first questions", first), ("follow-ups", later))
    return tuple(_group(name, members, depths) for name, members in named if members)


def _receipt(outcomes: Sequence[Outcome]) -> Receipt:
    statuses = Counter(outcome.status for outcome in outcomes)
    answerable = sum(outcome.question.answerable for outcome in outcomes)
    return Receipt(
        questions=len(outcomes),
        answerable=answerable,
        unanswerable=len(outcomes) - answerable,
        answered=statuses[Status.ANSWERED],
        declined=statuses[Status.DECLINED],
        failed=statuses[Status.FAILED],
        quotes=sum(len(outcome.quotes) for outcome in outcomes),
    )


def _latency(outcomes: Sequence[Outcome]) -> Latency:
    times = [outcome.milliseconds for outcome in outcomes if outcome.status is not Status.FAILED]
    if not times:
        return Latency(None, None, None)
    p50, p95 = np.percentile(times, [50, 95])
    return Latency(float(p50), float(p95), max(times))
