"""Whether a confidence means what it says: of all questions given 0.7, do seven in ten hold?

Two forecasts are judged. "The notes answer" is a reply's confidence, of every question asked.
"The first quote is right" is the first citation's score, of every quote shown: so it is judged
only where Quoth did not decline, and a quote for an unanswerable question is never right.

The expected calibration error is never 0 by chance: with few questions in a bin even a perfect
forecast scatters. Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
"""

from collections.abc import Sequence
from math import sqrt

from .findings import Bin, Curve
from .intervals import mean_score
from .metrics import answer
from .model import Outcome

BINS = 10
_Z = 1.959964
"""The normal distribution's 97.5th percentile."""

Forecast = tuple[float, bool]
"""What was forecast, from 0 to 1, and whether it came true."""


def calibration(outcomes: Sequence[Outcome]) -> tuple[Curve, ...]:
    """The two curves, in the order of the module's text."""
    return (
        curve("notes_answer", "The notes answer", _notes_answer(outcomes)),
        curve("first_quote", "The first quote is right", _first_quote(outcomes)),
    )


def curve(name: str, title: str, forecasts: Sequence[Forecast]) -> Curve:
    """The reliability table of `forecasts`, in bins of equal width, and its two numbers."""
    members: list[list[Forecast]] = [[] for _ in range(BINS)]
    for forecast in forecasts:
        members[min(int(forecast[0] * BINS), BINS - 1)].append(forecast)
    bins = tuple(_bin(number, found) for number, found in enumerate(members) if found)
    n = len(forecasts)
    return Curve(
        name=name,
        title=title,
        n=n,
        bins=bins,
        error=sum(each.n * abs(each.share - each.forecast) for each in bins) / n if n else None,
        brier=mean_score([(said - came_true) ** 2 for said, came_true in forecasts]),
        share=sum(came_true for _, came_true in forecasts) / n if n else None,
    )


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share seen in `n` trials, which has a width even at 0 and 1.

    Wilson, Journal of the American Statistical Association 1927.
    """
    middle = share + _Z**2 / (2 * n)
    reach = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def _bin(number: int, found: Sequence[Forecast]) -> Bin:
    n = len(found)
    share = sum(came_true for _, came_true in found) / n
    low, high = wilson(share, n)
    forecast = sum(said for said, _ in found) / n
    return Bin(number / BINS, (number + 1) / BINS, n, forecast, share, low, high)


def _notes_answer(outcomes: Sequence[Outcome]) -> list[Forecast]:
    return [
        (outcome.confidence, outcome.question.answerable)
        for outcome in outcomes
        if outcome.confidence is not None
    ]


def _first_quote(outcomes: Sequence[Outcome]) -> list[Forecast]:
    found: list[Forecast] = []
    for outcome in outcomes:
        score = outcome.quotes[0].score if outcome.quotes else None
        holds = answer(outcome, 1) if outcome.question.answerable else 0.0
        if score is not None and holds is not None:
            found.append((score, holds == 1))
    return found
