"""Tried weights on the command line and in briefings: stamped, and in nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.cli import run
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.panels import panels
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from tests.snapshots import NOW

AT = ("--now", "2024-10-25T18:00Z")
STAMP = "WHAT IF: Threat 0.3 (method 0.5)"

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def eoc(capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command; gives its exit code and both outputs."""

    def say(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in (*arguments, *AT)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return say


@pytest.fixture
def flow(small_snapshot: Path) -> Iterator[Flow]:
    snapshot = Snapshot(small_snapshot)
    yield Flow(snapshot)
    snapshot.close()


@pytest.mark.parametrize("name", sorted(set(panels()) - {"what_if"}))
def test_that_no_other_panel_knows_of_tried_weights(flow: Flow, name: str) -> None:
    def drawn(weights: tuple[tuple[str, float], ...]) -> bytes:
        selection = Selection(now_at=NOW, country_code="KE", weights=weights)
        (one,) = flow.draw(selection, (name,))
        assert not isinstance(one.view, Problem)
        return msgspec.msgpack.encode((one.view, one.traces))

    assert drawn(()) == drawn((("threat", 0.1), ("attacks_on_candidates", 9.0)))


def test_that_what_if_tells_its_stamp_in_both_formats(eoc: Said, small_snapshot: Path) -> None:
    code, out, err = eoc("show", small_snapshot, "what_if", "--weight", "threat=0.3")
    assert (code, err) == (0, "")
    assert out.startswith(f"{STAMP} \u00b7 ")
    code, out, err = eoc(
        "show", small_snapshot, "what_if", "--weight", "threat=0.3", "--format", "json"
    )
    assert (code, err) == (0, "")
    told = json.loads(out)
    view = told["panels"]["what_if"]["view"]
    assert (view["stamp"], view["changed"]) == (STAMP, True)
    assert told["selection"]["weights"] == [["threat", 0.3]]
    (kenya,) = [row for row in view["rows"] if row["code"] == "KE"]
    assert kenya["score"] != kenya["method_score"]


def test_that_without_weights_scores_are_those_of_the_ranking(
    eoc: Said, small_snapshot: Path
) -> None:
    _, out, _ = eoc("show", small_snapshot, "method", "--format", "json")
    told: dict[str, Any] = json.loads(out)["panels"]
    assert list(told) == ["method", "what_if"]
    rows = told["what_if"]["view"]["rows"]
    _, out, _ = eoc("show", small_snapshot, "ranking", "--format", "json")
    ranking = json.loads(out)["panels"]["ranking"]["view"]["rows"]
    assert [(row["code"], row["score"], row["rank_text"]) for row in rows] == [
        (row["code"], row["score"], row["rank_text"]) for row in ranking
    ]
    assert told["what_if"]["view"]["stamp"] == ""


def test_that_platforms_are_tried_too(eoc: Said, small_snapshot: Path) -> None:
    code, out, _ = eoc(
        "show", small_snapshot, "what_if", "--weight", "threat=0.3", "--platform", "facebook"
    )
    assert code == 0
    assert "only Facebook" in out


@pytest.mark.parametrize(
    ("view", "weights", "why"),
    [
        ("what_if", ["threat"], "is not a name, an equals sign and a number"),
        ("what_if", ["threat=much"], "is not a name, an equals sign and a number"),
        ("what_if", ["threat=-1"], "is not a name, an equals sign and a number"),
        ("what_if", ["threat=nan"], "is not a name, an equals sign and a number"),
        ("what_if", ["threat=1e308"], "is not a name, an equals sign and a number"),
        ("what_if", ["=1"], "is not a name, an equals sign and a number"),
        ("what_if", ["nothing=1"], "'nothing' is none of stakes, threat"),
        ("what_if", ["threat=1", "threat=2"], "occurs in --weight more than once"),
        ("overview", ["threat=1"], "--weight works with the view what_if only"),
    ],
)
def test_that_what_is_no_weight_is_refused(
    eoc: Said, small_snapshot: Path, view: str, weights: list[str], why: str
) -> None:
    options = [part for weight in weights for part in ("--weight", weight)]
    code, _out, err = eoc("show", small_snapshot, view, *options)
    assert code == 1
    assert why in err


def test_that_a_briefing_has_one_stamped_page_and_the_others_as_without_it(
    eoc: Said, small_snapshot: Path, tmp_path: Path
) -> None:
    plain, tried = tmp_path / "plain", tmp_path / "tried"
    assert eoc("brief", small_snapshot, "--out", plain)[0] == 0
    code, out, err = eoc("brief", small_snapshot, "--out", tried, "--what-if", "threat=0.3")
    assert (code, err) == (0, "")
    assert [Path(line).name for line in out.splitlines()] == [
        "overview.png",
        "restrictions.png",
        "what_if.png",
        "manifest.json",
    ]
    for name in ("overview.png", "restrictions.png"):
        assert (plain / name).read_bytes() == (tried / name).read_bytes()
    assert not (plain / "what_if.png").exists()
    before, manifest = (
        json.loads((folder / "manifest.json").read_text("utf-8")) for folder in (plain, tried)
    )
    assert "what_if" not in before
    assert manifest["what_if"] == {
        "stamp": STAMP,
        "weights": {"threat": 0.3},
        "picture": "what_if.png",
    }
    assert (
        manifest["method"]
        == before["method"]
        == {
            "name": "platform 2.1",
            "digest": catalogue().stated_method.digest,
        }
    )
    assert manifest["pictures"][:2] == before["pictures"]
    (page,) = manifest["pictures"][2:]
    assert (page["file"], page["view"], page["what_if"]) == ("what_if.png", "what_if", STAMP)
    assert list(page["panels"]) == ["header", "what_if"]
    assert page["selection"]["weights"] == [["threat", 0.3]]


@pytest.mark.parametrize(
    ("weight", "what"),
    [
        ("threat=x", "The weight cannot be read"),
        ("nothing=1", "The weight cannot be used"),
        ("threat=0.5", "Nothing is tried"),
    ],
)
def test_that_a_briefing_with_a_bad_weight_writes_nothing(
    eoc: Said, small_snapshot: Path, tmp_path: Path, weight: str, what: str
) -> None:
    code, out, err = eoc("brief", small_snapshot, "--out", tmp_path / "b", "--what-if", weight)
    assert (code, out) == (1, "")
    assert what in err
    assert not (tmp_path / "b").exists()
