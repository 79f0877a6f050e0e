"""Numbers, days and instants are printed the same everywhere, and never as what they are not."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.wording import printed as wording
from eoc_app.domain.wording.printed import MINUS, NONE, THIN

FORMS = ("count", "share", "hours", "money")
numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
odd = st.sampled_from([math.nan, math.inf, -math.inf])


def _printed(value: float) -> list[str]:
    return [
        wording.grouped(value),
        wording.grouped(value, 2),
        wording.compact(value),
        wording.share(value),
        wording.plain(value),
        *(wording.figure(value, form, "KES") for form in FORMS),
    ]


@given(numbers | odd)
def test_that_no_number_is_printed_as_minus_zero_or_as_a_word(value: float) -> None:
    for text in _printed(value):
        bare = text.replace(THIN, "").removesuffix("KES").removesuffix("h").strip(" %")
        assert "nan" not in text
        assert "inf" not in text
        assert "-" not in text, "the minus sign is a minus sign"
        assert not (bare.startswith(MINUS) and not bare.strip(f"{MINUS}0."))


@given(numbers)
def test_that_no_figure_loses_its_unit(value: float) -> None:
    assert wording.figure(value, "share", "share").endswith("%")
    assert wording.figure(value, "hours", "hours").endswith("h")
    assert wording.figure(value, "money", "KES").endswith("KES")
    assert wording.figure(value, "money", "currency of the report").endswith("of the report)")
    assert wording.figure(value, "count", "ads").endswith(" ad" if value == 1 else " ads")


@given(st.floats(min_value=1e-9, max_value=1e15))
def test_that_what_is_not_nothing_is_not_printed_as_0(value: float) -> None:
    for text in (wording.plain(value), wording.compact(value)):
        assert text.strip("0.") != ""
    for form in FORMS:
        number = wording.figure(value, form, "ads").split(THIN)[0].split(" ")[0]
        assert number.strip("0.") != ""


@given(st.floats(min_value=0.9, max_value=1, exclude_max=True))
def test_that_what_is_not_all_is_not_printed_as_100_per_cent(value: float) -> None:
    assert "100" not in wording.share(value)


@given(st.floats(min_value=1, max_value=1e15), st.integers(0, 3))
def test_that_grouping_only_sets_digits_apart(value: float, places: int) -> None:
    text = wording.grouped(value, places)
    assert float(text.replace(THIN, "")) == float(f"{value:.{places}f}")
    whole = text.split(".")[0].split(THIN)
    assert all(len(group) == 3 for group in whole[1:])
    assert 1 <= len(whole[0]) <= 3


@given(st.floats(min_value=1, max_value=1e13))
def test_that_a_compact_number_is_within_one_per_cent(value: float) -> None:
    text = wording.compact(value)
    assert len(text) <= 7
    mark = text.lstrip("0123456789.")
    size = {"": 1.0, "k": 1e3, "M": 1e6, "bn": 1e9, "tn": 1e12}[mark]
    assert float(text.removesuffix(mark)) * size == pytest.approx(value, rel=0.01)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (950, "950"), (999.9, "1k"), (12_400, "12.4k"), (3_100_000, "3.1M"), (1.2e9, "1.2bn"),
        (0, "0"), (-0.0, "0"), (-1500, f"{MINUS}1.5k"), (0.0012, "0.0012"), (0.25, "0.25"),
    ],
)  # fmt: skip
def test_that_compact_numbers_read_as_written_here(value: float, text: str) -> None:
    assert wording.compact(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.19, "19"), (0.042, "4.2"), (0.0035, "0.35"), (0, "0"), (-0.0, "0"), (1, "100"),
        (0.00001, "<0.01"), (0.9999, "99.9"), (1.2, "120"), (-0.05, f"{MINUS}5.0"),
    ],
)  # fmt: skip
def test_that_shares_read_as_written_here(value: float, text: str) -> None:
    assert wording.share(value) == f"{text}{THIN}%"


@pytest.mark.parametrize(
    ("value", "form", "unit", "text"),
    [
        (1234.0, "count", "ads", f"1{THIN}234 ads"),
        (12.34, "count", "ads", "12.3 ads"),
        (0.0333, "count", "attacks", "0.0333 attacks"),
        (-1234.4, "count", "ads", f"{MINUS}1{THIN}234 ads"),
        (50.25, "hours", "hours", f"50.2{THIN}h"),
        (0.04, "hours", "hours", f"0.04{THIN}h"),
        (18_733.4, "money", "GEL", f"18{THIN}733{THIN}GEL"),
        (0.4, "money", "GEL", f"0.4{THIN}GEL"),
        (18_733.4, "money", "several currencies", f"18{THIN}733 (several currencies)"),
        (math.nan, "count", "ads", f"{NONE} ads"),
    ],
)
def test_that_figures_read_as_written_here(value: float, form: str, unit: str, text: str) -> None:
    assert wording.figure(value, form, unit) == text


@pytest.mark.parametrize(
    ("value", "lower", "upper", "text"),
    [
        (None, None, None, ""),
        (None, 20, 30, "20 to 30 clicks"),
        (None, 20, None, "at least 20 clicks"),
        (None, None, 30, "at most 30 clicks"),
        (None, 20, 20, "20 clicks"),
        (20, 20, 20, "20 clicks"),
        (20, 20, None, "at least 20 clicks"),
        (20, 0, 20, "at most 20 clicks"),
        (20, 15, 25, "20 clicks"),
        (20, None, None, "20 clicks"),
    ],
)
def test_that_a_bound_is_never_printed_as_a_point(
    value: float | None, lower: float | None, upper: float | None, text: str
) -> None:
    assert wording.known_value(value, lower, upper, "count", "clicks") == text


def test_that_the_ends_of_a_share_both_say_per_cent() -> None:
    assert wording.bounds(0.04, 0.06, "share", "share") == f"4.0{THIN}% to 6.0{THIN}%"


@pytest.mark.parametrize(
    ("value", "lower", "upper", "qualifier", "text"),
    [
        (20e6, 20e6, None, "more_than", f"more than 20{THIN}000{THIN}000"),
        (6000, 5500, 6000, "nearly", f"nearly 6{THIN}000"),
        (0.01, 0, 0.01, "less_than", "less than 0.01"),
        (37, 37, 37, "exact", "37"),
        (None, 0.04, 0.05, "range", "0.04 to 0.05"),
        (None, None, 100, "at_most", "at most 100"),
        (None, None, None, "exact", NONE),
    ],
)
def test_that_a_figure_is_printed_as_its_source_states_it(
    value: float | None, lower: float | None, upper: float | None, qualifier: str, text: str
) -> None:
    assert wording.stated(value, lower, upper, qualifier) == text


def test_that_an_instant_names_its_zone() -> None:
    at = datetime(2024, 10, 26, 6, tzinfo=UTC)
    assert wording.moment(at) == "Sat 26 Oct 2024 06:00 UTC"
    assert wording.moment(at, "Asia/Tbilisi") == "Sat 26 Oct 10:00 Tbilisi"
    assert wording.moment(at, "Asia/Tbilisi", year=True) == "Sat 26 Oct 2024 10:00 Tbilisi"
    assert wording.moment(at, "America/Los_Angeles") == "Fri 25 Oct 23:00 Los Angeles"


def test_that_days_are_printed_the_same_everywhere() -> None:
    on = date(2024, 3, 5)
    assert (wording.day(on), wording.short_day(on)) == ("5 Mar 2024", "5 Mar")
    assert wording.weekday(on) == "Tue 5 Mar 2024"


@pytest.mark.parametrize(
    ("days", "text"), [(None, NONE), (0, "E-day"), (8, f"E{MINUS}8"), (-17, "E+17")]
)
def test_that_days_to_polling_count_down_and_then_up(days: int | None, text: str) -> None:
    assert wording.t_minus(days) == text


@pytest.mark.parametrize(
    ("lower", "upper", "text"),
    [
        (5.21, 5.83, "bounds 5.2 to 5.8"), (5.21, None, "at least 5.2"),
        (None, 5.8, "at most 5.8"), (None, None, ""), (5.21, 5.22, ""),
    ],
)  # fmt: skip
def test_that_bounds_of_a_score_are_told_where_they_are_apart(
    lower: float | None, upper: float | None, text: str
) -> None:
    assert wording.score_interval(lower, upper) == text


@given(st.lists(st.text("abc", min_size=1), max_size=8))
def test_that_no_name_is_lost_without_being_counted(names: list[str]) -> None:
    text = wording.listed(names)
    assert all(name in text for name in names[:3])
    if len(names) > 3:
        assert text.endswith(f"and {len(names) - 3} more")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "networks", "1 network"),
        (0, "networks", "0 networks"),
        (1, "people", "1 person"),
        (1, "reports a day", "1 report a day"),
        (1, "countries", "1 country"),
        (1, "series", "1 series"),
        (2, "category", "category 2"),
    ],
)
def test_that_one_thing_is_not_printed_as_many(value: float, unit: str, text: str) -> None:
    assert wording.figure(value, "count", unit) == text


def test_that_a_category_is_a_name_and_no_amount() -> None:
    assert wording.bounds(2, 3, "count", "category") == "category 2 to category 3"


def test_that_a_day_of_another_year_says_so() -> None:
    assert wording.near_day(date(2024, 10, 6), date(2024, 10, 26)) == "6 Oct"
    assert wording.near_day(date(2023, 10, 6), date(2024, 10, 26)) == "6 Oct 2023"
