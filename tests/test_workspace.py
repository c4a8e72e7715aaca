"""Finding a workspace, and who records in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from timeline.errors import Problems
from timeline.workspace import NoAuthorError, NoWorkspaceError, Workspace, find_workspace


def git(place: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(place), *words], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "story" / "events" / "2026").mkdir(parents=True)
    return tmp_path / "story"


@pytest.mark.parametrize("below", [".", "events", "events/2026"])
def test_a_workspace_is_found_from_below(root: Path, below: str) -> None:
    assert find_workspace(root / below).root == root


def test_settings_alone_make_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").touch()
    assert find_workspace(tmp_path).root == tmp_path


def test_the_nearest_workspace_is_taken(root: Path) -> None:
    inner = root / "notes"
    (inner / "events").mkdir(parents=True)
    assert find_workspace(inner).root == inner


@pytest.mark.parametrize("wanted", [".", "absent", "a-file", "a-file/below"])
def test_where_there_is_none_it_says_so(tmp_path: Path, wanted: str) -> None:
    (tmp_path / "a-file").touch()
    with pytest.raises(NoWorkspaceError):
        find_workspace(tmp_path / wanted)


def test_who_records_is_as_given_then_the_variable_then_the_settings_then_git(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoAuthorError):
        Workspace(root).author()
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "Gita")
    assert Workspace(root).author() == "Gita"
    (root / "timeline.toml").write_text('author = "Tom"\n')
    assert Workspace(root).author() == "Tom"
    monkeypatch.setenv("TIMELINE_BY", "Vera")
    assert Workspace(root).author() == "Vera"
    assert Workspace(root).author("  Ana   Q. ") == "Ana Q."


def test_git_says_who_records_in_a_directory_that_is_yet_to_be_made(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "Gita")
    assert Workspace(tmp_path / "border" / "talks").author() == "Gita"


def test_without_git_it_asks_to_be_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(NoAuthorError):
        Workspace(root).author()


def test_settings_that_are_no_toml_are_told_with_their_line(root: Path) -> None:
    (root / "timeline.toml").write_text('author = "Tom"\ntheme = \n')
    with pytest.raises(Problems) as raised:
        Workspace(root).author()
    assert [problem.line for problem in raised.value.problems] == [2]
