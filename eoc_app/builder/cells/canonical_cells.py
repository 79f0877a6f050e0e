"""Cells of an exported table, made ready for the format: types, moments and left-out bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from eoc_app.builder.cells import foreign_zones, known_from
from eoc_app.builder.cells.distinct_texts import distinct_texts
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.named_rows import TYPES
from eoc_app.core.country import is_country_code
from eoc_app.domain.dates import civil_time
from eoc_app.domain.dates.civil_time import Edge
from eoc_app.domain.figures import quantity
from eoc_app.snapshot.catalogue import ColumnRule, Table

CONTRADICTION: Final = "A period's UTC contradicts its local time"
FIGURE: Final = frozenset({"value", "lower", "upper", "qualifier"})
FILLABLE: Final = frozenset({"lower", "upper", "qualifier", "cell"})
"""Columns that an export may leave out or leave empty; see `fill`."""

_UNREAD: Final = "\ufffd"
_WHOLE: Final = r"^([+-]?\d+)\.0+$"
_MIDNIGHT: Final = r"^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?$"
_EXPONENT: Final = r"^\d(?:\.\d+)?[eE]\+?\d+$"


_FIRST_DAY: Final = (date.min - date(1970, 1, 1)).days
_LAST_DAY: Final = (date.max - date(1970, 1, 1)).days
_DAY_TICKS: Final = {"ms": 86_400_000, "us": 86_400_000_000}
"""Of units that reach beyond what can be written; nanoseconds end in the year 2262."""


@dataclass(frozen=True)
class Objection:
    """Why a cell cannot be taken, and what to do."""

    why: str
    remedy: str


def _sieve(
    frame: pl.DataFrame, column: str, bad: pl.Expr, objection: Objection, intake: Intake
) -> pl.DataFrame:
    """The rows without the bad cells of a column, each bad cell reported."""
    marked = frame.select(bad.fill_null(value=False).alias("bad"))["bad"]
    if not marked.any():
        return frame
    refused = frame.filter(marked).select("source_row", pl.col(column).cast(pl.String))
    for line, value in refused.iter_rows():
        intake.refuse(
            "A cell cannot be imported",
            objection.why,
            objection.remedy,
            row=line,
            column=column,
            value=value,
        )
    return frame.filter(~marked)


def _misfit(rule: ColumnRule, kind: pl.DataType) -> Objection | None:
    """Why no cell of a typed column can become the format's type."""
    if kind.is_nested() or kind in {pl.Binary, pl.Object, pl.Duration}:
        return Objection(f"{kind} is no plain value", f"export it as {rule.kind}")
    if rule.kind == "VARCHAR" and kind.is_float():
        return Objection(
            "it holds floating-point numbers where text is meant, and long identifiers lose digits",
            "export the column as text",
        )
    if rule.name.endswith("_local") and isinstance(kind, pl.Datetime) and kind.time_zone:
        return Objection(
            "local civil time carries no zone: time_zone has its own column",
            "export the local time without a zone",
        )
    numeric = kind.is_numeric()
    fits = {
        "VARCHAR": True,
        "DOUBLE": numeric,
        "INTEGER": numeric,
        "BIGINT": numeric,
        "DATE": kind.is_temporal() and kind != pl.Time,
        "TIMESTAMP": kind.is_temporal() and kind != pl.Time,
        "BOOLEAN": kind == pl.Boolean,
    }
    if fits[rule.kind] or kind == pl.Null:
        return None
    return Objection(f"it holds {kind}, not {rule.kind}", f"export it as {rule.kind}")


def misfits(table: Table, schema: dict[str, pl.DataType]) -> dict[str, Objection]:
    """The columns of a typed file whose type cannot carry what the format wants, with why."""
    words = (pl.String, pl.Categorical, pl.Enum)
    found = {
        name: _misfit(table.columns[name], kind)
        for name, kind in schema.items()
        if name in table.columns and not isinstance(kind, words)
    }
    return {name: objection for name, objection in found.items() if objection is not None}


def _within_years(frame: pl.DataFrame, name: str, intake: Intake) -> pl.DataFrame:
    """The rows whose day or moment in a typed column can be written down at all."""
    kind = frame.schema[name]
    a_day = _DAY_TICKS.get(kind.time_unit) if isinstance(kind, pl.Datetime) else 1
    if a_day is None or (kind != pl.Date and not isinstance(kind, pl.Datetime)):
        return frame
    ticks = frame[name].to_physical()
    outside = ~ticks.is_between(_FIRST_DAY * a_day, (_LAST_DAY + 1) * a_day - 1)
    if not outside.any():
        return frame
    # As numbers: nothing can print such a day.
    numbers = frame.with_columns(ticks.alias(name))
    objection = Objection("its year is none from 1 to 9999", "write the day that is meant")
    _sieve(numbers, name, pl.lit(outside), objection, intake)
    return frame.filter(~outside.fill_null(value=False))


def _bare(text: pl.Expr) -> pl.Expr:
    """Texts without space around them; null where nothing is left."""
    stripped = text.str.strip_chars()
    return pl.when(stripped != "").then(stripped).otherwise(None)


def _is_tidy(texts: pl.Series) -> bool:
    """Whether every text stays as it is, and none holds a byte that could not be read."""
    name = texts.name
    frame = distinct_texts(texts).to_frame()
    untidy = _bare(pl.col(name)).ne_missing(pl.col(name)) | pl.col(name).str.contains(
        _UNREAD, literal=True
    )
    return not frame.select(untidy.any()).item()


def _typed(rule: ColumnRule, kind: pl.DataType) -> pl.Expr:  # noqa: PLR0911 - one a type
    """A typed column as the format's type; where cells may not fit, as text for the guard."""
    column = pl.col(rule.name)
    if kind == pl.String:
        return _bare(column).alias(rule.name)
    if isinstance(kind, pl.Categorical | pl.Enum):
        return column.cast(pl.String)
    if isinstance(kind, pl.Datetime) and rule.kind in {"TIMESTAMP", "DATE"}:
        civil = column.dt.replace_time_zone(None) if kind.time_zone else column
        if rule.kind == "DATE":
            return civil.dt.strftime("%Y-%m-%d %H:%M:%S%.f")
        moment = column.dt.convert_time_zone("UTC") if kind.time_zone else column
        return moment.dt.replace_time_zone(None).cast(TYPES["TIMESTAMP"])
    if rule.kind in {"INTEGER", "BIGINT"} and not kind.is_integer():
        return column.cast(pl.Float64)  # a part after the point is reported when rows are written
    if rule.kind in {"INTEGER", "BIGINT"}:
        return column
    return column.cast(TYPES[rule.kind], strict=False)


def _moments(frame: pl.DataFrame, rule: ColumnRule, intake: Intake) -> pl.DataFrame:
    """Written moments without offsets, those in `_at` columns as UTC."""
    cells = frame[rule.name].to_list()
    known = {cell: civil_time.moment(cell) for cell in set(cells) if cell}
    if rule.name.endswith("_local"):
        offset = [cell for cell, moment in known.items() if moment and moment.offset is not None]
        frame = _sieve(
            frame,
            rule.name,
            pl.col(rule.name).is_in(offset),
            Objection(
                "local civil time carries no offset: time_zone has its own column",
                "write the local time alone",
            ),
            intake,
        )
    plain = {cell: moment.utc.isoformat() for cell, moment in known.items() if moment}
    return frame.with_columns(pl.col(rule.name).replace(plain))


def _readable(frame: pl.DataFrame, rule: ColumnRule, intake: Intake) -> pl.DataFrame:
    """The rows whose text could be read."""
    return _sieve(
        frame,
        rule.name,
        pl.col(rule.name).str.contains(_UNREAD, literal=True),
        Objection("it holds bytes that are not in the file's encoding", "save the file as UTF-8"),
        intake,
    )


def _text(frame: pl.DataFrame, rule: ColumnRule, intake: Intake) -> pl.DataFrame:
    """Text cells without what spreadsheets add and without what they have damaged."""
    column = pl.col(rule.name)
    match rule.kind:
        case "TIMESTAMP":
            return _moments(frame, rule, intake)
        case "DATE":
            return frame.with_columns(column.str.replace(_MIDNIGHT, "$1"))
        case "INTEGER" | "BIGINT":
            return frame.with_columns(column.str.replace(_WHOLE, "$1"))
        case "VARCHAR" if rule.name.endswith("_id"):
            objection = Objection(
                "a spreadsheet has cut the identifier's digits",
                "export the column as text",
            )
            return _sieve(frame, rule.name, column.str.contains(_EXPONENT), objection, intake)
    return frame


def prepared(frame: pl.DataFrame, table: Table, intake: Intake) -> pl.DataFrame:
    """Rows in the format's types or in text that parses into them; bad cells reported.

    `frame` holds columns of `table` and `source_row`. Cells that stay text are held to the type
    when the rows are written.
    """
    rules = [rule for name, rule in table.columns.items() if name in frame.columns]
    schema = frame.schema
    own = [rule for rule in rules if rule.name != "source_row"]
    for rule in own:
        frame = _within_years(frame, rule.name, intake)
    texts = [rule.name for rule in own if schema[rule.name] == pl.String]
    tidy = {name for name in texts if _is_tidy(frame[name])}
    frame = frame.with_columns(
        _typed(rule, schema[rule.name]) for rule in own if rule.name not in tidy
    )
    for rule in own:
        if frame.schema[rule.name] == pl.String:
            if rule.name not in tidy:
                frame = _readable(frame, rule, intake)
            frame = _text(frame, rule, intake)
    if set(table.columns) >= FIGURE:
        frame = fill(frame, table, intake)
    elif "cell" in table.columns and table.kind != "built":
        cell = pl.col("cell") if "cell" in frame.columns else pl.lit(None, pl.String)
        frame = frame.with_columns(cell.fill_null("observed").alias("cell"))
    frame = known_from.filled(frame, table.columns)
    if {"starts_local", "ends_local", "time_zone"} <= set(frame.columns):
        frame = _as_utc(frame, intake)
    if {"country_code", "time_zone"} <= set(frame.columns) and "note" in table.columns:
        frame = _noted(frame, intake)
    return frame


def fill(frame: pl.DataFrame, table: Table, intake: Intake) -> pl.DataFrame:
    """Figures with the columns that an export left out or empty.

    An empty `qualifier` is `exact` where no bounds are given, else `range`; empty bounds are
    those that the qualifier allows; an empty `cell` is `observed`. A row with neither value nor
    bounds must say in `cell` why: silence is no figure.
    """
    absent = [name for name in ("value", *sorted(FILLABLE)) if name not in frame.columns]
    absent = [name for name in absent if name in table.columns]
    frame = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    value, lower, upper = pl.col("value"), pl.col("lower"), pl.col("upper")
    empty = value.is_null() & lower.is_null() & upper.is_null()
    if "cell" in table.columns:
        frame = _sieve(
            frame,
            "value",
            empty & pl.col("cell").is_null(),
            Objection(
                "there is no value and no bound, and cell does not say why",
                "write suppressed or below_threshold into cell, or leave the row out",
            ),
            intake,
        ).with_columns(pl.col("cell").fill_null("observed"))
    open_ = lower.is_null() & upper.is_null()
    frame = frame.with_columns(
        pl.when(pl.col("qualifier").is_not_null())
        .then(pl.col("qualifier"))
        .when(value.is_not_null() & open_)
        .then(pl.lit("exact"))
        .when(~open_)
        .then(pl.lit("range"))
        .alias("qualifier")
    )
    return _bounds(frame)


def _bounds(frame: pl.DataFrame) -> pl.DataFrame:
    """Empty bounds of rows whose value is a number, from their qualifier."""
    number = pl.col("value").cast(pl.Float64, strict=False)
    exact = (pl.col("qualifier") == "exact") & number.is_not_null()
    kinds = {frame.schema[name] for name in ("value", "lower", "upper")}
    shared: pl.DataType = pl.Float64() if kinds <= {pl.Float64, pl.Null} else pl.String()
    frame = frame.with_columns(pl.col("value", "lower", "upper").cast(shared))
    value = pl.col("value")
    frame = frame.with_columns(
        pl.when(exact & pl.col(name).is_null()).then(value).otherwise(pl.col(name)).alias(name)
        for name in ("lower", "upper")
    )
    stated = (
        pl.col("qualifier").is_in(sorted(set(quantity.QUALIFIERS.values()) - {"exact", "range"}))
        & number.is_not_null()
        & pl.col("lower").is_null()
        & pl.col("upper").is_null()
    )
    marked = frame.select(stated.fill_null(value=False).alias("stated"))["stated"]
    if not marked.any():
        return frame
    figures = [
        quantity.stated(value, how)
        for value, how in frame.filter(marked).select(number, "qualifier").iter_rows()
    ]
    where = marked.arg_true()
    sides = (("lower", [f.lower for f in figures]), ("upper", [f.upper for f in figures]))
    return frame.with_columns(
        frame[name].scatter(where, pl.Series(bounds, dtype=pl.Float64).cast(shared))
        for name, bounds in sides
    )


def _as_utc(frame: pl.DataFrame, intake: Intake) -> pl.DataFrame:
    """`starts_at` and `ends_at` from the local times, which are the law's.

    UTC that says another moment is named and replaced.
    """
    edges: tuple[tuple[Edge, str, str], ...] = (
        ("start", "starts_at", "starts_local"),
        ("end", "ends_at", "ends_local"),
    )
    for edge, instant, civil in edges:
        if instant not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias(instant))
        given = frame.select("source_row", pl.col(instant, civil, "time_zone").cast(pl.String))
        told: list[str | None] = []
        doubts: list[str | None] = []
        for line, at, local, name in given.iter_rows():
            right = _utc_text(local, name, edge)
            doubts.append(None)
            if contradicts(at, local, name):
                doubts[-1] = f"its source gives {at} UTC as {instant}, which is another moment"
                intake.refuse(
                    CONTRADICTION,
                    f"{local} in {name} is {right} UTC; the local time stands, as the law says it",
                    "correct the one that is wrong, or leave the UTC out",
                    row=line,
                    column=instant,
                    value=at,
                )
                told.append(right)
            else:
                told.append(at or right)
        frame = frame.with_columns(pl.Series(instant, told, dtype=pl.String))
        frame = _with_notes(frame, doubts)
    return frame


def _with_notes(frame: pl.DataFrame, notes: Sequence[str | None]) -> pl.DataFrame:
    """The rows with a note more, where there is one."""
    if not any(notes):
        return frame
    if "note" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias("note"))
    pairs = zip(frame["note"], notes, strict=True)
    # A table that was exported says it already.
    both = [old if old and more and more in old else "; ".join(filter(None, (old, more)))
            for old, more in pairs]  # fmt: skip
    return frame.with_columns(pl.Series("note", [text or None for text in both], dtype=pl.String))


def contradicts(at: str | None, local: str | None, name: str | None) -> bool:
    """Whether UTC beside a local time and its zone is another moment, as far as all are there."""
    where = civil_time.zone(name) if name else None
    moment = civil_time.moment(local) if local else None
    stated = civil_time.moment(at) if at else None
    if where is None or moment is None or stated is None:
        return False
    edges: tuple[Edge, Edge] = ("start", "end")
    try:
        meant = {civil_time.utc(moment.civil, where, edge) for edge in edges}
    except ValueError:
        return False
    return stated.utc not in meant


def _noted(frame: pl.DataFrame, intake: Intake) -> pl.DataFrame:
    """Rows told in a zone of another country, with a note that says so."""
    pairs = frame.select("country_code", pl.col("time_zone").cast(pl.String)).unique().drop_nulls()
    notes = {
        (code, name): said
        for code, name in pairs.iter_rows()
        if is_country_code(code) and (said := foreign_zones.note_of(code, name))
    }
    told = [notes.get(pair) for pair in frame.select("country_code", "time_zone").iter_rows()]
    if any(told):
        intake.skip(foreign_zones.FOREIGN, len(told) - told.count(None))
    return _with_notes(frame, told)


def _utc_text(local: str | None, name: str | None, edge: Edge) -> str | None:
    where = civil_time.zone(name) if name else None
    moment = civil_time.moment(local) if local else None
    if where is None or moment is None:
        return None
    try:
        return civil_time.utc(moment.civil, where, edge).isoformat()
    except ValueError:
        return None
