"""The same question as a window query in DuckDB."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb


def open_window_query(root: Path, k: float) -> Callable[[], int]:
    """The newest known event of each fact at K, over the log's lines in a table; how many facts."""
    until = datetime.fromtimestamp(k, UTC).date().isoformat()
    database = duckdb.connect()
    database.execute(
        "CREATE TABLE events AS SELECT coalesce(about, id) AS fact, known, recorded, type, "
        "body.headline AS headline, body.occurred AS occurred "
        f"FROM read_json('{root}/events/**/*.jsonl', format = 'newline_delimited')"
    )
    query = (
        "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY fact ORDER BY known DESC, "
        f"recorded DESC) AS place FROM events WHERE CAST(known AS VARCHAR) <= '{until}') "
        "WHERE place = 1 ORDER BY occurred"
    )
    return lambda: len(database.execute(query).fetchall())
