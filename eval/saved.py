"""A report as a JSON file, for scripts and for comparing with a later one.

The keys are stable; a change that breaks a reader raises `FORMAT`:

    format, known, depths {passages, quotes}, receipt {questions, answerable, unanswerable,
    answered, declined, failed, quotes}, latency_ms {p50, p95, slowest},
    overall {questions, scores {NAME: {value, low, high, n}}},
    kinds {KIND: as overall}, topics {TOPIC: as overall}, turns {TURN: as overall},
    calibration {CURVE: {title, n, ece, brier {as a score}, share,
    bins [{start, end, n, forecast, share, low, high}]}},
    quote_lengths {first {n, mean, p90, over_300 {as a score}}, all {as first}},
    risk [{threshold, false_answers, near, offtopic, false_refusals}], stale [sentences],
    questions [{known {a line of the known questions}, status, confidence, ms, gold_rank,
    answer_rank, reason, passages [{note, lines}], quotes [{note, lines, quote, verbatim, score}]}]

Numbers that do not exist are null. Status is `answered`, `not_in_notes` or `failed`. Ranks count
from 1: of the first passage with a gold place, and the number of quotes it took to answer.
Reports of before quotes had a `score` are read too; their curve of first quotes is empty.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from .atomic import write_whole
from .errors import KnownQuestionsError, ReportFileError
from .findings import Curve, Group, Lengths, Report
from .jsonl import object_of, object_of_place, place_from, question_from
from .lengths import LONG
from .metrics import answer_rank, gold_rank
from .model import Depths, Outcome, Quote, Status
from .report import build_report
from .row import Row, read_object

FORMAT = 1


def write_report(report: Report, path: Path) -> None:
    """Write `report` to `path`, whole or not at all: an earlier file stays until then.

    The file quotes the notes, so only its owner may read it.
    """
    write_whole(json.dumps(report_object(report), ensure_ascii=False, indent=1) + "\n", path)


def read_report(path: Path) -> Report:
    """The report that `write_report` wrote to `path`, its scores computed anew.

    Computed anew, two reports are measured with the same yardstick even where a measure has
    changed between them.
    """
    try:
        row = read_object(path)
        if row.values.get("format") != FORMAT:
            raise row.complaint(
                f"expected a report of format {FORMAT}, found {row.values.get('format')!r}. "
                "Write it again: quoth eval KNOWN --json FILE"
            )
        outcomes = [_outcome(entry) for entry in row.rows("questions")]
        return build_report(row.text("known"), outcomes, _depths(row), row.texts("stale"))
    except KnownQuestionsError as error:
        raise ReportFileError(str(error)) from error


def report_object(report: Report) -> Mapping[str, object]:
    """The report as the JSON object that the module describes."""
    return {
        "format": FORMAT,
        "known": report.known,
        "depths": asdict(report.depths),
        "receipt": asdict(report.receipt),
        "latency_ms": asdict(report.latency),
        "overall": _group_object(report.overall),
        "kinds": _groups_object(report.kinds),
        "topics": _groups_object(report.topics),
        "turns": _groups_object(report.turns),
        "calibration": {curve.name: _curve_object(curve) for curve in report.calibration},
        "quote_lengths": {
            "first": _lengths_object(report.first_quotes),
            "all": _lengths_object(report.all_quotes),
        },
        "risk": [asdict(risk) for risk in report.risks],
        "stale": list(report.stale),
        "questions": [_outcome_object(outcome) for outcome in report.outcomes],
    }


def _groups_object(groups: Sequence[Group]) -> dict[str, object]:
    return {group.name: _group_object(group) for group in groups}


def _group_object(group: Group) -> dict[str, object]:
    scores = {name: asdict(score) for name, score in group.scores.items()}
    return {"questions": group.questions, "scores": scores}


def _curve_object(curve: Curve) -> dict[str, object]:
    return {
        "title": curve.title,
        "n": curve.n,
        "ece": curve.error,
        "brier": asdict(curve.brier),
        "share": curve.share,
        "bins": [asdict(each) for each in curve.bins],
    }


def _lengths_object(lengths: Lengths) -> dict[str, object]:
    return {
        "n": lengths.n,
        "mean": lengths.mean,
        "p90": lengths.p90,
        f"over_{LONG}": asdict(lengths.long),
    }


def _outcome_object(outcome: Outcome) -> dict[str, object]:
    return {
        "known": object_of(outcome.question),
        "status": outcome.status.value,
        "confidence": outcome.confidence,
        "ms": outcome.milliseconds,
        "gold_rank": gold_rank(outcome),
        "answer_rank": answer_rank(outcome),
        "reason": outcome.reason,
        "passages": [object_of_place(place) for place in outcome.passages],
        "quotes": [
            object_of_place(quote.place)
            | {"quote": quote.text, "verbatim": quote.verbatim, "score": quote.score}
            for quote in outcome.quotes
        ],
    }


def _outcome(row: Row) -> Outcome:
    return Outcome(
        question=question_from(row.row("known")),
        status=_status(row),
        milliseconds=row.number("ms"),
        confidence=_number_if_any(row, "confidence"),
        passages=tuple(place_from(place) for place in row.rows("passages")),
        quotes=tuple(
            Quote(
                place_from(quote),
                quote.text("quote", ""),
                quote.flag("verbatim"),
                _number_if_any(quote, "score"),
            )
            for quote in row.rows("quotes")
        ),
        reason=row.text("reason", ""),
    )


def _number_if_any(row: Row, key: str) -> float | None:
    return None if row.values.get(key) is None else row.number(key)


def _status(row: Row) -> Status:
    try:
        return Status(row.text("status"))
    except ValueError as error:
        raise row.complaint(f'"status" must be one of {", ".join(Status)}') from error


def _depths(row: Row) -> Depths:
    depths = row.row("depths")
    try:
        return Depths(depths.whole_numbers("passages"), depths.whole_numbers("quotes"))
    except ValueError as error:
        raise depths.complaint(str(error)) from error
