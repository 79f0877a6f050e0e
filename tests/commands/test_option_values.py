from __future__ import annotations

import pytest

from eoc_app.commands import values
from eoc_app.core.problem import Problem


@pytest.mark.parametrize("text", ["threat=0.5", "threat=0,5"])
def test_that_a_weight_is_read_with_point_and_with_comma(text: str) -> None:
    assert values.weight(text) == ("threat", 0.5)


def test_that_a_number_with_two_readings_is_refused_with_both() -> None:
    with pytest.raises(Problem, match="cannot be used") as refused:
        values.positive("1,234")
    assert "may be 1234 or 1.234" in refused.value.why


@pytest.mark.parametrize(
    ("text", "why", "remedy"),
    [
        ("Österreich", "is not an ISO 3166 code or an English name", "write AT (Austria)"),
        ("Scotland", "part of a country", "write GB (United Kingdom)"),
        ("Korea", "more than one country", "write KP (North Korea) or KR (South Korea)"),
        (
            "Atlantis",
            "is not an ISO 3166 code or an English name",
            "use a two-letter code such as GE",
        ),
    ],
)
def test_that_a_country_that_is_not_known_is_told_with_what_may_be_meant(
    text: str, why: str, remedy: str
) -> None:
    with pytest.raises(Problem) as refused:
        values.country(text)
    assert why in refused.value.why
    assert refused.value.remedy == remedy
