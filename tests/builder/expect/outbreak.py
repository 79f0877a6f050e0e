"""A small snapshot with a planted outbreak, and what its tables hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from eoc_app.builder import build
from eoc_app.builder.verify import proof
from eoc_app.snapshot.connection import Snapshot

FIRST = date(2024, 6, 1)
DAYS = 100
OUTBREAK = 80
AS_OF = datetime(2024, 9, 8, 12, tzinfo=UTC)
HEAD = (
    "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,metric,value,"
    "qualifier,unit"
)
ATTACKS, REPORTS = "attacks_on_candidates", "messaging_user_reports_per_day"


def write(folder: Path) -> Path:
    """Two countries' daily figures; Kenya's reports quadruple on one day."""
    rng = np.random.default_rng(3)
    reports, attacks = [HEAD], [HEAD]
    for code, level in (("KE", 400), ("UG", 90)):
        for place in range(DAYS):
            on = FIRST + timedelta(place)
            value = int(rng.poisson(level))
            if code == "KE" and place == OUTBREAK:
                value *= 4
            reports.append(
                f"measured,reports,country,{code},{on},{on},whatsapp,reports_received,{value},exact,reports"
            )
            value = int(rng.poisson(3))
            provenance = "estimated" if place == 90 else "measured"
            attacks.append(
                f"{provenance},attacks,country,{code},{on},{on},all,attacks_recorded,"
                f"{40 if code == 'UG' and place == 90 else value},exact,attacks"
            )
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (("user_report", reports), ("candidate_safety", attacks)):
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


def make(folder: Path, **more: Any) -> Path:
    """The snapshot of these figures, below `folder`."""
    out = folder / "outbreak.duckdb"
    build([write(folder / "sources")], out, built_at=AS_OF, as_of=AS_OF, **more)
    return out


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def failed(path: Path) -> list[str]:
    """What does not hold of expected ranges, alarms and counts."""
    snapshot = Snapshot(path)
    try:
        return [str(one.problem) for one in proof._expectations(snapshot) if one.problem]
    finally:
        snapshot.close()
