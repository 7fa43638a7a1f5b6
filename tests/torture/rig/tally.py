"""What a torture test tried, counted by outcome, for the table at the end of the run."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one test's outcomes, in the order in which they were first seen."""

    outcomes: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: str, times: int = 1) -> None:
        """Note that something ended in `outcome`."""
        self.outcomes[outcome] += times

    def __str__(self) -> str:
        """Such as "60 tried, 41 killed, 19 finished"."""
        return ", ".join(f"{count:,} {outcome}" for outcome, count in self.outcomes.items())
