"""Whether a folder lies on another machine, where SQLite cannot keep readers and writer apart.

Its log (WAL) needs memory that all processes share, which no network gives to two machines; and
many network file systems do not lock either. One machine alone gets by, most of the time.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

_MOUNTS = Path("/proc/self/mounts")
_KINDS = frozenset(
    "9p afs beegfs ceph cifs coda davfs drvfs gfs2 glusterfs gpfs lustre ncpfs nfs nfs4 ocfs2"
    " orangefs prl_fs smb2 smb3 smbfs vboxsf vmhgfs".split()
)
_FUSE = (
    *("davfs", "gcsfuse", "gluster", "goofys", "google-drive", "gvfsd", "mergerfs", "onedriver"),
    *("rclone", "s3fs", "smbnetfs", "sshfs", "vmhgfs"),
)
"""What names of file systems begin with that a program serves, after "fuse."."""


def network_of(folder: Path) -> str | None:
    """The kind of network file system that `folder` lies on; None where it is none, or unknown."""
    place = folder.resolve()
    if str(PureWindowsPath(place).drive).startswith("\\\\"):
        return "a network share"
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:  # only Linux has such a table
        return None
    return network_in(mounts, PurePosixPath(place))


def network_in(mounts: str, place: PurePosixPath) -> str | None:
    """The same of a path without links, by a mount table in the form of /proc/self/mounts."""
    nearest: tuple[int, str] = (0, "")
    for point, kind in _entries(mounts):
        depth = len(point.parts)
        # The last one of several at one place is the one that is seen.
        if place.is_relative_to(point) and depth >= nearest[0]:
            nearest = depth, kind
    return nearest[1] if _is_network(nearest[1]) else None


def warning_of(folder: Path) -> str | None:
    """What to be wary of in `folder`, in words; None where there is nothing."""
    kind = network_of(folder)
    if kind is None:
        return None
    return (
        f"The index in {folder} lies on a network file system ({kind}). Use it from one machine at "
        "a time only, or it may be damaged; better choose a folder of this machine with --index."
    )


def _entries(mounts: str) -> Iterator[tuple[PurePosixPath, str]]:
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3 and fields[1].startswith("/"):
            yield PurePosixPath(_spelt_out(fields[1])), fields[2].lower()


def _spelt_out(field: str) -> str:
    """Blanks, tabs, line ends and backslashes stand as octal numbers in the table."""
    for number in (0o40, 0o11, 0o12, 0o134):
        field = field.replace(f"\\{number:03o}", chr(number))
    return field


def _is_network(kind: str) -> bool:
    return kind in _KINDS or (kind.startswith("fuse.") and kind[5:].startswith(_FUSE))
