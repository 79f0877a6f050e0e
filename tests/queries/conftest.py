"""Tables for the tests of queries."""

from __future__ import annotations

import pytest

from tests.queries.tables import Tables


@pytest.fixture
def tables() -> Tables:
    """Every table of the format, empty."""
    return Tables()
