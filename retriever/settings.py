"""The numbers of search and ranking that were fitted, each beside what it weighs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchWeights:
    """How much each signal of a passage counts.

    Fitted as a listwise logistic model: the score is a log-odds, up to a constant.
    """

    lexical: float = 0.82
    dense: float = 7.68
    best_unit: float = 12.69
    coverage: float = 4.55

    def as_share(self, score: float) -> float:
        """A passage's score as a share of the highest possible one, from 0 to 1."""
        highest = self.lexical + self.dense + self.best_unit + self.coverage
        return min(1.0, max(0.0, score / highest))
