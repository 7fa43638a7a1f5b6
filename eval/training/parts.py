"""The parts of the ranker, each told by the features that it gives."""

from dataclasses import dataclass

from retriever.spans import Shape


@dataclass(frozen=True, slots=True)
class Part:
    """Something that could be left out."""

    name: str
    features: tuple[str, ...] = ()
    """What it gives, in any of the three models: names, or patterns such as `coverage*`."""
    is_calibration: bool = False
    """Whether it is the model that makes a chance of what speaks for an answer."""


NOTHING = Part("nothing")

PARTS = (
    Part("the reader", ("reader", "reader_*")),
    Part("BM25", ("lexical",)),
    Part("vectors of passages", ("dense",)),
    Part("vectors of units", ("best_unit", "best_cosine", "mean_cosine")),
    Part("words covered", ("coverage*",)),
    Part("kind of answer", ("*_wanted_and_*",)),
    Part("more than one unit", tuple(str(shape) for shape in Shape if shape is not Shape.UNIT)),
    Part("calibration", is_calibration=True),
)
