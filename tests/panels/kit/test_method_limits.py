"""What a score cannot see, and by which method it is, stands under every score."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from eoc_app.domain.risk.method_parts import MeasuredRate
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.panels.kit.method_limits import cannot_see, with_limits
from eoc_app.panels.method.method_words import rules
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.views.header_view import HeaderView
from tests.snapshots import views_of


def test_that_every_score_says_its_method_and_what_that_cannot_see(small_snapshot: Path) -> None:
    views = views_of(small_snapshot)
    stated = catalogue().stated_method
    assert stated.method.cannot_see
    for name in ("headline", "ranking", "risk"):
        for sentence in (*stated.method.cannot_see, "Method platform 2.1 cannot see"):
            assert sentence in views[name].footnote, name
    listed = views["method"].as_table().footnote
    assert "Profile: platform 2.1" in listed
    assert f"Cannot see: {'; '.join(stated.method.cannot_see)}." in listed
    assert "Measured: nothing" in listed
    header = views["header"]
    assert isinstance(header, HeaderView)
    assert (header.method, header.method_digest) == ("platform 2.1", stated.digest)
    facts = {row[0].text: row[1].text for row in header.as_table().rows}
    assert facts["method"] == "platform 2.1"


def test_that_a_method_of_before_profiles_adds_nothing() -> None:
    assert cannot_see(METHOD_1) == ""
    assert with_limits(METHOD_1, "As it is.") == "As it is."
    assert "Cannot see" not in dict(rules(METHOD_1, {}, ""))


def test_that_a_band_is_told_with_its_rate_its_interval_and_its_count() -> None:
    method = catalogue().method
    low = replace(method.bands[0], measured=MeasuredRate(120, 0.1, 0.06, 0.17))
    text = dict(rules(replace(method, bands=(low, *method.bands[1:])), {}, ""))["Measured"]
    assert "Low 10\u202f% (6.0\u202f% to 17\u202f%, 120 elections), Guarded not measured" in text
