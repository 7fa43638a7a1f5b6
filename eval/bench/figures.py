"""What is measured, as plain data that is JSON as it stands, and the few sums done with it."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

Facts = dict[str, Any]
"""Figures by name; what each part of the bench gives, and what its JSON holds."""

_SHARES = (50, 95, 99)
_APART = 3


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """The 50th, 95th and 99th percentile, by the names p50, p95, p99; between two, on the line."""
    return {f"p{share}": round(float(np.percentile(times, share)), 3) for share in _SHARES}


def spread(values: Sequence[float]) -> dict[str, float]:
    """The least, the median and the most of the values."""
    return {
        "least": round(min(values), 4),
        "median": round(float(np.median(values)), 4),
        "most": round(max(values), 4),
    }


def shares(values: dict[str, float]) -> dict[str, float]:
    """What part of their sum each value is; together 1, or nothing of nothing."""
    total = sum(values.values())
    return {name: round(value / total, 4) if total else 0.0 for name, value in values.items()}


def tenfold(points: Sequence[tuple[float, float]]) -> float | None:
    """How many times the cost grows where the size grows tenfold: the line through all points.

    Points are (size, cost), and the line is straight where both are drawn by their logarithms.
    None where the sizes differ by less than three times, which tells too little.
    """
    found = [(math.log10(size), math.log10(cost)) for size, cost in points if min(size, cost) > 0]
    sizes, costs = np.array(found).reshape(-1, 2).T
    if not found or np.ptp(sizes) < math.log10(_APART):
        return None
    return round(float(10 ** np.polyfit(sizes, costs, deg=1)[0]), 3)
