"""timeline verify, seal, prove, compact, erase"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.session import Session, on_terminal, print_json, print_text, say
from timeline.renderers.text import inert

if TYPE_CHECKING:
    from timeline.errors import Problem
    from timeline.log import Verification

_FOUND = 3  # the exit code of every check that found something
_EXCERPT = 100  # characters of a faulty line

key = click.option("--key", metavar="KEY", default="", help="The name of the signing key.")


@command("verify")
@click.argument("proof", metavar="[PROOF]", required=False, type=click.File(encoding="utf-8"))
@click.option(
    "--against",
    metavar="CHECKPOINT",
    type=click.File(encoding="utf-8"),
    help="A checkpoint kept elsewhere, which the log must have grown from.",
)
@click.option(
    "--key", metavar="KEY", default="", help="The key to trust: its name here, or the key itself."
)
@options.as_json
@click.pass_context
def verify_command(
    ctx: click.Context,
    /,
    *,
    proof: TextIO | None,
    against: TextIO | None,
    key: str,
    as_json: bool,
) -> None:
    """Check every byte of the log: ids, order, whole batches, references, seals.

    Each problem is shown with FILE:LINE; ends with 3 if there is one. With PROOF, a file that
    `timeline prove` wrote, checks that instead, without the log.

    \b
    timeline verify
    timeline verify --against checkpoint.txt
    timeline verify k3f9abcd.tlog-proof --key timeline/ana-k3f9x2mq+1a2b3c4d+AX…
    """
    session: Session = ctx.obj
    if proof is not None:
        _verify_proof(session, proof.read(), key, as_json=as_json)
        return
    from timeline.log import find_verifier, verify_log

    root = session.workspace.root
    if key:
        find_verifier(root, key)
    found = verify_log(root, against=against.read() if against is not None else None)
    if as_json:
        print_json(_verification_data(found))
    else:
        for problem in found.problems:
            print_text(_told(root, problem))
        print_text(_summary(found))
    for name in found.unchecked:
        say(f"The signature of {name} was not checked: pip install 'timeline-log[sign]'")
    if not found.ok:
        ctx.exit(_FOUND)


def _verification_data(found: Verification) -> dict[str, object]:
    return {
        "ok": found.ok,
        "events": found.events,
        "problems": [
            {"code": one.code, "path": one.path, "line": one.line, "message": one.message}
            for one in found.problems
        ],
        "snapshot": found.snapshot,
        "head": found.head,
        "late": list(found.late),
        "newer": found.newer,
        "unchecked": list(found.unchecked),
    }


def _told(root: Path, problem: Problem) -> str:
    """A problem with the line it is about and what to do."""
    lines = [str(problem)]
    path = root / problem.path
    if problem.line and path.is_file():
        stored = path.read_bytes().split(b"\n")
        if problem.line <= len(stored):
            excerpt = stored[problem.line - 1][:_EXCERPT].decode("utf-8", "replace")
            lines.append(f"  | {excerpt}")
    if problem.remedy:
        lines.append(f"  {problem.remedy}")
    return "\n".join(inert(line) for line in lines)


def _summary(found: Verification) -> str:
    count = len(found.problems)
    verdict = "nothing wrong" if found.ok else f"{count} problem{'s' if count > 1 else ''}"
    events = "1 event" if found.events == 1 else f"{found.events:,} events"
    lines = [f"{events}, {verdict}.", f"snapshot {found.snapshot}"]
    if found.head is not None:
        lines.append(f"head     {found.head}")
    if found.newer:
        lines.append(f"{found.newer:,} of them need a newer timeline to be understood.")
    if found.late:
        lines.append(f"Recorded before the checkpoint but arrived after it: {len(found.late):,}")
        lines += [f"  {event}" for event in found.late]
    return "\n".join(lines)


def _verify_proof(session: Session, text: str, key: str, *, as_json: bool) -> None:
    from timeline.log import check_proof, find_verifier, parse_proof, parse_verifier_key

    proof = parse_proof(text)
    trusted = None
    if key:
        trusted = (
            parse_verifier_key(key) if "+" in key else find_verifier(session.workspace.root, key)
        )
    check_proof(proof, trusted)
    line, checkpoint = proof.line, proof.checkpoint
    if as_json:
        print_json(
            {
                "ok": True,
                "event": line["id"],
                "recorded": line["recorded"],
                "index": proof.index,
                "size": checkpoint.size,
                "root": checkpoint.root.hex(),
                "key": str(proof.verifier),
                "trusted": trusted is not None,
            }
        )
        return
    print_text(
        inert(
            f"Event {line['id']}, recorded {line['recorded']} by {line['by']}, is number "
            f"{proof.index + 1:,} of {checkpoint.size:,} that were sealed."
        )
    )
    print_text(f"Signed with {proof.verifier}")
    if trusted is None:
        say("Compare that key with one you have from its owner, or give it with --key.")


@command("seal")
@key
@options.by
@click.option("--dry-run", is_flag=True, help="Count what would be sealed; write nothing.")
@options.as_json
@click.pass_obj
def seal_command(session: Session, /, *, key: str, by: str, dry_run: bool, as_json: bool) -> None:
    """Sign the state of the log, and print the checkpoint: keep a copy of it elsewhere.

    The first seal makes a key, which only you can read, in your configuration directory.
    `timeline verify --against` compares the log with a checkpoint at any later time.

    \b
    timeline seal > checkpoint.txt
    """
    from timeline.log import choose_key, count_unsealed, key_directory, list_trees, seal_log

    root = session.workspace.root
    if dry_run:
        unsealed = count_unsealed(root, key)
        if as_json:
            print_json({"added": unsealed})
        else:
            say(f"{unsealed:,} events would be sealed. Nothing was written (--dry-run).")
        return
    signing = choose_key(root, key_directory(), session.workspace.author(by), key)
    new = signing.name not in list_trees(root)
    seal = seal_log(root, signing)
    if as_json:
        print_json(
            {
                "key": str(signing.verifier),
                "size": seal.checkpoint.size,
                "root": seal.checkpoint.root.hex(),
                "added": seal.added,
                "path": seal.path,
                "checkpoint": seal.note,
            }
        )
    else:
        click.echo(seal.note, nl=False)
    more = f"{seal.added:,} more event{'' if seal.added == 1 else 's'}"
    say(f"Sealed {more}, {seal.checkpoint.size:,} in all: {seal.path}")
    if new:
        say(f"The key is {key_directory() / signing.name}.key: keep a copy of it in a safe place.")
        say(f"Others check your seals with {signing.verifier}")


@command("prove")
@click.argument("event", metavar="EVENT")
@key
@click.option(
    "-o", "output", metavar="FILE|-", default="-", help="Where to. Default: standard output."
)
@options.internal
@options.as_json
@click.pass_obj
def prove_command(
    session: Session, /, *, event: str, key: str, output: str, internal: bool, as_json: bool
) -> None:
    """Write a proof that EVENT is in the sealed log: a small file with the event in it.

    `timeline verify FILE` checks it anywhere, without the log. Where the event has internal
    matter, the file holds the hash of its words instead, unless --internal is given.

    \b
    timeline prove k3f9abcd -o k3f9abcd.tlog-proof
    """
    from timeline.editing import find_event
    from timeline.log import format_proof, prove_event
    from timeline.projections import withhold_internal

    found = find_event(session.events, event)
    public = {event.id: event for event in withhold_internal(session.events)}
    whole = internal or public.get(found.id) == found
    if not whole:
        say("The event has internal matter: its words stand in the proof as their hash.")
    proof = prove_event(session.workspace.root, found.id, key=key, whole=whole)
    text = format_proof(proof)
    if output != "-":
        Path(output).write_text(text, encoding="utf-8")
    if as_json:
        data = {"event": found.id, "index": proof.index, "size": proof.checkpoint.size}
        print_json(data | {"key": str(proof.verifier), "proof": text})
    elif output == "-":
        click.echo(text, nl=False)
    else:
        print_text(inert(output))


@command("compact")
@click.option("--dry-run", is_flag=True, help="Show what would be merged; write nothing.")
@options.as_json
@click.pass_obj
def compact_command(session: Session, /, *, dry_run: bool, as_json: bool) -> None:
    """Merge small files of the log. No answer and no id changes.

    Also moves what a crash has left half-written to `.timeline/quarantine`.
    """
    from timeline.log import compact_log

    done = compact_log(session.workspace.root, dry_run=dry_run)
    if as_json:
        print_json({"replaced": list(done.replaced), "written": list(done.written)})
    else:
        for name in done.replaced:
            print_text(f"- {name}")
        for name in done.written:
            print_text(f"+ {name}")
    for repair in done.repairs:
        say(str(repair))
    if not done.replaced:
        say("There is nothing to merge.")
    elif dry_run:
        say("Nothing was written (--dry-run).")


@command("erase")
@click.argument("event", metavar="EVENT")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--dry-run", is_flag=True, help="Show what would be erased; write nothing.")
@options.as_json
@click.pass_obj
def erase_command(
    session: Session, /, *, event: str, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Remove EVENT's text for good. Its id, what names it, and proofs stay valid.

    What its header says stays: when, by whom, about what. Git's history, clones, backups,
    pages already published and proof files keep what they hold: see docs/backup.md.

    \b
    timeline erase k3f9abcd --dry-run
    """
    from timeline.editing import find_event
    from timeline.log import erase_event

    found = find_event(session.events, event)
    if not (yes or dry_run):
        if not on_terminal():
            raise click.UsageError("expected --yes, for there is nobody to ask, and no way back.")
        click.confirm(f"Erase the text of event {found.id} for good?", abort=True, err=True)
    erasure = erase_event(session.workspace.root, found.id, dry_run=dry_run)
    if as_json:
        places = [{"path": path, "line": line} for path, line in erasure.places]
        print_json({"event": erasure.event, "erased": places})
    else:
        for path, line in erasure.places:
            print_text(f"{path}:{line}")
    if not erasure.places:
        say("It was erased before.")
    elif dry_run:
        say("Nothing was written (--dry-run).")
    else:
        say("Git's history, clones, backups and published pages keep what they hold.")
