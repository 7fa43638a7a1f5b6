"""What was measured, as a table for people and as JSON."""

from collections.abc import Mapping, Sequence

import numpy as np

from .questions import Run
from .stages import in_order

_SHARES = (50, 95, 99)
_WHOLE = ("to the passages", "total", "total, processor")


def report_object(run: Run, where: Mapping[str, object]) -> dict[str, object]:
    """The run as one JSON object: `stages` holds the percentiles of each, in milliseconds."""
    return {
        "bench": "questions",
        "machine": dict(where),
        "notes": run.notes,
        "passages": run.passages,
        "questions": len(run.questions),
        "stages": {stage: _percentiles(run, stage) for stage in _stages(run)},
    }


def report_lines(run: Run, where: Mapping[str, object]) -> Sequence[str]:
    """The run as lines of text."""
    rows = [
        f"{stage:20}" + "".join(f"{value:10.2f}" for value in _percentiles(run, stage).values())
        for stage in _stages(run)
    ]
    asked = f"{len(run.questions):,} to {run.passages:,} passages of {run.notes:,} notes"
    return [
        *(f"{name:20}{value}" for name, value in where.items()),
        f"{'questions':20}{asked}",
        "",
        f"{'milliseconds':20}" + "".join(f"{f'p{share}':>10}" for share in _SHARES),
        *rows,
    ]


def _stages(run: Run) -> list[str]:
    return [*in_order({stage: 0 for one in run.questions for stage in one}), *_WHOLE]


def _percentiles(run: Run, stage: str) -> dict[str, float]:
    times = [one.get(stage, 0.0) for one in run.questions]
    return {f"p{share}": round(float(np.percentile(times, share)), 3) for share in _SHARES}
