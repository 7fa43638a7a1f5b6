"""Root without its power to read what nobody may read: `python -m rig.powerless MODULE ...`.

The user stays the same, for another one could often not even read the interpreter. What is started
from here on, the processes that read notes included, is bound by the modes of files as anybody is.
"""

import ctypes
import os
import sys

_DROP_FOR_GOOD = 24
_WHATEVER_THE_MODE = (1, 2)
"""The capabilities to read and write any file, and to look into any folder (Linux)."""


def main() -> None:
    """Give up the power, and become the module that is named."""
    kernel = ctypes.CDLL(None, use_errno=True)
    for capability in _WHATEVER_THE_MODE:
        if kernel.prctl(_DROP_FOR_GOOD, capability, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "this root cannot give up its power")
    os.execv(sys.executable, [sys.executable, "-m", *sys.argv[1:]])  # noqa: S606


if __name__ == "__main__":
    main()
