from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

import pytest

from tests.log.running import FULL_DISK, run_python
from tests.log.writing import Clock, begin_without_events, fact, salts
from timeline.log import Log, init_log, verify_log
from timeline.log.claim import parse_claim
from timeline.log.durable import make_directory, replace_file, write_error
from timeline.log.setup import ATTRIBUTES


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


@pytest.mark.parametrize("before", [None, b"*.png binary\n"])
def test_a_full_disk_leaves_nothing_of_an_init_that_failed(
    tmp_path: Path, before: bytes | None
) -> None:
    if before is not None:
        (tmp_path / ".gitattributes").write_bytes(before)
    script = f"""{FULL_DISK}
import sys
from pathlib import Path
from timeline.errors import TimelineError
from timeline.log import init_log
fill(10)
try:
    init_log(Path(sys.argv[1]))
except TimelineError as error:
    print(error.code)
free()
"""
    assert run_python(script, tmp_path) == "disk-full\n"
    left = {path.name for path in tmp_path.iterdir()}
    assert left == ({"events"} if before is None else {"events", ".gitattributes"})
    assert before is None or (tmp_path / ".gitattributes").read_bytes() == before
    init_log(tmp_path)
    assert ATTRIBUTES in (tmp_path / ".gitattributes").read_text().splitlines()


# -- macOS ----------------------------------------------------------------------------------

# The real code of macOS on the real kernel of Linux: only the platform's name and the number of
# F_FULLFSYNC are substituted, as Linux has none.
AS_ON_MACOS = """
import fcntl, sys
from pathlib import Path
sys.platform = "darwin"
fcntl.F_FULLFSYNC = {number}
from tests.log.writing import Clock, fact, salts
from timeline.log import Log
from timeline.errors import TimelineError
log = Log(Path(sys.argv[1]), clock=Clock(), randomness=salts())
"""
APPEND = """
try:
    print(log.append([fact()], by="ana")[0].id, flush=True)
except TimelineError as error:
    print(error.code)
"""


def test_on_macos_the_drive_is_told_to_write_before_an_append_is_acknowledged(
    tmp_path: Path,
) -> None:
    if (strace := shutil.which("strace")) is None:
        pytest.skip("strace shows system calls; it is not installed")
    # F_GETOWN is a call that succeeds, and that nothing else here makes.
    script = AS_ON_MACOS.format(number="fcntl.F_GETOWN") + APPEND
    trace = tmp_path / "trace"
    begin_without_events(tmp_path / "log")
    watched = ("-y", "-s", "9999", "-o", str(trace), "-e", "trace=write,fsync,fdatasync,fcntl")
    event = run_python(script, tmp_path / "log", strace, *watched).removesuffix("\n")
    calls = re.findall(r"^(\w+)\(\d+<([^>]*)>, (.*)", trace.read_text(), re.MULTILINE)
    told = [
        "data" if path.endswith(".jsonl") and call == "write" else call
        for call, path, rest in calls
        if event in rest or "F_GETOWN" in rest or call in ("fsync", "fdatasync")
    ]
    # New names are told to the drive as well: four new directories, and that of the segment.
    assert told == ["fcntl"] * 5 + ["data", "fcntl", "write"]
    assert [one.id for one in Log(tmp_path / "log").read(verify=True)] == [event]


def test_on_a_volume_without_f_fullfsync_fsync_has_to_do(tmp_path: Path) -> None:
    # The number that it has on macOS: Linux knows no such call, and says EINVAL.
    script = (
        AS_ON_MACOS.format(number=51)
        + """
print(log.append([fact()], by="ana")[0].id)
"""
    )
    begin_without_events(tmp_path)
    event = run_python(script, tmp_path).strip()
    assert [one.id for one in Log(tmp_path).read(verify=True)] == [event]


def test_on_macos_a_drive_that_can_t_write_makes_the_append_fail(tmp_path: Path) -> None:
    init_log(tmp_path)
    (kept,) = Log(tmp_path, clock=Clock(), randomness=salts()).append([fact()], by="ana")
    # Of a file that is no pipe, this asks for what fails with EBADF.
    script = AS_ON_MACOS.format(number="fcntl.F_SETPIPE_SZ") + APPEND
    assert run_python(script, tmp_path) == "write-failed\n"
    assert [one.id for one in Log(tmp_path).read(verify=True)] == [kept.id]
    assert verify_log(tmp_path).problems == ()
