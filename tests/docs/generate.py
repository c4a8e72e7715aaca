"""`make docs`: write the generated pages, and the output of the examples where it has changed.

python -m tests.docs.generate
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.docs.catalogue import list_cases, render_catalogue
from tests.docs.console import Session, rewrite_examples
from tests.docs.reference import render_reference
from tests.docs.workspace import lay_case, lay_page, make_demo
from timeline.cli import cli

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
GENERATED = {"cli.md": lambda: render_reference(cli), "errors.md": render_catalogue}
# The pages whose examples are run; the catalogue's are run from its cases.
PAGES = sorted(
    path for path in [ROOT / "README.md", *DOCS.rglob("*.md")] if path.name not in GENERATED
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Two of everything: what differs between them becomes an ellipsis.
        demos = [make_demo(Path(folder) / f"demo{run}") for run in "12"]
        for number, page in enumerate([*PAGES, *(case / "case.md" for case in list_cases())]):
            text = page.read_text(encoding="utf-8")
            if "```console" in text:
                first, second = (
                    Session(_lay(page, text, demo, demo.parent / f"{demo.name}-{number}" / "story"))
                    for demo in demos
                )
                _write(page, rewrite_examples(text, first, second))
    for name, render in GENERATED.items():
        _write(DOCS / name, render())


def _lay(page: Path, text: str, demo: Path, target: Path) -> Path:
    target.parent.mkdir()
    if page.name == "case.md":
        return lay_case(page.parent, demo, target)
    return lay_page(text, demo, target)


def _write(page: Path, text: str) -> None:
    # A command that crashed is no example: its page stays as it was.
    if "Traceback (most recent call last):\n  File" in text:
        raise SystemExit(f"{page.relative_to(ROOT)}: an example crashed; see it with make test")
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        page.write_text(text, encoding="utf-8")
        print(f"rewrote {page.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
