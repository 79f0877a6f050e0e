"""People who moderate content, by language, as the harmonised DSA report counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from eoc_app.domain.figures import quantity

TOTALS: Final = frozenset({"total", "total number", "all"})
_METRICS: Final = (
    ("internal", "moderators_internal"),
    ("external", "moderators_external"),
    ("linguistic expertise", "moderators"),
)


def counts_moderators(row: Mapping[str, str]) -> bool:
    """Whether a row of indicator, scope and value is of the report's table of human resources."""
    return "moderator" in row.get("indicator", "").casefold()


def moderators(row: Mapping[str, str]) -> list[dict[str, Any]] | str:
    """The figure of a row of the table of human resources, or what keeps it out."""
    said, scope = row["indicator"].casefold(), row["scope"].casefold().strip()
    metric = next((metric for words, metric in _METRICS if words in said), None)
    if metric is None:
        return "its indicator is neither of moderators in or outside the house nor of languages"
    is_total = scope in TOTALS
    if not is_total and (metric != "moderators" or not re.fullmatch(r"[a-z]{2,3}", scope)):
        return "its scope is neither the total nor the code of a language"
    figure = quantity.parse(row["value"])
    if figure is None:
        return "its value is no figure"
    return [
        {
            "counts_of": f"{row['indicator'].strip()}, as the provider reports",
            "scope": "eu",
            "country_code": None,
            "language": None if is_total else scope,
            "function": "reviewers",
            "metric": metric if is_total else "moderators_of_language",
            "value": figure.value,
            "lower": figure.lower,
            "upper": figure.upper,
            "qualifier": figure.qualifier,
            "unit": "people",
        }
    ]
