from __future__ import annotations

import errno
from pathlib import Path

import pytest

from timeline.log.claim import parse_claim
from timeline.log.durable import make_directory, replace_file, write_error


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "not-writable"),
        (errno.EROFS, "not-writable"),
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EIO, "write-failed"),
    ],
)
def test_what_the_system_refuses_is_told_with_its_cure(number: int, code: str) -> None:
    error = write_error(Path("events"), OSError(number, "a reason"))
    assert error.code == code
    assert "events" in str(error)
    assert "a reason" in str(error)
    assert error.remedy


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a/b/file"
    make_directory(path.parent)
    make_directory(path.parent)
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in path.parent.iterdir()] == ["file"]


def test_a_replacement_is_never_written_through_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    (tmp_path / ".file.new").symlink_to(target)
    with pytest.raises(OSError, match="symbolic link"):
        replace_file(tmp_path / "file", b"theirs")
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"events":1,"git":[],"host":"h","newest":"","segment":"events/../../x","size":0,"stat":[1,2]}',
        b'{"events":1,"git":[],"host":"h","newest":"","segment":"/etc/x","size":0,"stat":[1,2]}',
        b'{"events":1,"git":[],"host":"h","newest":"soon","segment":"events/x","size":0,"stat":[1,2]}',
        b'{"events":1,"git":[],"host":"h","newest":"soonZ","segment":"events/x","size":0,"stat":[1,2]}',
        b'{"events":1,"git":[],"host":"h","newest":5,"segment":"events/x","size":0,"stat":[1,2]}',
        b'{"events":1,"git":[],"host":"h","newest":"","segment":5,"size":0,"stat":[1,2]}',
        b'{"events":1,"git":5,"host":"h","newest":"","segment":"events/x","size":0,"stat":[1,2]}',
        b'{"events":1,"git":[],"host":"h","newest":"","segment":"events/x","size":0,"stat":[1]}',
    ],
)
def test_a_damaged_claim_claims_nothing(raw: bytes) -> None:
    assert parse_claim(raw) is None
