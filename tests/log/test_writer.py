"""What an append does when the machine refuses it something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.running import run_python, run_with_faults
from tests.log.writing import fact, open_log, segments
from timeline.errors import TimelineError
from timeline.log import Log, NoLogError, verify_log
from timeline.log.durable import NotReadableError, WriteFailedError

APPEND = """
import sys
from pathlib import Path
from tests.log.writing import Clock, fact, salts
from timeline.errors import TimelineError
from timeline.log import Log
try:
    new = Log(Path(sys.argv[1]), clock=Clock(), randomness=salts()).append([fact("b")], by="ana")
    print(new[0].id)
except TimelineError as error:
    print(error.code)
"""


def _ids(root: Path) -> list[str]:
    return [event.id for event in Log(root).read(verify=True)]


def test_after_a_failed_sync_the_segment_is_left_and_the_batch_goes_to_another(
    tmp_path: Path,
) -> None:
    root = tmp_path / "log"
    root.mkdir()
    (kept,) = open_log(root).append([fact("a")], by="ana")
    (left,) = segments(root)
    before = left.read_bytes()
    new = run_with_faults(APPEND, root, "fdatasync:error=EIO:when=1").removesuffix("\n")
    assert _ids(root) == [kept.id, new]
    assert left.read_bytes() == before
    assert len(segments(root)) == 2
    Log(root).append([fact("c")], by="ana")
    assert left.read_bytes() == before


def test_what_can_t_be_synced_anywhere_is_refused_and_gone(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    (kept,) = open_log(root).append([fact("a")], by="ana")
    before = segments(root)
    assert run_with_faults(APPEND, root, "fdatasync:error=EIO") == "write-failed\n"
    assert _ids(root) == [kept.id]
    assert segments(root) == before
    assert verify_log(root).problems == ()


def test_what_can_t_even_be_cut_off_is_not_acknowledged(tmp_path: Path) -> None:
    """The bytes are whole on this machine, and whether the disk has them nobody knows."""
    root = tmp_path / "log"
    root.mkdir()
    (kept,) = open_log(root).append([fact("a")], by="ana")
    faults = ("fdatasync:error=EIO", "ftruncate:error=EIO")
    assert run_with_faults(APPEND, root, *faults) == "write-failed\n"
    assert _ids(root)[0] == kept.id
    (after,) = Log(root).append([fact("c")], by="ana")
    assert _ids(root)[-1] == after.id
    assert verify_log(root).problems == ()


def test_a_claim_that_can_t_be_written_costs_a_segment_and_no_event(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    (kept,) = open_log(root).append([fact("a")], by="ana")
    new = run_with_faults(APPEND, root, "pwrite64:error=ENOSPC").removesuffix("\n")
    (after,) = Log(root).append([fact("c")], by="ana")
    assert _ids(root) == [kept.id, new, after.id]
    assert len(segments(root)) == 2


def test_a_segment_whose_directory_can_t_be_synced_is_not_begun(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    open_log(root)
    assert run_with_faults(APPEND, root, "fsync:error=EIO:when=4") == "write-failed\n"
    assert segments(root) == []
    assert _ids(root) == []


def test_a_segment_is_not_written_through_a_link(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    before = path.read_bytes()
    with pytest.raises(WriteFailedError, match=path.name):
        log.append([fact("b")], by="ana")
    assert path.read_bytes() == before


def test_a_directory_in_the_place_of_a_segment_is_told(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(NotReadableError, match=path.name):
        log.append([fact("b")], by="ana")
    path.rmdir()
    (new,) = log.append([fact("b")], by="ana")
    assert _ids(tmp_path) == [new.id]


def test_a_torn_tail_stays_where_it_is_until_it_can_be_kept(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes() + b"torn")
    (tmp_path / ".timeline/quarantine").write_text("not a directory")
    with pytest.raises(TimelineError, match="nothing was acknowledged"):
        log.append([fact("b")], by="ana")
    assert path.read_bytes().endswith(b"torn")
    (tmp_path / ".timeline/quarantine").unlink()
    log.append([fact("b")], by="ana")
    assert [repair.size for repair in log.repairs] == [4]
    assert verify_log(tmp_path).problems == ()


@pytest.mark.parametrize("taken", ["events", "events/2026"])
def test_a_file_in_the_place_of_a_directory_is_told(tmp_path: Path, taken: str) -> None:
    log = open_log(tmp_path)
    if taken == "events":
        (tmp_path / taken).rmdir()
    (tmp_path / taken).write_text("not a directory")
    with pytest.raises((NoLogError, WriteFailedError, NotReadableError), match="events"):
        log.append([fact("a")], by="ana")


# -- the lock -------------------------------------------------------------------------------


@pytest.mark.parametrize("taken", [".timeline", ".timeline/lock"])
def test_a_lock_that_can_t_be_made_is_told(tmp_path: Path, taken: str) -> None:
    log = open_log(tmp_path)
    if taken == ".timeline":
        (tmp_path / taken).write_text("not a directory")
    else:
        (tmp_path / taken).mkdir(parents=True)
    with pytest.raises(WriteFailedError, match=taken):
        log.append([fact("a")], by="ana")
    assert segments(tmp_path) == []


def test_a_file_in_the_place_of_the_log_is_told(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("not a directory")
    with pytest.raises(NoLogError, match="log"):
        Log(tmp_path / "log").append([fact("a")], by="ana")


def test_a_lock_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    open_log(root)
    assert run_with_faults(APPEND, root, "flock:error=ENOLCK") == "write-failed\n"
    assert segments(root) == []


def test_windows_is_told_that_it_can_t_write(tmp_path: Path) -> None:
    """The platform's name is substituted; nothing but reading has been loaded before."""
    open_log(tmp_path).append([fact("a")], by="ana")
    script = """
import sys
from pathlib import Path
from tests.log.writing import fact
from timeline.errors import TimelineError
from timeline.log import Log
log = Log(Path(sys.argv[1]))
sys.platform = "win32"
print(len(log.read()))
try:
    log.append([fact("b")], by="ana")
except TimelineError as error:
    print(error.code)
sys.platform = "linux"
"""
    assert run_python(script, tmp_path) == "1\nunsupported-platform\n"


def test_two_segments_of_one_second_never_share_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their random letters do, once in a long import; it failed there as if the disk had."""
    drawn = iter([b"aaaa", b"aaaa", b"bbbb"])
    monkeypatch.setattr("timeline.log.segments.os.urandom", lambda _: next(drawn))
    for _ in range(2):
        open_log(tmp_path).append([fact("a")], by="ana")
        (tmp_path / ".timeline/open").unlink()
    assert len(segments(tmp_path)) == 2
