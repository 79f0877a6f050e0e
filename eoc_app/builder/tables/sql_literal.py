"""Values as they stand in SQL."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any


def literal(value: Any) -> str:
    """A value as an SQL literal."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"timestamp '{value}'"
        case date():
            return f"date '{value}'"
        case int() | float():
            return repr(value)
        case _:
            return "'" + str(value).replace("'", "''") + "'"
