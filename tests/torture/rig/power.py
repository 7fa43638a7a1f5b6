"""Root without its power: a process that the modes of files bind, as they bind everybody else."""

import ctypes
import sys

_VERSION = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def give_up_power() -> None:
    """Drop all capabilities of this process, for good; an ordinary user's has none to drop."""
    if sys.platform != "linux":
        return
    none = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(ctypes.byref(_Header(_VERSION, 0)), ctypes.byref(none)):
        raise OSError(ctypes.get_errno(), "capabilities cannot be dropped")
