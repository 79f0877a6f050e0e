"""Every measure of `make bench` runs, on little: one that fails would be missed for weeks."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks import expected_ranges, restriction_clock, risk_draws


def test_that_expected_ranges_are_measured() -> None:
    measured = expected_ranges.measured(1)
    assert measured["rows"] > 0
    assert bench.judging(measured)[0].measured


def test_that_builds_of_reports_are_measured() -> None:
    line = bench.building(2_000, 1)
    assert "rows/s" in line.measured


def test_that_draws_and_the_clock_are_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(risk_draws, "COUNTRIES", 5)
    assert risk_draws.main() == 0
    assert bench.draws(json.loads(capsys.readouterr().out.splitlines()[-1]))
    monkeypatch.setattr(restriction_clock, "PERIODS", 50)
    assert restriction_clock.main() == 0
    assert bench.clock(json.loads(capsys.readouterr().out.splitlines()[-1]))
