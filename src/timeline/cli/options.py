"""Options that many commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from timeline.cli.completing import complete_fact, complete_source, complete_timeline

F = TypeVar("F", bound=Callable[..., Any])


def no_empty(
    _ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Names without the space around them; an empty one is refused, never dropped."""
    cleaned = tuple(" ".join(value.split()) for value in values)
    if not all(cleaned):
        raise click.BadParameter("expected a name, got empty text.", param=param)
    return cleaned


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
known_by = click.option(
    "--known-by", metavar="DATE", help="Only what was known by this day, to its end."
)
recorded_by = click.option(
    "--recorded-by",
    metavar="DATE",
    help="Only what was recorded here by this day or instant, or what this checkpoint file covers.",
)
internal = click.option("--internal", is_flag=True, help="Show internal matter too.")
dry_run = click.option(
    "--dry-run", is_flag=True, help="Show what would be recorded; write nothing."
)
by = click.option("--by", metavar="NAME", default="", help="Who records this.")
because = click.option("--because", metavar="TEXT", default="", help="The reason.")
known = click.option(
    "--known",
    metavar="DATE",
    help="When it became known. Default: when its sources were published.",
)
limit = click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="At most the first N of each list."
)
timeline_name = click.option(
    "--timeline",
    "timeline_name",
    metavar="NAME",
    shell_complete=complete_timeline,
    help="A named timeline of timeline.toml.",
)
sources = click.option(
    "--source",
    "sources",
    metavar="NAME|URL",
    multiple=True,
    shell_complete=complete_source,
    help="A source, by name or URL; may be repeated.",
)
fact = click.argument("fact", metavar="FACT", shell_complete=complete_fact)
publisher = click.option("--publisher", metavar="P", default="", help="Publisher of a new source.")
published = click.option("--published", metavar="DATE", help="When a new source was published.")
quote = click.option("--quote", metavar="Q", default="", help="The source's own words.")
locator = click.option("--locator", metavar="L", default="", help="Where in the source: ¶3, p. 12.")
attributed_to = click.option(
    "--attributed-to", metavar="WHO", default="", help="Whom the source names for it."
)
figures = click.option(
    "--figure",
    "figures",
    metavar="NAME=NUMBER UNIT",
    multiple=True,
    help="A figure, like 'aid=20000000000 USD'; may be repeated.",
)


def stacked(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator; help shows them in this order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


viewing = stacked(known_by, recorded_by, timeline_name, internal, as_json)
writing = stacked(by, dry_run, as_json)
citing = stacked(sources, publisher, published, quote, locator, attributed_to)
