"""What panels are given, as arrays: the same scores, and no numpy before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from eoc_app.method.what_if_scores import what_if
from eoc_app.panels.kit.country_scores import scores
from eoc_app.panels.kit.day_severities import severities_of
from tests.conftest import REPOSITORY
from tests.made_method import METHOD
from tests.panels.frames import contest, frame, given, reading


def test_that_panels_frames_give_the_scores_that_panels_show() -> None:
    rows = [
        reading("a", 15), reading("b", 12),
        reading("a", None, "GE", lower=5, upper=30), reading("b", 40, "GE", provenance="synthetic"),
        reading("b", 3, "MD"),
    ]  # fmt: skip
    asked = given(
        frame("readings_filtered", *rows),
        frame("watched", *[(code, code, "UTC") for code in ("GE", "KE", "MD", "SN")]),
        frame("contests", contest("GE"), contest("KE")),
        method=METHOD,
    )
    known = severities_of(asked)
    assert known.codes == ("GE", "KE", "MD", "SN")
    assert known.synthetic == (True, False, False, False)
    shown = scores(asked)
    again = what_if(known, {})
    assert [one.country_code for one in again] == [one.country_code for one in shown]
    for one, two in zip(again, shown, strict=True):
        assert (one.score is None) == (two.score is None)
        assert (one.score or 0) == pytest.approx(two.score or 0, abs=1e-9)
        assert one.coverage == pytest.approx(two.coverage)


def test_that_numpy_is_loaded_by_the_first_draw_and_not_before() -> None:
    script = (
        "import sys, eoc_app.method.draws, eoc_app.method.effective_weights\n"
        "import eoc_app.method.what_if_scores\n"
        "sys.exit('numpy' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], check=False, cwd=REPOSITORY).returncode == 0
    )
