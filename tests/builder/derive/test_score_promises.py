"""What scores promise, held to the demo: facts are altered and everything is computed again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb
import pytest

from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.domain.risk.score_explanation import UNSEEN
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.risk_view import CountryRisk, RiskView
from tests.builder.derive.recomputed import Recomputed, Scores
from tests.snapshots import NOW

SLACK: Final = 1e-9
JUDGED: Final = [
    name
    for name, one in catalogue().signals.items()
    if one.judge is not None and one.axis == "harm"
]
FACTS: Final = [name for name, table in catalogue().schema.items() if table.kind != "built"]
BEHIND: Final = sorted(
    {
        name
        for signal in JUDGED
        for name in re.findall(r"\w+", catalogue().signal_queries[signal].sql)
        if name in FACTS and "country_code" in catalogue().schema[name].columns
    }
    | {"election"}
)
"""Tables whose rows of a country can be deleted, and whose rows are in some score."""


@pytest.fixture(scope="module")
def whole(demo_snapshot: Path) -> Recomputed:
    """The demo as it is."""
    return Recomputed(demo_snapshot)


@pytest.fixture(scope="module")
def before(whole: Recomputed, demo_snapshot: Path) -> Scores:
    """The demo's scores, computed as the tests compute them."""
    found = whole.scores()
    with duckdb.connect(str(demo_snapshot), read_only=True) as connection:
        stored = connection.execute(
            "select country_code, score, coverage from score_day"
            " where day = (select max(day) from score_day)"
        ).fetchall()
    assert found == {code: (score, coverage) for code, score, coverage in stored}
    return found


@pytest.fixture
def demo(whole: Recomputed, before: Scores) -> Iterator[Recomputed]:
    """The demo, as it was again after the test."""
    assert before
    whole.connection.execute("begin")
    yield whole
    whole.connection.execute("rollback")


def looks_safer(before: Scores, after: Scores) -> list[str]:
    """Countries whose score fell or came to be, or of which more is said to be seen."""
    found = []
    for code, (score, coverage) in after.items():
        was, covered = before[code]
        # Where there was no score, any is one that makes it look better seen than it is.
        fell = score is not None and (was is None or score < was - SLACK)
        if fell or coverage > covered + SLACK:
            found.append(code)
    return found


def moved(before: Scores, after: Scores) -> set[str]:
    return {code for code in before if before[code] != pytest.approx(after[code], abs=SLACK)}


@pytest.mark.parametrize("signal", JUDGED)
def test_that_a_signal_whose_rows_are_gone_makes_no_country_look_safer(
    demo: Recomputed, before: Scores, signal: str
) -> None:
    half = demo.codes[::2]
    demo.connection.execute(
        "delete from signal_day where signal = ? and list_contains(?, country_code)", [signal, half]
    )
    after = demo.scores()
    assert moved(before, after), "the signal was in no score"
    assert moved(before, after) <= set(half)
    assert looks_safer(before, after) == []


@pytest.mark.parametrize("table", BEHIND)
def test_that_facts_of_a_country_that_are_gone_make_none_look_safer(
    demo: Recomputed, before: Scores, table: str
) -> None:
    half = demo.codes[1::2]
    demo.connection.execute(f"delete from {table} where list_contains(?, country_code)", [half])
    demo.measure(table)
    after = demo.scores()
    assert moved(before, after) <= set(half)
    assert looks_safer(before, after) == []


@pytest.mark.parametrize("signal", JUDGED)
def test_that_more_harm_lowers_no_score_and_moves_no_other_country(
    demo: Recomputed, before: Scores, signal: str
) -> None:
    half = demo.codes[::2]
    share = catalogue().signals[signal].form == "share"
    more = {
        name: f"least({name} * 1.5, denominator)" if share else f"{name} * 1.5 + 1"
        for name in ("numerator", "numerator_lower", "numerator_upper")
        if name in catalogue().schema["signal_day"].columns
    }
    demo.connection.execute(
        f"update signal_day set {', '.join(f'{name} = {to}' for name, to in more.items())}"
        " where signal = ? and list_contains(?, country_code)",
        [signal, half],
    )
    after = demo.scores()
    assert moved(before, after), "more of it moved no score"
    assert moved(before, after) <= set(half)
    for code in demo.codes:
        was, now = before[code][0], after[code][0]
        assert (was is None) == (now is None)
        assert was is None or now is None or now >= was - SLACK


def test_that_days_that_are_not_settled_move_no_score(demo: Recomputed, before: Scores) -> None:
    cut = demo.ask(
        "update signal_day set numerator = 0, numerator_lower = 0, numerator_upper = 0"
        " from signal, snapshot where signal.signal = signal_day.signal and not signal.events"
        " and signal_day.period_days = 1 and list_contains(?, signal_day.signal)"
        " and signal_day.day > window_ends_on - greatest(1, signal.settles_days)"
        " and numerator > 0 returning signal_day.signal",
        [JUDGED],
    ).fetchall()
    assert len({name for (name,) in cut}) > 3
    assert demo.scores() == before


def test_that_protection_effort_and_what_is_not_judged_move_nothing(
    demo: Recomputed, before: Scores
) -> None:
    beside = [name for name in catalogue().signals if name not in JUDGED]
    changed = demo.ask(
        "update signal_day set numerator = numerator * 1000 + 7"
        " where list_contains(?, signal) and country_code is not null returning signal",
        [beside],
    ).fetchall()
    assert len({name for (name,) in changed}) > 10
    assert demo.scores() == before
    demo.connection.execute("delete from voter_reminder; delete from fact_check")
    demo.measure("voter_reminder", "fact_check")
    assert demo.scores() == before


def test_that_the_order_of_rows_changes_nothing(demo: Recomputed, before: Scores) -> None:
    for name in FACTS:
        demo.connection.execute(
            f"create temp table turned as select * from {name} order by hash({name}::varchar);"
            f" delete from {name}; insert into {name} from turned; drop table turned"
        )
    demo.measure()
    after = demo.scores()
    assert set(after) == set(before)
    assert moved(before, after) == set()


def test_that_platforms_by_other_names_change_nothing(demo: Recomputed, before: Scores) -> None:
    names = {"facebook": "threads", "threads": "facebook", "whatsapp": "messenger",
             "messenger": "whatsapp"}  # fmt: skip
    for name in FACTS:
        if "platform" in catalogue().schema[name].columns and name != "restriction_period":
            demo.connection.execute(
                f"update {name} set platform = coalesce(map {names!r}[platform], platform)"
            )
    demo.measure()
    assert moved(before, demo.scores()) == set()


@pytest.fixture(scope="module")
def told(demo_snapshot: Path) -> list[CountryRisk]:
    """The risk of every country as it is told, each with why its signals are not flagged."""
    snapshot = Snapshot(demo_snapshot)
    flow, found = Flow(snapshot), list[CountryRisk]()
    try:
        for (code,) in snapshot.ask(
            "select country_code from country where watched order by all", None
        ).fetchall():
            chosen = Selection(now_at=NOW, country_code=code)
            (drawn,) = flow.draw(chosen, ("risk",))
            assert not isinstance(drawn.view, Problem), drawn.view
            assert isinstance(drawn.view, RiskView)
            found += drawn.view.countries
    finally:
        snapshot.close()
    return found


def test_that_contributions_add_up_and_bounds_hold(told: list[CountryRisk]) -> None:
    assert len(told) > 40
    for one in told:
        points = sum(part.points for part in one.contributions)
        if one.score is None:
            assert all(part.points == 0 for part in one.contributions if part.kind == "unseen")
            continue
        assert abs(points - one.score) <= SLACK, one.code
        assert one.lower is not None
        assert one.upper is not None
        assert one.lower - SLACK <= one.score <= one.upper + SLACK


def test_that_sentences_and_answers_say_what_contributions_say(told: list[CountryRisk]) -> None:
    for one in told:
        printed = {f"{part.points:.1f}" for part in one.contributions}
        dark = sum(part.points for part in one.contributions if part.kind == "unseen")
        numbers = set(re.findall(r"\(\+([\d.]+)\)", one.sentence))
        assert numbers <= printed | {f"{dark:.1f}"}, one.sentence
        parts = {part.signal: part for part in one.contributions}
        answers = {answer.signal: answer for answer in one.why_not}
        assert set(answers) == {"", *catalogue().signals}
        for name, answer in answers.items():
            part = parts.get(name)
            if part is None:
                continue
            assert (answer.reason in UNSEEN) == (part.kind == "unseen"), (one.code, name)
            if part.points >= 0.05 and answer.reason != "below_band" and one.score is not None:
                assert f"{part.points:.1f}" in answer.text, (one.code, answer.text)
