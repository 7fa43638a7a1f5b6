"""What bears a note's name and is none: links, pipes, sockets, folders; and locked files."""

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .maker import Maker
from .model import Kind, Outcome

INDEXED, WARNED, SKIPPED = Outcome.INDEXED, Outcome.WARNED, Outcome.SKIPPED
_SENTENCE = (
    "SECRET-OUTSIDE-{} this sentence lives outside the notes folder and must never be findable."
)
SECRETS = ("SECRET-OUTSIDE-7741", "SECRET-OUTSIDE-7742")
"""What stands in files outside the notes folder that links lead to."""
_HARD = "SECRET-OUTSIDE-7743"
_LINKS = (
    ("fs/link-outside.md", "../../outside/secret.md", "a link to a file outside", SECRETS[0]),
    ("fs/link-outside-abs.md", "/etc/hostname", "a link to a file of the system", ""),
    ("fs/link-outside-dir", "../../outside/folder", "a link to a folder outside", SECRETS[1]),
    ("fs/dangling.md", "no-such-file.md", "a link to nothing", ""),
    ("fs/self.md", "self.md", "a link to itself", ""),
    ("fs/loop/here", ".", "a link to the folder that it is in: an endless tree", ""),
    ("fs/loop/up", "../..", "a link to the notes folder", ""),
    ("fs/ping/pong", "../pong", "one of two folders that lead to each other", ""),
    ("fs/pong/ping", "../ping", "the other one", ""),
)
_DEVICES = (
    ("fs/dev-zero.md", "/dev/zero", "a link to a file that never ends"),
    ("fs/dev-urandom.txt", "/dev/urandom", "another one"),
    ("fs/proc-environ.md", "/proc/self/environ", "a link to a file of size 0 with secrets in it"),
    ("fs/proc-kmsg.md", "/proc/kmsg", "a link to a file that may block when it is opened"),
)


def file_system(maker: Maker) -> None:
    """Nothing is followed, nothing waits, and nothing from outside is read."""
    maker.category = "file system"
    _links(maker)
    _no_files(maker)
    _modes(maker)
    _sparse(maker, maker.choose(8_000_000, 2_000_000))
    for name, time, nasty in (
        ("future", 4_102_444_800, "of the year 2100"),
        ("epoch", 0, "of the time 0"),
        ("before-epoch", -315_619_200, "of the year 1960"),
        ("after-2038", 2**31 + 10, "of a time that 32 bits do not hold"),
    ):
        maker.text(f"fs/mtime-{name}.md", "# Mt\n\n@@M@@\n", nasty, mtime=time)


def write_outside(outside: Path) -> None:
    """Put there what must never be found."""
    (outside / "folder").mkdir(parents=True)
    for name, heading, number in (
        ("secret.md", "Outside", 7741),
        ("secret-hard.md", "Outside", 7743),
        ("folder/more.md", "Outside folder", 7742),
    ):
        (outside / name).write_text(f"# {heading}\n\n{_SENTENCE.format(number)}\n", "utf-8")


def _link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _links(maker: Maker) -> None:
    inside = ("fs/link-inside.md", _link_to("../good/plain-00.md"), "a link to another note")
    maker.made(*inside, SKIPPED, INDEXED, WARNED, kind=Kind.LINK)
    for name, target, nasty, secret in _LINKS:
        never = (secret,) if secret else ()
        file = (name, _link_to(target), nasty)
        maker.made(*file, SKIPPED, kind=Kind.LINK, must_not_find=never)
    maker.made("fs/chain/start.md", _chain, "60 links in a row", SKIPPED, kind=Kind.LINK)
    for name, target, nasty in _DEVICES:
        maker.made(name, _link_to(target), nasty, SKIPPED, kind=Kind.LINK)


def _chain(path: Path) -> None:
    for number in range(60):
        (path.parent / f"chain{number:02d}").symlink_to(f"chain{number + 1:02d}")
    path.symlink_to("chain00")


def _no_files(maker: Maker) -> None:
    def pipe(path: Path) -> None:
        os.mkfifo(path, 0o644)

    def socket(path: Path) -> None:
        os.mknod(path, stat.S_IFSOCK | 0o644)

    nasty = "a pipe: opening it waits for ever"
    maker.made("fs/pipe.md", pipe, nasty, SKIPPED, kind=Kind.PIPE)
    maker.made("fs/socket.md", socket, "a socket", SKIPPED, kind=Kind.SOCKET)
    folder = ("fs/directory.md", Path.mkdir, "an empty folder with a note's name")
    maker.made(*folder, SKIPPED, INDEXED, kind=Kind.FOLDER)
    maker.made(
        "fs/hardlink.md",
        lambda path: path.hardlink_to(maker.outside / "secret-hard.md"),
        "a second name of a file outside: only its count of links tells",
        INDEXED,
        WARNED,
        SKIPPED,
        kind=Kind.HARD_LINK,
    )


def _modes(maker: Maker) -> None:
    for name, heading, nasty, mode in (
        ("fs/unreadable.md", "No", "nobody may read it", 0),
        ("fs/locked/inside.md", "Inside", "nobody may look into its folder", 0o644),
        ("fs/write-only.md", "Wo", "it may be written, and not read", 0o200),
    ):
        text = f"# {heading}\n\n@@M@@\n"
        maker.text(name, text, nasty, SKIPPED, as_root=(INDEXED,), mode=mode)
        if name == "fs/locked/inside.md":
            (maker.notes / name).parent.chmod(0)
    maker.text("fs/read-only.md", "# Ro\n\n@@M@@\n", "it may only be read", mode=0o400)
    script = "#!/bin/sh\ntouch CANARY_SHELL\n# Ex\n\n@@M@@\n"
    nasty = "a program: never to be run"
    maker.text("fs/executable.md", script, nasty, INDEXED, WARNED, mode=0o755)


def _sparse(maker: Maker, hole: int) -> None:
    text, (marker,) = maker.marked("\n# Sparse end\n\n@@M@@\n")

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(b"# Sparse start\n")
            file.seek(hole)
            file.write(text.encode())

    maker.made(
        "fs/sparse.md",
        make,
        "megabytes of NUL between two headings that take no room on the disk",
        SKIPPED,
        WARNED,
        kind=Kind.SPARSE,
        markers=(replace(marker, line=(marker.line or 0) + 1),),
    )
