"""A method profile is read whole; whatever keeps it from being used is named with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.domain.risk.judged_signals import judged_signals
from eoc_app.domain.risk.method_parts import MeasuredRate
from eoc_app.snapshot.catalogue import Catalogue, catalogue
from eoc_app.snapshot.method_profiles import read_profile, stated_method

PLATFORM_FILE = catalogue().root / "methods" / "platform.toml"
TEXT = catalogue().stated_method.text
ADS = "ads_without_disclaimer_share"
LOW = "probability = 0.05\n"
KILLED_TWICE = """
[[indicators]]
signal = "candidates_killed"
dimension = "threat"
watch = 1.0
alert = 2.0
weight = 1.0
because = "It is rare."

[stakes]"""


def measured(count: int, rate: float, lower: float, upper: float) -> tuple[str, str]:
    """The change that says what was measured of the band Low."""
    named = f"count = {count}, rate = {rate}, lower = {lower}, upper = {upper}"
    return (LOW, f"{LOW}measured = {{ {named} }}\n")


def read(path: Path, *changes: tuple[str, str]) -> Problem | None:
    """What is wrong with the platform's profile after these changes of its text."""
    text = TEXT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")
    try:
        read_profile(path, catalogue().described, remedy="give the path of a file")
    except Problem as problem:
        return problem
    return None


def test_that_the_profile_is_read_with_the_text_that_states_it(tmp_path: Path) -> None:
    stated = catalogue().stated_method
    assert stated.method.name == "platform"
    assert stated.text == PLATFORM_FILE.read_text(encoding="utf-8")
    assert stated_method(stated.text, "x") == stated
    assert read(tmp_path / "desk.toml") is None


def test_that_headers_judge_nothing_and_the_profile_what_it_lists() -> None:
    assert all(signal.judge is None for signal in catalogue().described.values())
    method = catalogue().method
    judged = judged_signals(method, catalogue().described)
    assert list(judged) == list(catalogue().described)
    named = {name for name, signal in judged.items() if signal.judge is not None}
    assert named == {indicator.signal for indicator in method.indicators}
    for indicator in method.indicators:
        signal = judged[indicator.signal]
        assert signal.judge is not None
        limits = (signal.judge.watch, signal.judge.alert, signal.judge.weight)
        assert limits == (indicator.watch, indicator.alert, indicator.weight)
        assert signal.judge.fresh_days == signal.fresh_days
        assert (signal.dimension, signal.effort_note) == (
            indicator.dimension,
            indicator.effort_note,
        )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("version =", "versoin ="), "version"),
        (("scale = 10.0", "scale = 10.0\ncolour = 'red'"), "unknown keys ['colour']"),
        (("higher_risk =", "higher_rsik ="), "unknown keys ['stakes.higher_rsik']"),
        (('name = "low"', 'name = "low"\ncolour = "red"'), "unknown keys ['bands.colour']"),
        (("weight = 2.0\n", "wieght = 2.0\n"), "weight` - at `$.indicators[0]`"),
        (("weight = 2.0\n", "weight = 2.0\nheed = 1\n"), "unknown keys ['indicators.heed']"),
        (("local = 0.4", "locla = 0.4"), "kinds of election"),
        (("floor = 4.0", "floor = 9.0"), "floors of bands"),
        (('name = "low"', 'name = "calm"'), "calm"),
        (("scale = 10.0", "scale = "), "Invalid value"),
        (("scale = 10.0", "scale = nan"), "scale"),
        (("[severity]", f"deep = {'[' * 5000}{']' * 5000}\n[severity]"), "recursion"),
        (('name = "platform"', 'name = "Our Desk"'), "the name 'Our Desk'"),
        (('"arithmetic"\n', '"geometric"\n'), "geometric"),
        (("watch = 0.05\n", "watch = 0.5\n"), f"{ADS}: thresholds 0.5 and 0.2 do not rise"),
        (("watch = 0.05\n", "watch = -1.0\n"), "thresholds -1.0 and 0.2 do not rise"),
        (("alert = 0.2\n", "alert = inf\n"), "thresholds 0.05 and inf do not rise"),
        (("weight = 2.0\n", "weight = 0.0\n"), "the weight 0.0"),
        (("weight = 2.0\n", 'weight = "much"\n'), "$.indicators[0].weight"),
        (('dimension = "threat"', 'dimension = "stakes"'), "stakes"),
        (("\n[stakes]", KILLED_TWICE), "judged twice: candidates_killed"),
        (measured(9, 0.5, 0.6, 0.9), "a rate of 0.5 from 0.6 to 0.9"),
        (measured(0, 0.5, 0.1, 0.9), "of 0 elections"),
    ],
)  # fmt: skip
def test_that_a_profile_that_is_no_method_is_named(
    tmp_path: Path, change: tuple[str, str], why: str
) -> None:
    problem = read(tmp_path / "desk.toml", change)
    assert problem is not None
    assert why in problem.why
    assert problem.place.file == "desk.toml"


@pytest.mark.parametrize(
    ("change", "key", "value", "why"),
    [
        ((ADS, "ads_withuot_disclaimer"), "signal", "ads_withuot_disclaimer", "no signal named"),
        ((ADS, "ads_listed"), "signal", "ads_listed", "a signal of effort: only harm is judged"),
        ((ADS, "reminder_reach"), "signal", "reminder_reach", "a signal of protective"),
        (("\nweight = 0.5\n\n[dimensions.stakes]", "\nweight = 0.6\n\n[dimensions.stakes]"),
         "dimensions", "0.6 + 0.3 + 0.2", "add up to 1.1 and not to 1"),
        (('because = "One ad in twenty', 'because = ""\n# "'), "signal", ADS, "come from"),
    ],
)  # fmt: skip
def test_that_a_profile_that_does_not_fit_the_signals_is_named_with_its_place(
    tmp_path: Path, change: tuple[str, str], key: str, value: str, why: str
) -> None:
    problem = read(tmp_path / "desk.toml", change)
    assert problem is not None
    assert why in problem.why
    assert "docs/method.md" in problem.remedy
    place = problem.place
    assert (place.file, place.column, place.value) == ("desk.toml", key, value)
    lines = (tmp_path / "desk.toml").read_text(encoding="utf-8").splitlines()
    assert place.row is None or lines[place.row - 1] == f'signal = "{value}"'
    assert (place.row is None) == (key == "dimensions")


def test_that_every_fault_of_a_profile_is_told_at_once(tmp_path: Path) -> None:
    cannot_see = TEXT[TEXT.index("cannot_see = [") : TEXT.index("\n]\n") + 3]
    problem = read(
        tmp_path / "desk.toml",
        (cannot_see, ""),
        (ADS, "ads_unheard_of"),
        ('"candidates_killed"', '"ads_listed"'),
    )
    assert problem is not None
    for part in ("what it cannot see", "ads_unheard_of", "ads_listed is a signal of effort"):
        assert part in problem.why


def between(start: str, end: str) -> str:
    """The part of the profile's text from one text up to another."""
    return TEXT[TEXT.index(start) : TEXT.index(end)]


def test_that_a_profile_that_leaves_out_what_is_not_seen_is_named(tmp_path: Path) -> None:
    left_out = ('unseen = "worst"', 'unseen = "left_out"')
    with_stakes = read(tmp_path / "desk.toml", left_out)
    assert with_stakes is not None
    assert "stakes cannot be left out" in with_stakes.why
    weight = between("[dimensions.stakes]", "[dimensions.vulnerability]")
    rules = between("# Stakes are read", "# How far a rank")
    problem = read(tmp_path / "desk.toml", left_out, (weight, ""), (rules, ""))
    assert problem is not None
    assert "a country would look safer without a source" in problem.why
    assert (problem.place.column, problem.place.value) == ("unseen", "left_out")


def test_that_no_profile_assesses_by_less_than_is_promised(tmp_path: Path) -> None:
    change = ("assessable_coverage = 0.65", "assessable_coverage = 0.6")
    problem = read(tmp_path / "desk.toml", change)
    assert problem is not None
    assert "less than 65% of its signals" in problem.why
    assert (problem.place.column, problem.place.value) == ("assessable_coverage", "0.6")


def test_that_a_dimension_of_which_nothing_is_judged_has_no_weight(tmp_path: Path) -> None:
    problem = read(
        tmp_path / "desk.toml",
        *[('dimension = "vulnerability"', 'dimension = "threat"')]
        * TEXT.count('dimension = "vulnerability"'),
    )
    assert problem is not None
    assert "the dimension vulnerability has a weight and no indicator" in problem.why


def test_that_a_signal_of_a_dimension_without_a_weight_is_named(tmp_path: Path) -> None:
    start = TEXT.index("[dimensions.vulnerability]")
    problem = read(tmp_path / "desk.toml", (TEXT[start : TEXT.index("\n\n", start)], ""))
    assert problem is not None
    assert "add up to 0.8 and not to 1" in problem.why
    assert "the dimension vulnerability of candidates_killed has no weight" in problem.why


def test_that_a_signal_that_may_show_effort_is_not_judged_without_a_reason(tmp_path: Path) -> None:
    start = TEXT.index("effort_note = ", TEXT.index("[[indicators]]"))
    note = TEXT[start : TEXT.index("\n", start)]
    problem = read(tmp_path / "desk.toml", (note, ""))
    assert problem is not None
    assert "no effort_note says why" in problem.why


def test_that_a_band_may_state_what_was_measured_of_it(tmp_path: Path) -> None:
    text = TEXT.replace(*measured(120, 0.1, 0.06, 0.17))
    low, *others = stated_method(text, "desk.toml").method.bands
    assert low.measured == MeasuredRate(120, 0.1, 0.06, 0.17)
    assert {band.measured for band in others} == {None}


def test_that_every_profile_of_the_program_can_be_used_by_the_name_of_its_file() -> None:
    names = catalogue().profile_names
    assert "platform" in names
    for name in names:
        profile = catalogue().profile(Path(name))
        assert profile.method.name == name
        assert profile == catalogue().own_profile(name)
    assert catalogue().profile(PLATFORM_FILE) == catalogue().stated_method


def test_that_a_reader_knows_the_method_without_the_headers_of_signals() -> None:
    queries = Catalogue(catalogue().root)
    assert queries.method == catalogue().own_profile("platform").method
    assert not {"described", "signal_queries"} & vars(queries).keys()


def test_that_a_file_that_is_not_called_as_its_profile_is_named(tmp_path: Path) -> None:
    shutil.copytree(catalogue().root, tmp_path / "queries")
    methods = tmp_path / "queries" / "methods"
    shutil.copyfile(methods / "platform.toml", methods / "public.toml")
    queries = Catalogue(tmp_path / "queries")
    assert {"platform", "public"} <= set(queries.profile_names)
    with pytest.raises(Problem) as caught:
        queries.profile(Path("public"))
    assert "public.toml says that its name is platform" in caught.value.why


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_that_a_profile_that_is_gone_or_no_text_is_named(
    tmp_path: Path, content: bytes | None
) -> None:
    (tmp_path / "methods").mkdir()
    if content is not None:
        (tmp_path / "methods" / "platform.toml").write_bytes(content)
    with pytest.raises(Problem) as caught:
        _ = Catalogue(tmp_path).stated_method
    assert caught.value.place.file == "platform.toml"
    assert "came with the program" in caught.value.remedy
