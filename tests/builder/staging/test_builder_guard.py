"""The guard: every batch is held to its table's contract."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.staging.batch_cells import LARGE, clean, typed
from eoc_app.builder.staging.guard import NAMED_PROBLEMS, Guard
from eoc_app.snapshot.catalogue import ColumnRule, Table


def table(**kinds: str) -> Table:
    columns = {
        name: ColumnRule(name, kind.removesuffix("!"), kind.endswith("!"), f"the {name}")
        for name, kind in {"source_id": "INTEGER!", "source_row": "BIGINT", **kinds}.items()
    }
    values = {"cell": ("observed", "suppressed"), "scope": ("country", "world")}
    held: dict[str, tuple[str, ...]] = {n: w for n, w in values.items() if n in columns}
    return Table("t", "T", "f", "measure", ("source_row",), (), columns, held, "", "")


def held(rules: Table, **columns: Sequence[object]) -> tuple[pl.DataFrame, Intake]:
    frame = pl.DataFrame(columns, strict=False)
    if "source_row" not in frame.columns:
        frame = frame.with_row_index("source_row", 2)
    intake = Intake("f.csv")
    each, common = Guard(intake).hold(rules, frame)
    return each.with_columns(pl.lit(value).alias(name) for name, value in common.items()), intake


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("BIGINT", "18", 18),
        ("BIGINT", " 18\u200b", 18),
        ("DOUBLE", "1e3", 1000.0),
        ("BOOLEAN", "TRUE", True),
        ("BOOLEAN", "no", False),
        ("DATE", "2024-11-05", date(2024, 11, 5)),
        ("TIMESTAMP", "2024-11-05T06:00:00", datetime(2024, 11, 5, 6)),
        ("TIMESTAMP", "2024-11-05 06:00", datetime(2024, 11, 5, 6)),
        ("TIMESTAMP", "2024-11-05", datetime(2024, 11, 5)),
        ("TIMESTAMP", "2024-11-05T06:00:00Z", datetime(2024, 11, 5, 6)),
        ("TIMESTAMP", "2024-11-05T06:00:00+02:00", datetime(2024, 11, 5, 4)),
        ("VARCHAR", "\ufeffCafe\u0301 ", "Café"),
        ("VARCHAR", "", None),
        ("DATE", "  ", None),
    ],
)
def test_that_text_becomes_the_value_that_it_spells(kind: str, text: str, value: object) -> None:
    frame, intake = held(table(x=kind), x=[text])
    assert frame["x"].to_list() == [value]
    assert intake.problems == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("BIGINT", "1.5"),
        ("INTEGER", "3000000000"),
        ("DOUBLE", "nan"),
        ("DOUBLE", "inf"),
        ("DOUBLE", "≤100"),
        ("BOOLEAN", "maybe"),
        ("DATE", "2024-02-30"),
        ("DATE", "05/11/2024"),
        ("TIMESTAMP", "soon"),
    ],
)
def test_that_text_that_spells_no_value_is_named(kind: str, text: str) -> None:
    frame, intake = held(table(x=kind), x=[text, None])
    assert frame["x"].to_list() == [None]
    (problem,) = intake.problems
    assert (problem.place.row, problem.place.column, problem.place.value) == (2, "x", text)


def test_that_an_instant_with_a_zone_is_stored_in_utc() -> None:
    moment = datetime(2024, 5, 1, 1, tzinfo=timezone(timedelta(hours=3)))
    frame, _ = held(table(x="TIMESTAMP"), x=[moment])
    assert frame["x"].to_list() == [datetime(2024, 4, 30, 22)]


@pytest.mark.parametrize(
    ("rules", "row"),
    [
        (table(x="VARCHAR!"), {"x": " "}),
        (table(country_code="VARCHAR"), {"country_code": "UK"}),
        (table(cell="VARCHAR", value="DOUBLE"), {"cell": "hidden", "value": 1.0}),
        (table(cell="VARCHAR", value="DOUBLE"), {"cell": "suppressed", "value": 1.0}),
        (
            table(period_starts_on="DATE", period_ends_on="DATE"),
            {"period_starts_on": "2024-02-02", "period_ends_on": "2024-02-01"},
        ),
        (table(lower="DOUBLE", upper="DOUBLE"), {"lower": 2.0, "upper": 1.0}),
        (
            table(value="DOUBLE", lower="DOUBLE", upper="DOUBLE"),
            {"value": 3.0, "lower": 1.0, "upper": 2.0},
        ),
        (table(spend_lower="DOUBLE", spend_upper="DOUBLE"), {"spend_lower": 2, "spend_upper": 1}),
        (table(ad_count="BIGINT"), {"ad_count": -1}),
        (table(page_rows="BIGINT"), {"page_rows": -1}),
        (table(spend="DOUBLE"), {"spend": -0.5}),
        (table(spend_lower="DOUBLE"), {"spend_lower": -1.0}),
        (table(followers="DOUBLE"), {"followers": -1.0}),
        (table(value="DOUBLE"), {"value": -1.0}),
        (table(value="DOUBLE", unit="VARCHAR"), {"value": -1.0, "unit": "reports"}),
        (table(lower="DOUBLE", unit="VARCHAR"), {"lower": -0.1, "unit": "share"}),
        (
            table(scope="VARCHAR", country_code="VARCHAR"),
            {"scope": "world", "country_code": "KE"},
        ),
        (
            table(scope="VARCHAR", country_code="VARCHAR"),
            {"scope": "country", "country_code": None},
        ),
    ],
)
@pytest.mark.parametrize("copies", [1, LARGE])
def test_that_a_row_that_breaks_a_rule_is_left_out(
    rules: Table, row: dict[str, object], copies: int
) -> None:
    frame, intake = held(rules, **{name: [value] * copies for name, value in row.items()})
    assert frame.height == 0
    assert len(intake.problems) == min(copies, NAMED_PROBLEMS)
    assert intake.problems[0].place.row == 2


def test_that_only_points_of_percentage_may_be_below_nothing() -> None:
    rules = table(value="DOUBLE", lower="DOUBLE", upper="DOUBLE", unit="VARCHAR")
    frame, intake = held(
        rules,
        value=[-12.0, None],
        lower=[-12.5, -3],
        upper=[-11.5, 1],
        unit=["percentage_points"] * 2,
    )
    assert frame.height == 2
    assert intake.problems == []


def test_that_a_large_batch_is_held_as_a_small_one_is() -> None:
    rules = table(country_code="VARCHAR", x="VARCHAR", n="DOUBLE", day="DATE")
    codes = ["KE"] * (LARGE - 1) + ["QQ"]
    count = [str(number) for number in range(LARGE)]
    frame, intake = held(
        rules, country_code=codes, x=[" a "] * LARGE, n=count, day=["2024-01-01"] * LARGE
    )
    assert frame.height == LARGE - 1
    assert frame.row(5, named=True) == {
        "source_row": 7,
        "country_code": "KE",
        "x": "a",
        "n": 5.0,
        "day": date(2024, 1, 1),
    }
    assert [problem.place.value for problem in intake.problems] == ["QQ"]


def test_that_an_unknown_column_is_a_bug_of_the_importer() -> None:
    with pytest.raises(ValueError, match="colour"):
        held(table(x="VARCHAR"), colour=["red"])


def test_that_an_identifier_given_as_a_float_is_a_bug_of_the_importer() -> None:
    with pytest.raises(TypeError, match="VARCHAR"):
        held(table(x="VARCHAR"), x=[1.0])


def test_that_problems_beyond_a_thousand_are_counted() -> None:
    guard = Guard(intake := Intake("f.csv"))
    frame = pl.DataFrame({"x": ["?"] * 1500}).with_row_index("source_row", 2)
    guard.hold(table(x="DOUBLE"), frame)
    assert len(intake.problems) + guard.unnamed == 1500
    assert len(intake.problems) == NAMED_PROBLEMS


def test_that_joiners_stay_where_letters_need_them_and_nowhere_else() -> None:
    kept = "ශ්\u200dරී ලංකා"
    texts = pl.DataFrame(
        {"x": [kept, "می\u200cخواهم", "pay\u200dpal", "\u200dstart", "👩\u200d💻"]}
    )
    assert texts.select(clean(pl.col("x")))["x"].to_list() == [
        kept,
        "می\u200cخواهم",
        "paypal",
        "start",
        "👩\u200d💻",
    ]


ODD = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("e\u0301\u0327กีุ่́\u1100\u1161\u11a8\ufeff\u200bÅK \u0958\u09be\u09c7"),
    max_size=8,
)


@given(st.lists(ODD, min_size=1, max_size=20))
def test_that_every_text_is_stored_as_nfc_whatever_it_holds(texts: list[str]) -> None:
    rules = {"x": ColumnRule("x", "VARCHAR", False, "")}
    stored = typed(pl.DataFrame({"x": texts}), rules).each["x"].to_list()
    assert stored == pl.DataFrame({"x": texts}).select(clean(pl.col("x")))["x"].to_list()
    assert all(text is None or unicodedata.is_normalized("NFC", text) for text in stored)


def test_that_no_two_letters_of_indian_scripts_are_left_as_they_are_where_nfc_joins_them() -> None:
    letters = [chr(point) for point in range(0x900, 0xE00)]
    pairs = pl.DataFrame({"x": [one + other for one in letters for other in letters]})
    changed = pairs.filter(pl.col("x").str.normalize("NFC") != pl.col("x"))["x"].to_list()
    assert len(changed) > 40_000
    rules = {"x": ColumnRule("x", "VARCHAR", False, "")}
    stored = typed(pl.DataFrame({"x": changed}), rules).each["x"].to_list()
    assert all(text is None or unicodedata.is_normalized("NFC", text) for text in stored)
