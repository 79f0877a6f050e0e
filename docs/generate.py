"""Writes snapshot.md, signals.md, method.md and queries/shared.sql from queries/.

`--check` only compares.

python docs/generate.py
python docs/generate.py --check
"""

# ruff: noqa: INP001 - a script beside the pages that it writes

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from textwrap import fill
from typing import Final

DOCS: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from eoc_app.domain.alarms.track_record import FEWEST  # noqa: E402
from eoc_app.domain.risk.indicator import indicators  # noqa: E402
from eoc_app.domain.risk.signal import Signal  # noqa: E402
from eoc_app.snapshot.catalogue import Query, Table, catalogue  # noqa: E402
from eoc_app.snapshot.connection import SCHEMA_VERSION  # noqa: E402

NOTE: Final = "<!-- Written by docs/generate.py from queries/: change it there, then run it. -->"
KINDS: Final = {
    "fact": "Facts: rows from sources.",
    "measure": "Facts in the common shape of figures: value, bounds, qualifier, unit, cell.",
    "built": "Written when a snapshot is built; it cannot be imported.",
}
AXES: Final = {
    "harm": "Harm: more of it is worse. Only these are judged.",
    "protective": "Protection: what helps people vote and answers harm. Never judged, never set off"
    " against harm.",
    "effort": "Effort and volume: what was done and how much there was. Says nothing of harm by"
    " itself.",
}


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|")


def _table(heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> list[str]:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return ["| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines]


def _pages(name: str) -> str:
    return (DOCS / "parts" / f"{name}.md").read_text(encoding="utf-8").strip()


def _figures(value: float) -> str:
    return f"{value:g}" if value < 1000 else f"{value:,.0f}"


# --- snapshot.md ---------------------------------------------------------------------------------


def _columns(table: Table) -> list[str]:
    rows: list[tuple[object, ...]] = []
    for rule in table.columns.values():
        words = ", ".join(f"`{word}`" for word in table.values.get(rule.name, ()))
        meaning = rule.meaning + (f". One of: {words}" if words else "")
        if rule.name in table.added:
            meaning += f". Since version {table.added[rule.name]}"
        rows.append((f"`{rule.name}`", rule.kind, "yes" if rule.required else "", meaning))
    return _table(("column", "type", "required", "meaning"), rows)


def _about(table: Table) -> str:
    match = re.search(rf"comment on table {table.name} is '((?:[^']|'')*)';", table.sql)
    return match[1].replace("''", "'") if match else ""


def snapshot_page() -> str:
    """The contract of the snapshot format: every table and column."""
    tables = catalogue().schema
    head = f"# The snapshot format, version {SCHEMA_VERSION}"
    lines = [head, NOTE, "", _pages("snapshot"), "", "## Tables", ""]
    order = ("built", "fact", "measure")
    lines += _table(
        ("table", "what", "family", "kind"),
        [
            (f"[`{table.name}`](#{table.name})", table.title, table.family, table.kind)
            for table in sorted(tables.values(), key=lambda t: (order.index(t.kind), t.name))
        ],
    )
    for table in tables.values():
        keyed = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
        if table.states:
            agreed = ", ".join(f"`{name}`" for name in table.states)
            keyed += f" Rows of one key must agree on {agreed}."
        ordered = ", ".join(f"`{name}`" for name in table.order_by)
        lines += ["", f"### {table.name}", "", f"{_about(table)}. {KINDS[table.kind]}"]
        lines[-1] += f"{keyed} Stored in the order of {ordered}."
        lines += ["", *_columns(table)]
    return "\n".join(lines) + "\n"


# --- signals.md ----------------------------------------------------------------------------------


def _judged(signal: Signal) -> str:
    if signal.judge is None:
        return "not judged"
    judge = signal.judge
    return (
        f"watch {_figures(judge.watch)}, alert {_figures(judge.alert)},"
        f" weight {_figures(judge.weight)} in {signal.dimension}"
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _window(signal: Signal) -> str:
    if signal.combine == "last":
        return "the last day; platforms are added up"
    how = {"sum": "added up", "max": "the largest"}[signal.combine]
    return f"{_days(signal.window_days)}, {how}"


def _signal(signal: Signal, query: Query) -> list[str]:
    facts = [
        ("Counts", signal.counts),
        ("Axis", signal.axis + (", confounded by effort" if signal.confounded_by_effort else "")),
        ("Unit, form", f"{signal.unit}, {signal.form}"),
        ("Judged", _judged(signal)),
        ("Window", _window(signal)),
        ("Fresh for", _days(signal.fresh_days)),
        ("Settles in", _days(signal.settles_days) if signal.settles_days else "nothing known"),
        ("On alarm", signal.action or "a note, nothing to do"),
        ("Formula", query.header.get("formula", "the figures as they are stated")),
    ]
    reasons = {each.signal: each.because for each in catalogue().method.indicators}
    if why := reasons.get(signal.name) or query.header.get("source"):
        facts.append(("Why", why))
    if signal.effort_note:
        facts.append(("Why judged all the same", signal.effort_note))
    if signal.lead:
        facts.insert(0, ("Lead signal", f"number {signal.lead}"))
    return [
        "",
        f"#### {signal.name}",
        "",
        f"**{signal.title}.**",
        "",
        *(f"- {name}: {text}" for name, text in facts),
    ]


def metrics() -> dict[str, dict[str, tuple[str, str]]]:
    """The vocabulary of `metric`: table, word, unit and meaning."""
    read = tomllib.loads((DOCS / "metrics.toml").read_text(encoding="utf-8"))
    return {
        table: {word: (unit, meaning) for word, (unit, meaning) in words.items()}
        for table, words in read.items()
    }


def readers(table: str, metric: str) -> list[str]:
    """The signals whose statement reads a metric of a table."""
    queries = {**catalogue().signal_queries, "reach": catalogue().views["reach"]}
    texts = {name: _with_views(query) for name, query in queries.items()}
    return [
        name
        for name, text in sorted(texts.items())
        if f"'{metric}'" in text and re.search(rf"\bfrom {table}\b|\btable_name = '{table}'", text)
    ]


def _with_views(query: Query) -> str:
    """A statement with those of the shared views that it names itself."""
    named = [view.sql for view in query.reads if re.search(rf"\b{view.name}\b", query.sql)]
    return "\n".join((query.sql, *named))


def _vocabulary() -> list[str]:
    lines: list[str] = []
    for table, words in metrics().items():
        rows: list[tuple[object, ...]] = [
            (
                f"`{word}`",
                unit,
                meaning,
                ", ".join(f"`{n}`" for n in readers(table, word)) or "none",
            )
            for word, (unit, meaning) in words.items()
        ]
        lines += ["", f"### Table `{table}`", ""]
        lines += _table(("metric", "unit", "meaning", "read by"), rows)
    return lines


def signals_page() -> str:
    """Every signal, how it is judged, and the words that it reads."""
    signals, queries = catalogue().signals, catalogue().signal_queries
    judged = [signal for signal in signals.values() if signal.judge]
    lines = ["# Signals", NOTE, "", _pages("signals"), "", "### Judged signals", ""]
    lines += _table(
        ("signal", "dimension", "watch", "alert", "weight", "window", "fresh for"),
        [
            (
                f"[{signal.title}](#{signal.name})",
                signal.dimension,
                _figures(signal.judge.watch),
                _figures(signal.judge.alert),
                _figures(signal.judge.weight),
                _window(signal),
                _days(signal.fresh_days),
            )
            for signal in judged
            if signal.judge
        ],
    )
    lines += ["", "How weights become shares of the score, and bands: [method.md](method.md)."]
    lines += ["", "## Every signal"]
    for axis, meaning in AXES.items():
        lines += ["", f"### {axis.capitalize()}", "", meaning]
        for signal in signals.values():
            if signal.axis == axis:
                lines += _signal(signal, queries[signal.name])
    lines += ["", "## Metrics", "", _pages("metrics"), *_vocabulary()]
    return "\n".join(lines) + "\n"


# --- method.md -----------------------------------------------------------------------------------


def _share(value: float) -> str:
    return f"{value * 100:.3g} %"


def _weights() -> list[str]:
    """Every indicator with its share of the score, largest first."""
    made = indicators(catalogue().method, catalogue().signals.values())
    rows: list[tuple[object, ...]] = [
        (
            f"[{one.title}](signals.md#{one.name})" if one.signal else one.title,
            one.dimension,
            _figures(one.weight),
            _share(one.share),
            "may show effort" if one.signal and one.signal.confounded_by_effort else "",
        )
        for one in sorted(made, key=lambda one: (-one.share, one.name))
    ]
    return _table(("indicator", "dimension", "weight in it", "share of the score", ""), rows)


def method_page() -> str:
    """How a score is made and why, with the numbers of queries/methods/platform.toml."""
    method = catalogue().method
    stakes = method.stakes
    ends = [*(band.floor for band in method.bands[1:]), method.scale]
    tables = {
        "bands": _table(
            ("band", "from", "below", "stated probability"),
            [
                (band.title, _figures(band.floor), _figures(end), _figures(band.probability))
                for band, end in zip(method.bands, ends, strict=True)
            ],
        ),
        "weights": _weights(),
        "kinds": _table(
            ("what is voted on", "part"),
            [(kind, _figures(part)) for kind, part in stakes.kinds.items()] if stakes else [],
        ),
        "nearness": _table(
            ("days to polling", "part"),
            [(one.days, _figures(one.part)) for one in stakes.nearness] if stakes else [],
        ),
        "reaches": _table(
            ("users for each voter", "severity"),
            [(_figures(one.share), _figures(one.severity)) for one in stakes.reaches]
            if stakes
            else [],
        ),
    }
    drawn, alarms = method.uncertainty, method.alarms
    planted = _pages("planted-outbreaks").split("\n", 1)[1]
    words = {
        "draws": f"{drawn.draws:,}",
        "spread": _share(drawn.weight_spread),
        "interval": _share(drawn.interval),
        "shift_hours": f"{alarms.shift_hours:g}",
        "per_shift": f"{alarms.per_shift:g}",
        "fewest": str(FEWEST),
        "planted": planted,
        "settled": _pages("settled-weeks").split("\n", 1)[1],
    }
    text = _pages("method")
    for name, lines in tables.items():
        text = text.replace(f"<!-- {name} -->", "\n".join(lines))
    for name, word in words.items():
        text = text.replace(f"<!-- {name} -->", word)
    return f"# Method {method.version}\n{NOTE}\n\n{text}\n"


# --- queries/shared.sql --------------------------------------------------------------------------

INIT: Final = """-- Written by docs/generate.py from queries/shared/: change it there, then run it.
--
--     duckdb -readonly -init queries/shared.sql monday.duckdb
--
-- Then every query of queries/signals and queries/checks runs as it is pasted; those of views and
-- rows want a value for each $parameter. The file stays as it is: views are temporary.
--
-- The views read what every format holds, but for the last ones, of which some are made a second
-- time with the tables that came later. What older files lack:
{lacking}
"""
LATER: Final = """
-- A file of an older format refuses what follows; only queries about readings and about tables that
-- came later want it.
"""


def _wrapped(sql: str) -> str:
    """A statement in as few lines as it takes, without comments; texts stay whole."""
    pieces = re.findall(r"(?:'(?:[^']|'')*'|[^\s'])+", re.sub(r"--[^\n]*", "", sql))
    lines = [""]
    for piece in pieces:
        if len(lines[-1]) + len(piece) > 98:
            lines.append("")
        lines[-1] += f" {piece}" if lines[-1] else piece
    return "\n".join(lines)


def _lacking() -> str:
    """What came with each later version of the format, as comments."""
    tables = catalogue().schema.values()
    came: dict[int, list[str]] = {}
    for table in tables:
        if table.since > 1:
            came.setdefault(table.since, []).append(table.name)
        for column, since in table.added.items():
            if since > table.since:
                came.setdefault(since, []).append(f"{table.name}.{column}")
    told = (f"before format {since}: {', '.join(names)}" for since, names in sorted(came.items()))
    return "\n".join(fill(one, 98, initial_indent="-- ", subsequent_indent="--   ") for one in told)


def shared_views() -> str:
    """The statements that make the shared views in any DuckDB shell."""
    views = catalogue().shared.values()
    later = [view for view in views if _reads_later_columns(view)]
    first = {view.name: _of_every_format(view) for view in views if view not in later}
    grown = [view for view in views if view.name in first and view.sql != first[view.name].sql]
    made = [f"\n{_wrapped(view.creation)};\n" for view in first.values()]
    made += [LATER, *(f"\n{_wrapped(view.creation)};\n" for view in (*later, *grown))]
    return INIT.format(lacking=_lacking()) + "".join(made)


def _of_every_format(view: Query) -> Query:
    """A union of tables without those that came after the first format; any other as it is."""
    later = {table.name for table in catalogue().schema.values() if table.since > 1}
    arms = view.sql.split("\nunion all\n")
    kept = [arm for arm in arms if not later.intersection(re.findall(r"\w+", arm))]
    return view if len(kept) in (0, len(arms)) else replace(view, sql="\nunion all\n".join(kept))


def _reads_later_columns(view: Query) -> bool:
    """Whether it, or a view behind it, reads a column that came after the first format."""
    words = set(re.findall(r"\w+", " ".join((view.sql, *(one.sql for one in view.reads)))))
    return any(
        table.name in words and words.intersection(table.added)
        for table in catalogue().schema.values()
    )


PAGES: Final = {
    "snapshot.md": snapshot_page,
    "signals.md": signals_page,
    "method.md": method_page,
    "../queries/shared.sql": shared_views,
}


def out_of_date() -> list[str]:
    """The pages that are not what queries/ gives."""
    return [
        name
        for name, written in PAGES.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != written()
    ]


def _place(name: str) -> str:
    """A page's path in the repository."""
    return (DOCS / name).resolve().relative_to(DOCS.parent).as_posix()


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name those that are out of date."""
    stale = out_of_date()
    for name in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{_place(name)} is out of date: run python docs/generate.py\n")
        else:
            (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
            sys.stdout.write(f"{_place(name)} written\n")
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
