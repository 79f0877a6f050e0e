"""Writes snapshot.md and signals.md from queries/ and metrics.toml; `--check` only compares.

python docs/generate.py
python docs/generate.py --check
"""

# ruff: noqa: INP001 - a script beside the pages that it writes

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from eoc_app.catalogue import Query, Table, catalogue  # noqa: E402
from eoc_app.domain.risk import ASSESSABLE_COVERAGE, BANDS  # noqa: E402
from eoc_app.domain.signal import Signal  # noqa: E402

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
    lines = ["# The snapshot format, version 1", NOTE, "", _pages("snapshot"), "", "## Tables", ""]
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
        f" weight {_figures(judge.weight)}"
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
        ("Formula", query.header.get("formula", "the figures as they are stated")),
    ]
    if "source" in query.header:
        facts.append(("Why", query.header["source"]))
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
    return [
        name
        for name, query in sorted(catalogue().signal_queries.items())
        if f"'{metric}'" in query.sql and re.search(rf"\bfrom {table}\b", query.sql)
    ]


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
        ("signal", "watch", "alert", "weight", "window", "fresh for"),
        [
            (
                f"[{signal.title}](#{signal.name})",
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
    total = sum(signal.judge.weight for signal in judged if signal.judge)
    lines += ["", f"All weights together are {_figures(total)}; a country is assessable from"]
    lines[-1] += f" {ASSESSABLE_COVERAGE * 100:.0f} % of it."
    lines += ["", "### Bands", ""]
    lines += _table(("band", "score from"), [(label, _figures(at)) for _, label, at in BANDS])
    lines += ["", "## Every signal"]
    for axis, meaning in AXES.items():
        lines += ["", f"### {axis.capitalize()}", "", meaning]
        for signal in signals.values():
            if signal.axis == axis:
                lines += _signal(signal, queries[signal.name])
    lines += ["", "## Metrics", "", _pages("metrics"), *_vocabulary()]
    return "\n".join(lines) + "\n"


PAGES: Final = {"snapshot.md": snapshot_page, "signals.md": signals_page}


def out_of_date() -> list[str]:
    """The pages that are not what queries/ gives."""
    return [
        name
        for name, written in PAGES.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != written()
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name those that are out of date."""
    stale = out_of_date()
    for name in stale:
        if "--check" in arguments:
            sys.stderr.write(f"docs/{name} is out of date: run python docs/generate.py\n")
        else:
            (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
            sys.stdout.write(f"docs/{name} written\n")
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
