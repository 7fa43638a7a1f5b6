"""Folders on other machines, by tables of mounts as Linux gives them."""

import logging
from pathlib import Path, PurePosixPath

import pytest

from index import HASH_MODEL, build, examine, network
from index.network import network_in, network_of, warning_of

TABLE = r"""sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /var tmpfs rw 0 0
server:/export/home /home nfs4 rw,vers=4.2,addr=10.0.0.2 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//server/notes /mnt/My\040Notes cifs rw,vers=3.0 0 0
someone@host:/data /mnt/far fuse.sshfs rw,user_id=1000 0 0
drive: /mnt/cloud fuse.rclone rw 0 0
/dev/fuse /mnt/disk fuseblk rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0
C:\134 /mnt/c 9p rw,dirsync 0 0
tmpfs /mnt/twice tmpfs rw 0 0
server:/x /mnt/twice nfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/", None),
        ("/var/index", None),
        ("/home/ada/.local/share/quoth", "nfs4"),
        ("/home/local/index", None),
        ("/homely/index", None),
        ("/mnt/My Notes/index", "cifs"),
        ("/mnt/far", "fuse.sshfs"),
        ("/mnt/cloud/a/b", "fuse.rclone"),
        ("/mnt/disk/index", None),
        ("/run/user/1000/doc/index", None),
        ("/mnt/c/Users/ada", "9p"),
        ("/mnt/twice/index", "nfs"),
    ],
)
def test_the_nearest_mount_decides(place: str, kind: str | None) -> None:
    """The longest mount point that holds the folder; of two at one place the later."""
    assert network_in(TABLE, PurePosixPath(place)) == kind


def test_an_empty_table() -> None:
    """Nothing is known, so nothing is said."""
    assert network_in("", PurePosixPath("/home")) is None


def test_a_system_without_a_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only Linux has one."""
    monkeypatch.setattr(network, "_MOUNTS", tmp_path / "none")
    assert network_of(tmp_path) is None
    assert warning_of(tmp_path) is None


def test_an_index_on_a_network(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    small_notes: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The first build warns, a later one does not again, and an examination notices it."""
    (tmp_path / "mounts").write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(network, "_MOUNTS", tmp_path / "mounts")
    with caplog.at_level(logging.WARNING):
        build(small_notes, tmp_path / "index", model=HASH_MODEL)
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert "nfs4" in caplog.text
        build(small_notes, tmp_path / "index")
        assert len(caplog.records) == 1
    diagnosis = examine(tmp_path / "index")
    assert diagnosis.is_well
    (noticed,) = [found for found in diagnosis.findings if found.check == "place"]
    assert "network file system (nfs4)" in noticed.what
    assert "--index" in noticed.do
