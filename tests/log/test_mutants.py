"""Deliberate faults in the core, each with the test that notices it.

`make test-long` puts each fault into a copy of the sources and runs its test, which must fail.
`make test` checks that the list still fits the sources, and tries the first.
"""

# ruff: noqa: E501 - a mutant on one line is read more easily than a wrapped one

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sizes import LONG

ROOT = Path(__file__).parents[2]

# (module, what it says, what it says instead, the test that fails)
MUTANTS = [
    ("log/segments.py", "return _drop_unfinished_batch(data, end)", "return end",
     "log/test_truncation.py::test_truncation_at_any_byte_loses_no_whole_batch_and_not_the_next_event"),
    ("log/segments.py", "end = _drop_nulled_batch(data, end)", "pass",
     "log/test_truncation.py::test_a_block_that_never_reached_the_disk_tears_only_the_last_batch"),
    ("log/writer.py", "self._repair(claim.segment, fd)", "pass",
     "log/test_store.py::test_a_torn_tail_is_moved_away_and_reported_before_the_next_append"),
    ("log/writer.py", "return tick_after(newest) if claim is not None and claim.newest else moment", "return moment",
     "log/test_store.py::test_a_clock_that_steps_back_does_not_reorder_the_segment"),
    ("log/writer.py", "if now < datetime", "if False and now < datetime",
     "log/test_store.py::test_a_clock_more_than_a_day_behind_the_log_is_refused"),
    ("log/writer.py", "            os.ftruncate(fd, claim.size)", "            pass",
     "log/test_store.py::test_a_disk_that_fills_up_in_mid_batch_leaves_nothing_of_it"),
    ("log/writer.py", "            sync_file(fd)\n        except OSError as error:\n            self._take_back",
     "            pass\n        except OSError as error:\n            self._take_back",
     "log/test_faults.py::test_a_batch_is_one_write_and_is_synced_before_it_is_acknowledged"),
    ("log/writer.py", "                sync_directory(path.parent)", "                pass",
     "log/test_faults.py::test_a_batch_is_one_write_and_is_synced_before_it_is_acknowledged"),
    ("log/lock.py", "            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)\n        except", "            pass\n        except",
     "log/test_store.py::test_waiting_for_another_writer_ends_with_a_message"),
    ("log/durable.py", "while written < len(data):", "while False:",
     "log/test_store.py::test_a_disk_that_fills_up_in_mid_batch_leaves_nothing_of_it"),
    ("log/claim.py", " and claim.git == git_stamps(root)", "",
     "log/test_git.py::test_git_at_work_begins_a_new_segment"),
    ("log/claim.py", "claim.host == host and (claim.device, claim.inode) == (found.st_dev, found.st_ino)",
     "claim.host == host",
     "log/test_git.py::test_a_copied_workspace_does_not_append_to_the_originals_segment"),
    ("log/claim.py", "self.events >= MAX_EVENTS or self.size >= MAX_BYTES", "False",
     "log/test_compact.py::test_a_segment_is_closed_at_four_thousand_events"),
    ("log/repository.py", "    if pointer:\n", "    if False:\n",
     "log/test_git.py::test_a_commit_in_a_worktree_without_reflogs_is_noticed"),
    ("log/appending.py", "recorded = max(moment, after)",
     "recorded = moment",
     "log/test_store.py::test_an_event_is_recorded_after_every_event_it_names"),
    ("log/store.py", "if first is not event and type(event.body) is Erased:", "if False:",
     "log/test_store.py::test_an_event_erased_in_one_copy_counts_as_erased"),
    ("log/store.py", "if position != expected:", "if False:",
     "log/test_store.py::test_a_line_missing_from_a_batch_stops_the_reader"),
    ("log/lookup.py", "(recorded, event_id) < (", "(recorded, event_id) > (",
     "log/test_store.py::test_of_one_key_in_two_segments_the_first_recorded_counts"),
    ("log/store.py", "if position == 1 or recorded is not newest:", "if position == 1:",
     "log/test_store.py::test_lines_that_nobody_wrote_in_that_order_are_read_in_the_order_of_record"),
    ("log/store.py", "and recorded > newest else _MIXED", "else _MIXED",
     "log/test_store.py::test_an_event_is_recorded_after_every_event_it_names"),
    ("codec/lines.py", "    if {*values} != {VERSION}:", "    if False:",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/lines.py", "check_types(chain.from_iterable(values), int)", "()",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/kinds.py", "recurring(_parse_point)", "recurring(parse_edtf)",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/kinds.py", "{*map(len, values)} != {count} or ", "",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/kinds.py", '"".join(values).encode().translate(None, allowed)', "False",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/columns.py", "        check_types(values, list)\n        items", "        items",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/columns.py", "if len(items) == len(values) and all(values):", "if len(items) == len(values):",
     "test_codec.py::test_lists_read_together_keep_their_own_items"),
    ("codec/columns.py", "all(v_{name}) or missing", "None and missing",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/columns.py", "return [next(made[kind]) for kind in kinds]", "return [one for each in made.values() for one in each]",
     "test_codec.py::test_many_lines_are_read_as_one_by_one"),
    ("codec/recording.py", "if self._begun:", "if not self._made:",
     "test_codec.py::test_lines_made_together_are_those_made_alone"),
    ("codec/ids.py", "    if not is_id_of(stated, form):", "    if False:",
     "test_codec.py::test_any_other_byte_makes_the_line_invalid"),
    ("codec/ids.py", "    if form != raw:", "    if False:",
     "test_codec.py::test_another_form_of_the_same_event_is_refused"),
    ("codec/ids.py", ' or erased in ("body" in line, "salt" in line)', "",
     "test_codec.py::test_a_body_beside_its_hash_is_refused_as_the_id_does_not_cover_it"),
    ("log/verify.py", "elif recorded <= earlier:", "elif False:",
     "log/test_verify.py::test_lines_out_of_place_are_reported"),
    ("log/verify.py", "elif self.order[target] >= self.order[event_id]:", "elif False:",
     "log/test_verify.py::test_an_event_recorded_before_what_it_names_is_reported"),
    ("log/merkle.py", 'return sha256(b"\\0" + data).digest()', "return sha256(data).digest()",
     "log/test_merkle.py::test_the_examples_of_rfc_6962"),
    ("log/merkle.py", "            above.append(level[-1])", "            pass",
     "log/test_merkle.py::test_the_examples_of_rfc_6962"),
    ("log/merkle.py", "(old_found, found) == (old_root, root)", "found == root",
     "log/test_merkle.py::test_a_forked_or_shortened_history_is_not_consistent"),
    ("log/trees.py", "root_of(tree.sealed, leaves) != checkpoint.root", "False",
     "log/test_seal.py::test_leaves_in_another_order_are_noticed"),
    ("log/trees.py", "    if compared.size > len(tree.leaves):", "    if False:",
     "log/test_seal.py::test_a_rolled_back_log_is_told_from_its_checkpoint"),
    ("log/notes.py", "        return False\n    return True\n", "        return True\n    return True\n",
     "log/test_seal.py::test_a_checkpoint_of_another_log_or_key_is_told"),
    ("log/keys.py", "os.O_EXCL, 0o600)", "os.O_EXCL, 0o644)",
     "log/test_seal.py::test_a_key_is_its_owner_s_alone"),
    ("log/compact.py", "    if other is not None:", "    if False:",
     "log/test_compact.py::test_copies_of_a_batch_become_one_and_an_erased_copy_wins"),
    ("log/compact.py", "            or batch.recorded == group[-1].recorded\n", "",
     "log/test_compact.py::test_two_batches_of_one_instant_are_not_put_in_one_segment"),
    ("log/erase.py", "                    leftover.unlink()", "                    pass",
     "log/test_compact.py::test_an_erased_event_keeps_its_id_and_its_place"),
    ("log/ledger.py", "data[:before].endswith(last.encode())", "True",
     "index/test_index.py::test_a_segment_that_git_has_rewritten_is_read_again"),
    ("index/gathering.py", '("id", "about", "amends")', '("id", "amends")',
     "index/test_index.py::test_a_page_at_any_k_and_r_is_what_the_projections_say"),
    ("index/versions.py", "before.k_to = integer(k) - 1", "before.k_to = integer(k)",
     "index/test_index.py::test_a_page_at_any_k_and_r_is_what_the_projections_say"),
    ("log/segments.py", "if batch[1] == batch[2] if batch else not nulled:", "if False:",
     "other/test_reader.py::test_both_tell_the_same_torn_tails_from_the_same_damage"),
    ("log/segments.py", "        if nulled:\n            first = start\n", "        first = start\n",
     "other/test_reader.py::test_both_tell_the_same_torn_tails_from_the_same_damage"),
    ("log/segments.py", "return _first_nulled_line(data, start)", "return data.rfind(b\"\\n\", 0, data.find(b\"\\0\")) + 1",
     "log/test_truncation.py::test_a_torn_batch_takes_no_whole_one_with_it_where_an_older_one_is_damaged"),
    ("log/segments.py", "if batch[1] == batch[2] if batch else not nulled:", "if not nulled:",
     "other/test_reader.py::test_both_tell_the_same_torn_tails_from_the_same_damage"),
    ("log/notes.py", "or raw is None or len(raw) < 5:", "or raw is None:",
     "log/test_seal.py::test_a_malformed_signature_line_is_refused"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "old", "new", "test"), MUTANTS)
def test_the_list_of_mutants_fits_the_sources(module: str, old: str, new: str, test: str) -> None:
    source = (ROOT / "src/timeline" / module).read_text()
    assert source.count(old) == 1
    assert old != new
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / "tests" / path).read_text()


@pytest.mark.parametrize(
    ("module", "old", "new", "test"), MUTANTS if LONG else MUTANTS[2:4], ids=lambda _: ""
)
def test_a_mutant_is_noticed(tmp_path: Path, module: str, old: str, new: str, test: str) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "src/timeline" / module
    changed.write_text(changed.read_text().replace(old, new))
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "TIMELINE_LONG" and not name.startswith("COVERAGE_")
    }
    environment |= {"PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/{test}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, f"{module}: {old!r} may be {new!r}: {done.stdout[-2000:]}"
    assert "failed" in done.stdout
