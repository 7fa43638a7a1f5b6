"""Listwise logistic models: the best of a list has the highest weighted sum of features.

The loss of a list is the negative log of the share that the softmax gives to its good entries
(Cao et al., ListNet, 2007, with the top-one probability and graded credit); L2 keeps weights small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from index import Vectors

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Entries:
    """One list: features of shape (entries, names), credit of shape (entries,), 0 or more."""

    features: Vectors
    credit: Vectors


def fit_listwise(
    names: Sequence[str], lists: Sequence[Entries], shrink: float = 0.1
) -> Mapping[str, float]:
    """A weight for each feature name. Lists without any credit teach nothing and are left out."""
    useful = [one for one in lists if one.credit.any() and not one.credit.all()]
    features = np.concatenate([one.features for one in useful]).astype(np.float64)
    credit = np.concatenate([one.credit for one in useful]).astype(np.float64)
    starts = np.cumsum([0, *(len(one.credit) for one in useful[:-1])])
    list_of = np.repeat(np.arange(len(useful)), [len(one.credit) for one in useful])

    def loss(weights: _Floats) -> tuple[float, _Floats]:
        scores = features @ weights
        shifted = np.exp(scores - np.maximum.reduceat(scores, starts)[list_of])
        share = shifted / np.add.reduceat(shifted, starts)[list_of]
        good = np.add.reduceat(share * credit, starts)
        pull = share * credit / good[list_of] - share
        penalty = shrink * float(weights @ weights)
        return penalty - float(np.log(good).sum()), 2 * shrink * weights - features.T @ pull

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, (float(weight) for weight in found.x), strict=True))


def fit_logistic(
    names: Sequence[str], features: Vectors, outcome: Vectors, shrink: float = 1.0
) -> Mapping[str, float]:
    """A weight for each feature name, such that the logistic function of the sum is the chance.

    `features` has shape (cases, names) and a column that is always 1; `outcome` is 0 or 1.
    """

    def loss(weights: _Floats) -> tuple[float, _Floats]:
        scores = features @ weights
        chance = np.exp(-np.logaddexp(0, -scores))
        value = float((np.logaddexp(0, scores) - outcome * scores).sum())
        return value + shrink * float(weights @ weights), (
            features.T @ (chance - outcome) + 2 * shrink * weights
        )

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, (float(weight) for weight in found.x), strict=True))
