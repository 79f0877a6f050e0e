from __future__ import annotations

import pytest

from eoc_app.commands import values
from eoc_app.problem import Problem


@pytest.mark.parametrize("text", ["threat=0.5", "threat=0,5"])
def test_that_a_weight_is_read_with_point_and_with_comma(text: str) -> None:
    assert values.weight(text) == ("threat", 0.5)


def test_that_a_number_with_two_readings_is_refused_with_both() -> None:
    with pytest.raises(Problem, match="cannot be used") as refused:
        values.positive("1,234")
    assert "may be 1234 or 1.234" in refused.value.why
