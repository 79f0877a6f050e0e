"""Cells of a batch as values of the format: text made clean, words made numbers and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from eoc_app.builder.cells.distinct_texts import distinct_texts
from eoc_app.snapshot.catalogue import ColumnRule

DTYPES: Final[dict[str, pl.DataType]] = {
    "VARCHAR": pl.String(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "DOUBLE": pl.Float64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "TIMESTAMP": pl.Datetime("us"),
}
LARGE: Final = 20_000
"""Rows from which on it pays to look at what a column says in every row only once."""
_WORDS: Final = {
    "INTEGER": "whole number",
    "BIGINT": "whole number",
    "DOUBLE": "number",
    "BOOLEAN": "true or false",
    "DATE": "day such as 2024-11-05",
    "TIMESTAMP": "moment such as 2024-11-05 06:00:00",
    "VARCHAR": "text",
}
# Also what steers a terminal and says nothing; ends of lines and tabs are kept.
_INVISIBLE: Final = (
    "\\x{FEFF}\\x{200B}\\x{2060}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}"
    "\\x{00}-\\x{08}\\x{0B}\\x{0C}\\x{0E}-\\x{1F}\\x{7F}"
)
_PLAIN: Final = "\\x{00}-\\x{05FF}\\s"


def in_words(kind: str) -> str:
    """What a cell of a DuckDB type looks like."""
    return _WORDS[kind]


_MAY_COMBINE: Final = (
    # A text changes under NFC only if it holds a mark or a jamo that may join the letter before
    # it, or a character that NFC replaces. Looking for these (and a few neighbours) is
    # cheaper than normalising. Thai vowels and tones never join; two of them may change places.
    # Nor do the signs of Indian scripts, but for a few behind a few others.
    r"[\p{M}&&[^\x{900}-\x{DFF}\x{E00}-\x{E7F}]]|[\x{E38}-\x{E3A}\x{E48}-\x{E4B}]{2}"
    r"|[\x{928}\x{930}\x{933}]\x{93C}|\x{9C7}[\x{9BE}\x{9D7}]|\x{B47}[\x{B3E}\x{B56}\x{B57}]"
    r"|[\x{BC6}\x{BC7}]\x{BBE}|[\x{B92}\x{BC6}]\x{BD7}|\x{C46}\x{C56}"
    r"|[\x{CBF}\x{CC6}\x{CCA}][\x{CC2}\x{CD5}\x{CD6}]|[\x{D46}\x{D47}][\x{D3E}\x{D57}]"
    r"|[\x{DD9}\x{DDC}][\x{DCA}\x{DCF}\x{DDF}]"
    r"|[\x{93C}\x{94D}\x{951}-\x{954}\x{9BC}\x{9CD}\x{9FE}\x{A3C}\x{A4D}\x{ABC}\x{ACD}\x{B3C}"
    r"\x{B4D}\x{BCD}\x{C3C}\x{C4D}\x{C55}\x{C56}\x{CBC}\x{CCD}\x{D3B}\x{D3C}\x{D4D}\x{DCA}]{2}"
    r"|[\x{1161}-\x{11C2}]"
    r"|[\x{374}\x{37E}\x{387}\x{958}-\x{95F}\x{9DC}-\x{9DF}\x{A33}-\x{A5E}\x{B5C}\x{B5D}"
    r"\x{F43}-\x{FB9}\x{1F71}-\x{1FFD}\x{2000}\x{2001}\x{2126}-\x{212B}\x{2329}\x{232A}\x{2ADC}"
    r"\x{F900}-\x{FAD9}\x{FB1D}-\x{FB4E}\x{1D15E}-\x{1D1C0}\x{2F800}-\x{2FA1D}]"
)
_MARKED: Final = f"[{_INVISIBLE}\\x{{200C}}\\x{{200D}}]"
_ODD: Final = f"^\\s|\\s$|^$|{_MARKED}|{_MAY_COMBINE}"
"""Every text that is not stored as it stands matches this; some that are do, too."""


def clean(text: pl.Expr) -> pl.Expr:
    """Text without marks that carry none and without space around it, NFC; null where empty.

    Joiners stay between letters that need them (Sinhala, Bengali, Persian, emoji).
    """
    return _bare(
        text.str.replace_all(f"[{_INVISIBLE}]", "")
        .str.replace_all(f"(^|[{_PLAIN}])[\\x{{200C}}\\x{{200D}}]+", "${1}")
        .str.replace_all(f"[\\x{{200C}}\\x{{200D}}]+([{_PLAIN}]|$)", "${1}")
    )


def _bare(text: pl.Expr) -> pl.Expr:
    bare = text.str.strip_chars().str.normalize("NFC")
    return pl.when(bare != "").then(bare)


def _cleaned(cells: pl.Series) -> pl.Series:
    """Every text clean; what only needs its space and NFC is spared the look for marks."""
    text = pl.col(cells.name)
    marked = cells.str.contains(_MARKED).any()
    return cells.to_frame().select(clean(text) if marked else _bare(text)).to_series()


def _moment(text: pl.Expr) -> pl.Expr:
    spelled = text.str.replace("T", " ", literal=True).str.replace(r"Z$", "+00:00")
    zoned = spelled.str.to_datetime(
        "%Y-%m-%d %H:%M:%S%.f%z", time_unit="us", time_zone="UTC", strict=False
    ).dt.replace_time_zone(None)
    local = [
        spelled.str.to_datetime(form, time_unit="us", strict=False)
        for form in ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M")
    ]
    day = spelled.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us"))
    return pl.coalesce(zoned, *local, day)


def _truth(text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase()
    return (
        pl.when(word.is_in(["true", "t", "yes", "1"]))
        .then(statement=True)
        .when(word.is_in(["false", "f", "no", "0"]))
        .then(statement=False)
    )


_FROM_TEXT: Final[dict[str, Callable[[pl.Expr], pl.Expr]]] = {
    "VARCHAR": lambda text: text,
    "INTEGER": lambda text: text.cast(pl.Int32, strict=False),
    "BIGINT": lambda text: text.cast(pl.Int64, strict=False),
    "DOUBLE": lambda text: text.cast(pl.Float64, strict=False),
    "BOOLEAN": _truth,
    "DATE": lambda text: text.str.to_date("%Y-%m-%d", strict=False),
    "TIMESTAMP": _moment,
}


def _from_values(column: pl.Expr, given: pl.DataType, kind: str) -> pl.Expr:
    """A column that is no text, where nothing can be lost by the change of type."""
    wanted = DTYPES[kind]
    if given in {pl.Null(), wanted}:
        return column.cast(wanted)
    if isinstance(given, pl.Datetime):
        if kind == "TIMESTAMP":
            instant = column if given.time_zone is None else column.dt.convert_time_zone("UTC")
            return instant.dt.replace_time_zone(None).cast(wanted)
    elif given.is_integer() and kind in {"INTEGER", "BIGINT", "DOUBLE", "VARCHAR"}:
        return column.cast(wanted, strict=False)
    elif given.is_float() and kind == "DOUBLE":
        return column.cast(wanted)
    elif given.is_float() and kind in {"INTEGER", "BIGINT"}:
        return pl.when(column == column.round()).then(column.cast(wanted, strict=False))
    elif given == pl.Date and kind == "TIMESTAMP":
        return column.cast(wanted)
    raise TypeError(f"a column of {given} cannot become {kind}")


def _part(
    frame: pl.DataFrame, rules: Mapping[str, ColumnRule]
) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """A frame's columns in the types of the format, and which cells could not be read."""
    texts = [
        name
        for name, dtype in frame.schema.items()
        if dtype in {pl.String, pl.Categorical, pl.Enum}
    ]
    frame = frame.with_columns(pl.col(texts).cast(pl.String)) if texts else frame
    for name in texts:
        cells = frame[name]
        told = distinct_texts(cells)
        which = told.str.contains(_ODD).fill_null(value=False)
        if which.any():
            if told.len() < cells.len():
                which = cells.str.contains(_ODD).fill_null(value=False)
            fixed = cells.scatter(which.arg_true(), _cleaned(cells.filter(which)))
            frame = frame.with_columns(fixed)
    done = frame.select(
        (
            _FROM_TEXT[rules[name].kind](pl.col(name))
            if name in texts
            else _from_values(pl.col(name), dtype, rules[name].kind)
        ).alias(name)
        for name, dtype in frame.schema.items()
    )
    lost = {
        name: done[name].is_null() & frame[name].is_not_null()
        for name in frame.columns
        if done[name].null_count() > frame[name].null_count()
    }
    for name in done.columns:
        if rules[name].kind == "DOUBLE" and not done[name].drop_nulls().is_finite().all():
            endless = ~done[name].is_finite().fill_null(value=True)
            lost[name] = lost[name] | endless if name in lost else endless
    return done, lost


@dataclass(frozen=True)
class Typed:
    """A batch in the types of the format: what changes, and in one row what never does."""

    each: pl.DataFrame
    once: pl.DataFrame
    unread: dict[str, pl.Series]
    """Columns with unreadable cells, and which cells; one value for a column of `once`."""


def typed(frame: pl.DataFrame, rules: Mapping[str, ColumnRule]) -> Typed:
    """All columns of a table from a batch; missing ones are null.

    In a large batch, columns that say the same in every row are looked at once.

    Raises:
        TypeError: a column's type cannot become the table's without loss.
    """
    missing = [
        pl.lit(None, DTYPES[rule.kind]).alias(name)
        for name, rule in rules.items()
        if name not in frame.columns
    ]
    if frame.height < LARGE:
        each, unread = _part(frame, rules)
        whole = each.with_columns(missing).select(list(rules))
        return Typed(whole, pl.DataFrame(), unread)
    ends = frame.select(
        pl.exclude("source_row").first().eq_missing(pl.exclude("source_row").last())
    )
    alike = [name for name in ends.columns if ends[name][0]]
    same = frame.select(pl.col(name).eq_missing(pl.col(name).first()).all() for name in alike)
    constant = [name for name in alike if same[name][0]]
    once, unread_once = _part(frame.head(1).select(constant), rules)
    each, unread = _part(frame.select(pl.exclude(constant)), rules)
    once = pl.select(
        *(pl.lit(once[name][0], once[name].dtype).alias(name) for name in constant), *missing
    )
    if "source_row" in once.columns:
        row = pl.lit(None, pl.Int64).alias("source_row")
        each, once = each.with_columns(row), once.drop("source_row")
    return Typed(each, once, {**unread, **unread_once})
