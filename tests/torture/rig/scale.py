"""How often a torture test tries: a little on every run of the tests, a lot with `make torture`."""

import os

VARIABLE = "QUOTH_TORTURE"


def is_long() -> bool:
    """Whether this is the long run."""
    return os.environ.get(VARIABLE) == "long"


def times(fast: int, long: int) -> int:
    """How often to try, in the run that this is."""
    return long if is_long() else fast
