"""Tables of the format come in as CSV or Parquet, large ones too, and bad cells are named."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eoc_app.builder.cells.exported_rows import BLOCK_BYTES, TYPED_ROWS
from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.canonical import IMPORTER
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging.guard import Guard
from eoc_app.snapshot.catalogue import catalogue

LABELS = (
    "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,item_kind,"
    "label_kind,metric,value,unit"
)
LABEL = "measured,labels,country,BR,2024-10-01,2024-10-01,facebook,ad,any,ads_labelled,{},ads"


def source(path: Path) -> Source:
    return Source(path.name, path)


def taken(path: Path) -> tuple[list[Batch], Intake]:
    """Batches as the importer gives them."""
    intake = Intake(path.name)
    assert IMPORTER.recognises(source(path))
    return list(IMPORTER.read(source(path), intake)), intake


def held(path: Path) -> tuple[list[dict[str, Any]], Intake]:
    """Rows as they are written, held to their table."""
    batches, intake = taken(path)
    guard = Guard(intake)
    rows = []
    for batch in batches:
        frame, constant = guard.hold(catalogue().schema[batch.table], batch.frame)
        rows += [constant | row for row in frame.to_dicts()]
    refused = {problem.place.row for problem in intake.problems} - {None}
    assert intake.rows_read == len(rows) + sum(intake.skipped.values()) + len(refused)
    return rows, intake


def places(intake: Intake) -> list[tuple[int | None, str | None, str | None]]:
    return [(p.place.row, p.place.column, p.place.value) for p in intake.problems]


def labels(tmp_path: Path, *lines: str, header: str = LABELS, name: str = "ai_label.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


def facts() -> Iterator[str]:
    return (name for name, table in catalogue().schema.items() if table.kind != "built")


def example(name: str) -> dict[str, Any]:
    """One row with something that fits in every column of a table."""
    table = catalogue().schema[name]
    cells = {
        "VARCHAR": "words",
        "DATE": date(2024, 10, 1),
        "TIMESTAMP": datetime(2024, 10, 1, 12, tzinfo=UTC).replace(tzinfo=None),
        "DOUBLE": 2.0,
        "INTEGER": 1,
        "BIGINT": 10**17 + 1,
        "BOOLEAN": True,
    }
    row: dict[str, Any] = {name: cells[rule.kind] for name, rule in table.columns.items()}
    row |= {name: words[0] for name, words in table.values.items()}
    for column in {"country_code"} & set(row):
        row[column] = "BR"
    if "currency" in row:
        row["currency"] = "BRL"
    if "page_id" in row:
        row["page_id"] = "100000000000000001"
    if "time_zone" in row:
        row["time_zone"] = "America/Sao_Paulo"
    for local, at in (("starts_local", "starts_at"), ("ends_local", "ends_at")):
        if local in row:
            row[at] = row[local] + timedelta(hours=3)
    del row["source_id"]
    return row


@pytest.mark.parametrize("name", sorted(facts()))
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_that_every_table_of_the_format_comes_back_as_it_was_exported(
    tmp_path: Path, name: str, kind: str
) -> None:
    row = example(name)
    frame = pl.DataFrame([row])
    path = tmp_path / f"{name}_2024-10.part2.{kind}"
    frame.write_csv(path) if kind == "csv" else frame.write_parquet(path)
    found = importer_of(source(path))
    assert found is not None
    assert found[0] == "canonical"
    rows, intake = held(path)
    assert not intake.problems
    assert rows == [row | {"source_row": 2 if kind == "csv" else 1}]
    assert intake.title == catalogue().schema[name].title


def test_that_a_header_which_fits_one_table_is_enough(tmp_path: Path) -> None:
    batches, _ = taken(labels(tmp_path, LABEL.format(5), name="export of tuesday.csv"))
    assert [batch.table for batch in batches] == ["ai_label"]


def test_that_a_header_which_fits_two_tables_asks_for_a_name(tmp_path: Path) -> None:
    header = "provenance,counts_of,takedown_id,as_stated,basis"
    line = "published,networks,t1,Russia,stated"
    batches, intake = taken(labels(tmp_path, line, header=header, name="export.csv"))
    assert not batches
    assert "takedown_origin and takedown_target" in intake.problems[0].why
    named, _ = taken(labels(tmp_path, line, header=header, name="takedown_target.csv"))
    assert [batch.table for batch in named] == ["takedown_target"]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("takedown.csv", "Date,Network,Assets removed,Followers,Country"),
        ("election.csv", "date,country,election,status"),
        ("elections_2024.csv", "country_code,name,kind,first_polling_day"),
        ("notes.csv", "a,b,c"),
        ("ai_label.csv", ""),
        ("ai_label.csv", "\x89PNG"),
    ],
)
def test_that_files_of_other_kinds_are_left_to_others(
    tmp_path: Path, name: str, header: str
) -> None:
    assert not IMPORTER.recognises(source(labels(tmp_path, header=header, name=name)))


def test_that_left_out_bounds_qualifier_and_cell_are_filled_by_the_rule(tmp_path: Path) -> None:
    header = f"{LABELS},lower,upper,qualifier,cell"
    rows, intake = held(
        labels(
            tmp_path,
            f"{LABEL.format(5)},,,,",
            f"{LABEL.format(20)},,,more_than,",
            f"{LABEL.format(20)},,,about,",
            f"{LABEL.format('')},4,8,,",
            f"{LABEL.format('')},,,exact,suppressed",
            f"{LABEL.format('')},,,,",
            header=header,
        )
    )
    told = [(r["value"], r["lower"], r["upper"], r["qualifier"], r["cell"]) for r in rows]
    assert told == [
        (5.0, 5.0, 5.0, "exact", "observed"),
        (20.0, 20.0, None, "more_than", "observed"),
        (20.0, 15.0, 25.0, "about", "observed"),
        (None, 4.0, 8.0, "range", "observed"),
        (None, None, None, "exact", "suppressed"),
    ]
    assert places(intake) == [(7, "value", None)]
    without, _ = held(labels(tmp_path, LABEL.format(5)))
    assert (without[0]["lower"], without[0]["qualifier"], without[0]["cell"]) == (
        5.0,
        "exact",
        "observed",
    )


def test_that_each_bad_cell_is_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    good = LABEL.format(5)
    rows, intake = held(
        labels(
            tmp_path,
            good,
            LABEL.format("many"),
            good.replace("BR", "QQ"),
            good.replace("2024-10-01", "01.10.2024", 1),
            good.replace("measured", "rumoured"),
            good.replace("measured", ""),
            LABEL.format("inf"),
            ",,,,,,,,,,,",
            f"{good},surplus",
            good[:40],
            LABEL.format(6),
        )
    )
    assert [row["source_row"] for row in rows] == [2, 12]
    assert {(row, column) for row, column, _ in places(intake)} == {
        (3, "value"),
        (4, "country_code"),
        (5, "period_starts_on"),
        (6, "provenance"),
        (7, "provenance"),
        (8, "value"),
        (10, None),
        (11, None),
    }
    assert intake.skipped == {"blank rows": 1}


def test_that_a_spreadsheet_s_semicolons_and_accents_and_decimal_comma_are_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ai_label.csv"
    lines = [LABELS, LABEL.format("5").replace("labels", "étiquettes"), LABEL.format("1.001#5")]
    text = "\r\n".join(line.replace(",", ";").replace("#", ",") for line in [*lines, ""])
    path.write_bytes(text.encode("cp1252"))
    rows, intake = held(path)
    assert [(row["counts_of"], row["value"]) for row in rows] == [
        ("étiquettes", 5),
        ("labels", 1001.5),
    ]
    assert intake.notes == [
        "the file is not UTF-8; it was read as Windows-1252 (Western European), as its words look",
        "numbers were read with a decimal comma, as the file writes them",
    ]


def test_that_bytes_of_another_encoding_further_down_are_named(tmp_path: Path) -> None:
    path = tmp_path / "ai_label.csv"
    first = "\n".join([LABELS, *map(LABEL.format, range(2000)), ""]).encode()
    path.write_bytes(
        b"\xef\xbb\xbf" + first + LABEL.format(5).replace("labels", "é").encode("cp1252")
    )
    rows, intake = held(path)
    assert len(rows) == 2000
    assert [place[:2] for place in places(intake)] == [(2002, None)]


def test_that_a_column_named_twice_stops_the_file(tmp_path: Path) -> None:
    batches, intake = taken(labels(tmp_path, f"{LABEL.format(5)},6", header=f"{LABELS},value"))
    assert not batches
    assert places(intake) == [(None, "value", None)]


def test_that_a_missing_required_column_is_named_and_an_unknown_one_is_left_out(
    tmp_path: Path,
) -> None:
    path = labels(tmp_path, LABEL.format(5), header=LABELS.replace("unit", "units"))
    batches, intake = taken(path)
    assert not batches
    assert sorted(p.place.column or "" for p in intake.problems) == ["unit", "units"]
    rows, intake = held(labels(tmp_path, f"{LABEL.format(5)},x", header=f"{LABELS},mood"))
    assert len(rows) == 1
    assert places(intake) == [(None, "mood", None)]


def test_that_a_table_which_the_build_computes_is_refused(tmp_path: Path) -> None:
    header = ",".join(catalogue().schema["signal_day"].columns)
    batches, intake = taken(labels(tmp_path, header=header, name="signal_day.csv"))
    assert not batches
    assert "computed" in intake.problems[0].why


PERIODS = (
    "provenance,counts_of,period_id,version,country_code,rule,medium,starts_local,ends_local,"
    "time_zone,imposed_by,confidence,known_from_at"
)
PERIOD = (
    "published,p,{},1,FR,electoral_silence,all,{},{},Europe/Paris,law,high,2024-06-01T02:00+02:00"
)


def test_that_moments_with_zones_become_utc_and_local_times_carry_none(tmp_path: Path) -> None:
    rows, intake = held(
        labels(
            tmp_path,
            PERIOD.format("a", "2024-06-29T00:00", "2024-06-29 24:00"),
            PERIOD.format("b", "2024-06-29T00:00+02:00", "2024-06-30T20:00"),
            header=PERIODS,
            name="restriction_period.csv",
        )
    )
    assert [row["period_id"] for row in rows] == ["a"]
    assert rows[0]["known_from_at"] == datetime.fromisoformat("2024-06-01T00:00")
    assert rows[0]["ends_local"] == datetime.fromisoformat("2024-06-30T00:00")
    assert rows[0]["starts_at"] == datetime.fromisoformat("2024-06-28T22:00")
    assert rows[0]["ends_at"] == datetime.fromisoformat("2024-06-29T22:00")
    assert [place[:2] for place in places(intake)] == [(3, "starts_local")]


def test_that_identifiers_keep_their_digits_or_are_refused(tmp_path: Path) -> None:
    row = example("ad_page") | {"page_id": "123456789012345678", "ad_count": "7.0"}
    path = tmp_path / "ad_page.csv"
    damaged = row | {"page_id": "1.23457E+17"}
    pl.DataFrame([row, damaged]).write_csv(path)
    rows, intake = held(path)
    assert [(found["page_id"], found["ad_count"]) for found in rows] == [("123456789012345678", 7)]
    assert places(intake) == [(3, "page_id", "1.23457E+17")]


def test_that_parquet_types_become_the_format_s_or_the_column_is_named(tmp_path: Path) -> None:
    row = example("ad_page")
    frame = pl.DataFrame([row]).with_columns(
        pl.lit(123456789012345678).alias("page_id"),
        pl.lit(datetime(2024, 10, 1, tzinfo=UTC)).alias("window_ends_on"),
        pl.col("spend_lower").cast(pl.Decimal(10, 2)),
        pl.col("platform").cast(pl.Categorical),
        pl.lit(1.5).alias("page_name"),
        pl.lit("7").alias("ad_count"),
    )
    path = tmp_path / "ad_page.parquet"
    frame.write_parquet(path)
    rows, intake = held(path)
    assert rows[0]["page_id"] == "123456789012345678"
    assert (rows[0]["window_ends_on"], rows[0]["spend_lower"]) == (date(2024, 10, 1), 2.0)
    assert (rows[0]["ad_count"], rows[0]["page_name"]) == (7, None)
    assert places(intake) == [(None, "page_name", None)]
    frame.with_columns(pl.lit(1.23e17).alias("page_id")).write_parquet(path)
    batches, intake = taken(path)
    assert not batches
    assert (None, "page_id", None) in places(intake)


def test_that_parquet_cells_that_are_no_numbers_or_whole_numbers_are_named(tmp_path: Path) -> None:
    row = example("ad_page")
    frame = pl.DataFrame([row, row, row]).with_columns(
        pl.Series("spend_lower", [1.0, float("nan"), 1.0]), pl.Series("ad_count", [1.0, 1.0, 1.5])
    )
    path = tmp_path / "ad_page.parquet"
    frame.write_parquet(path)
    rows, intake = held(path)
    assert [row["source_row"] for row in rows] == [1]
    assert {place[:2] for place in places(intake)} == {(2, "spend_lower"), (3, "ad_count")}


def test_that_a_damaged_parquet_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "ai_label.parquet"
    pl.DataFrame([example("ai_label")]).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])
    batches, intake = taken(path)
    assert not batches
    assert "Parquet" in intake.problems[0].what
    path.write_bytes(b"PAR1")
    assert taken(path)[1].problems


def test_that_a_table_inside_an_archive_is_read(tmp_path: Path) -> None:
    inner = tmp_path / "ai_label.parquet"
    pl.DataFrame([example("ai_label")]).write_parquet(inner)
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.write(inner, "ai_label.parquet")
    found = Source("export.zip!ai_label.parquet", archive, "ai_label.parquet")
    intake = Intake(found.path)
    batches = list(IMPORTER.read(found, intake))
    assert [batch.frame.height for batch in batches] == [1]


def test_that_the_weakest_provenance_and_the_period_describe_the_file(tmp_path: Path) -> None:
    _, intake = held(
        labels(
            tmp_path,
            LABEL.format(5),
            LABEL.format(5).replace("measured", "synthetic").replace("2024-10", "2023-01"),
        )
    )
    assert intake.provenance == "synthetic"
    assert (str(intake.period_starts_on), str(intake.period_ends_on)) == (
        "2023-01-01",
        "2024-10-01",
    )


def test_that_a_large_file_streams_in_bounded_batches(tmp_path: Path) -> None:
    path = tmp_path / "ai_label.csv"
    count = 120_000
    with path.open("w", encoding="utf-8") as stream:
        stream.write(LABELS + "\n")
        stream.writelines(LABEL.format(number) + "\n" for number in range(count))
    intake = Intake(path.name)
    heights = [batch.frame.height for batch in IMPORTER.read(source(path), intake)]
    assert (sum(heights), intake.rows_read) == (count, count)
    assert max(heights) * len(LABEL.format(0)) <= BLOCK_BYTES < path.stat().st_size
    typed = tmp_path / "ai_label.parquet"
    rows = pl.read_csv(path)
    pl.concat([rows, rows, rows]).write_parquet(typed, row_group_size=3 * count)
    intake = Intake(typed.name)
    heights = [batch.frame.height for batch in IMPORTER.read(source(typed), intake)]
    assert (sum(heights), intake.rows_read) == (3 * count, 3 * count)
    assert max(heights) <= TYPED_ROWS < 2 * count


@pytest.mark.parametrize("header", ["", ",cell"])
def test_that_a_removed_network_is_observed_unless_it_says_otherwise(
    tmp_path: Path, header: str
) -> None:
    columns = "provenance,counts_of,takedown_id,network,kind,announced_on,date_precision,networks"
    line = f"published,networks,t1,One,cib,2024-10-01,day,1{',' if header else ''}"
    rows, intake = held(labels(tmp_path, line, header=columns + header, name="takedown.csv"))
    assert not intake.problems
    assert [row["cell"] for row in rows] == ["observed"]


def test_that_days_as_a_spreadsheet_writes_them_are_read_where_the_file_proves_the_order(
    tmp_path: Path,
) -> None:
    path = tmp_path / "user_report.csv"
    row = example("user_report")
    days = (("10/1/2024", "10/9/2024"), ("10/10/2024", "10/27/2024 0:00"))
    pl.DataFrame(
        [row | {"period_starts_on": first, "period_ends_on": last} for first, last in days]
    ).write_csv(path)
    rows, intake = held(path)
    assert [(found["period_starts_on"], found["period_ends_on"]) for found in rows] == [
        (date(2024, 10, 1), date(2024, 10, 9)),
        (date(2024, 10, 10), date(2024, 10, 27)),
    ]
    assert not intake.problems


def test_that_days_whose_order_nothing_proves_are_refused_with_both_readings(
    tmp_path: Path,
) -> None:
    path = tmp_path / "user_report.csv"
    row = example("user_report") | {"period_starts_on": "10/1/2024", "period_ends_on": "10/9/2024"}
    pl.DataFrame([row]).write_csv(path)
    rows, intake = held(path)
    assert rows == []
    (problem,) = intake.problems
    assert "2024-10-01 or 2024-01-10" in problem.why
    assert (problem.place.row, problem.place.column) == (2, "period_starts_on")
