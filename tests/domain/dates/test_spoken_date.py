"""Dates in people's words are read with the precision that they have, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.dates import spoken_date


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("Sept. 9, 2001", "2001-09-09", "2001-09-09", "day"),
        ("June 8, 2023", "2023-06-08", "2023-06-08", "day"),
        ("4 May 2017", "2017-05-04", "2017-05-04", "day"),
        ("21st May, 2022", "2022-05-21", "2022-05-21", "day"),
        ("2024-11-05", "2024-11-05", "2024-11-05", "day"),
        ("2024-11-05 00:00:00", "2024-11-05", "2024-11-05", "day"),
        ("Tuesday, November 5, 2024", "2024-11-05", "2024-11-05", "day"),
        ("23\u201326 May 2019", "2019-05-23", "2019-05-26", "day"),
        ("11 April \u2013 19 May 2019", "2019-04-11", "2019-05-19", "day"),
        ("Dec 28, 2019 - Jan 4, 2020", "2019-12-28", "2020-01-04", "day"),
        ("2019-03..2019-05-29", "2019-03-01", "2019-05-29", "day"),
        ("May 2022", "2022-05-01", "2022-05-31", "month"),
        ("Feb 2024", "2024-02-01", "2024-02-29", "month"),
        ("2020[6][7]", "2020-01-01", "2020-12-31", "year"),
        ("October 2021[note 2]", "2021-10-01", "2021-10-31", "month"),
    ],
)
def test_that_a_date_is_read_with_its_precision(
    text: str, first: str, last: str, precision: str
) -> None:
    found = spoken_date.parse(text)
    assert found is not None
    assert (found.starts_on.isoformat(), found.ends_on.isoformat()) == (first, last)
    assert found.precision == precision


@pytest.mark.parametrize(
    "text",
    ["03/04/2020", "Feb. 29, 2021", "2019-02-30", "Juneteenth 2020", "Ju 2020", "2022-13", "0000",
     "26-23 May 2019", "18 and 25 April 2020", "soon", "", "None"],
)  # fmt: skip
def test_that_what_would_have_to_be_guessed_is_none(text: str) -> None:
    assert spoken_date.parse(text) is None


def test_that_a_weekday_of_another_day_is_a_contradiction() -> None:
    assert spoken_date.parse("Monday, Nov. 5, 2024") is None


def test_that_words_that_a_day_cannot_say_are_kept() -> None:
    found = spoken_date.parse("by May 2022")
    assert found is not None
    assert (found.vague, found.precision) == ("by", "month")


@pytest.mark.parametrize("text", ["None", "", " TBD ", "n/a", "\u2014", "no data", "[3]"])
def test_that_words_for_no_date_are_known(text: str) -> None:
    assert spoken_date.says_no_date(text)


def test_that_a_year_is_found_in_words_only_where_there_is_one() -> None:
    found = spoken_date.year_within("2020 general")
    assert found is not None
    assert found.starts_on == date(2020, 1, 1)
    assert spoken_date.year_within("2020 and 2024 general") is None
    assert spoken_date.year_within("general") is None
    assert spoken_date.year_within("120205 votes") is None


@given(st.dates(date(1000, 1, 1)))
def test_that_every_day_is_read_back_from_each_way_to_write_it(day: date) -> None:
    for form in ("%Y-%m-%d", "%B {0}, %Y", "%b. {0}, %Y", "{0} %B %Y", "%A, {0} %b %Y"):
        found = spoken_date.parse(day.strftime(form).format(day.day))
        assert found is not None, form
        assert (found.starts_on, found.ends_on, found.precision) == (day, day, "day")
