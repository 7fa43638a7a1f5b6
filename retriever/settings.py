"""The numbers that were fitted, as a file that a person can read: ranker.json.

Three logistic models, each a weight by the name of what it weighs: `passages` puts passages in
order, `spans` puts quotes in order, `confidence` says how likely the notes answer at all.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest import QuothError

SURE_VARIABLE = "QUOTH_SURE"
SURE_ENOUGH = 0.67
"""How likely the notes must answer, or Quoth declines, unless the user says otherwise.

The likelihood is calibrated: of the questions that get just this one, about seven in ten have an
answer in the notes.
"""


class SettingError(QuothError):
    """A setting has a value that it cannot have."""


@dataclass(frozen=True, slots=True)
class SearchWeights:
    """How much each signal of a passage counts before it is read.

    Fitted as a listwise logistic model: the score is a log-odds, up to a constant.
    """

    lexical: float = 0.82
    dense: float = 7.68
    best_unit: float = 12.69
    coverage: float = 4.55


@dataclass(frozen=True, slots=True)
class RankerWeights:
    """The three models of ranker.json."""

    passages: Mapping[str, float]
    spans: Mapping[str, float]
    confidence: Mapping[str, float]


@cache
def ranker_weights() -> RankerWeights:
    """The weights that ship."""
    stored = json.loads(files("retriever").joinpath("ranker.json").read_text("utf-8"))
    return RankerWeights(stored["passages"], stored["spans"], stored["confidence"])


def sure_enough() -> float:
    """How likely the notes must answer, from 0 to 1: the user's setting, or `SURE_ENOUGH`.

    Raises:
        SettingError: the setting is no number from 0 to 1.
    """
    setting = os.environ.get(SURE_VARIABLE)
    if not setting:
        return SURE_ENOUGH
    try:
        sure = float(setting)
    except ValueError:
        sure = -1.0
    if not 0 <= sure <= 1:
        raise SettingError(f"{SURE_VARIABLE} must be a number from 0 to 1, such as 0.8: {setting}")
    return sure
