"""What each part of the ranker is worth: fitted without it, and measured on other notebooks.

What this cannot show: the passages were nominated, and 8 of them chosen to be read, with all parts
on, and the reader was trained on such passages. So a part that search uses (BM25, vectors, words
covered) is worth more than the difference here, which is only what it adds once it has nominated.
Nor is a part without worth because leaving it out costs nothing: others may say the same. The
intervals are of questions drawn by chance; notebooks were not drawn, so of other notebooks they
say less than it seems.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retriever import RankerWeights

from ..model import Outcome
from .diary import say
from .judge import judged
from .notebooks import Notebook
from .parts import NOTHING, PARTS, Part
from .prepare import all_seen
from .ranker_file import GoldOfNotebooks, fit
from .seen import Seen


@dataclass(frozen=True, slots=True)
class Tried:
    """How the held-out questions went without a part."""

    part: Part
    outcomes: tuple[Outcome, ...]
    """The same questions in the same order, whichever part was left out."""


def ablate(
    tune: Sequence[Notebook], held_out: Sequence[Notebook], model: str | None = None
) -> tuple[Tried, ...]:
    """How the whole goes, then each of `PARTS` left out. All questions are asked only once.

    Args:
        tune: What every ranker is fitted to.
        held_out: What every ranker is measured on.
        model: The embedding model of the indexes; by default the built-in one.

    Raises:
        TrainingError: nothing can be fitted to what was found.
    """
    learnt, asked = all_seen(tune, model), all_seen(held_out, model)
    gold = GoldOfNotebooks(held_out)
    tried = []
    for number, part in enumerate((NOTHING, *PARTS)):
        say(f"{number} of {len(PARTS)} parts: fitted and measured without {part.name}")
        tried.append(Tried(part, judged(asked, _fitted(tune, learnt, part), gold)))
    return tuple(tried)


def _fitted(notebooks: Sequence[Notebook], seen: Sequence[Seen], part: Part) -> RankerWeights:
    weights = fit(notebooks, seen, part.features)
    # Then only the reader is asked, and taken at its word: its score is a log-odds.
    return replace(weights, confidence={"reader": 1.0}) if part.is_calibration else weights
