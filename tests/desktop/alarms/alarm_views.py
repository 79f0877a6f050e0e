# ruff: noqa: E501 - figures stand in rows
"""Hand-made alarms and a hand-made record; invented figures of real countries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from eoc_app.desktop.alarms.record_view import RecordView, record_view
from eoc_app.domain.alarms.alarm_record import SCORE, Entry, Miss, Outcome, Verdict, alarm_id
from eoc_app.domain.risk.method_parts import BandName
from eoc_app.ledger.lines import Kept, Ledger, Record
from eoc_app.views.alarms_view import AlarmRow, AlarmsView
from eoc_app.views.levels import Level

DAY: Final = date(2024, 10, 25)
AT: Final = datetime(2024, 10, 26, 6, 41, tzinfo=UTC)
_ALARMS: Final[
    tuple[tuple[str, str, str, str, float, float, float, str, float, str, bool, Level, float], ...]
] = (
    (
        "GE",
        "Georgia",
        "inauthentic_networks_reported",
        "Reports of inauthentic networks",
        214,
        61.2,
        118.4,
        "rarer than 1 in 10\u202f000",
        2e-6,
        "Farrington flexible",
        True,
        "severe",
        0.8,
    ),
    (
        "MD",
        "Moldova",
        "ads_without_disclaimer",
        "Share of ads that ran without a disclaimer",
        0.192,
        0.061,
        0.118,
        "1 in 6\u202f300",
        1.6e-4,
        "EARS C2",
        True,
        "high",
        0.6,
    ),
    (
        "BR",
        "Brazil",
        "candidate_attacks",
        "Attacks on candidates",
        9,
        2.1,
        6.4,
        "1 in 2\u202f400",
        4.2e-4,
        "EARS C3",
        False,
        "high",
        0.6,
    ),
    (
        "US",
        "United States",
        "user_reports_private",
        "User reports in private messaging a day",
        18_420,
        12_310,
        17_020,
        "1 in 1\u202f100",
        9e-4,
        "EARS C1",
        True,
        "elevated",
        0.35,
    ),
)


def alarm(place: int) -> AlarmRow:
    """One of the alarms, the least likely first."""
    code, name, signal, title, seen, expected, upper, odds, p, rule, new, level, probability = (
        _ALARMS[place]
    )
    form, unit = ("share", "share") if seen < 1 else ("count", "reports")

    def text(value: float) -> str:
        return (
            f"{value:.1%}".replace("%", "\u202f%")
            if form == "share"
            else f"{value:,.0f} {unit}".replace(",", "\u202f")
        )

    return AlarmRow(
        code=code, name=name, signal=signal, title=title, axis="harm", kind="exceedance", note=False,
        action=f"Ask the integrity team for {name} to look at the accounts behind them within the shift.",
        measured_on=DAY, span_days=1, observed=seen, expected=expected, upper=upper, observed_text=text(seen),
        expected_text=text(expected), upper_text=text(upper), unit=unit, form="share" if form == "share" else "count", p_value=p, odds_text=odds, rule=rule,
        why=f"{text(seen)} on 25 Oct 2024, where {text(expected)} was expected and 1 in 1\u202f000 quiet figures is above {text(upper)}: {rule}, baseline since 27 Sep 2024.",
        new=new, level=level, band=level.capitalize(), probability=probability, exercise=code == "MD",
    )  # fmt: skip


def stopped() -> AlarmRow:
    """A signal that has fallen silent."""
    return AlarmRow(
        code="TN", name="Tunisia", signal="trusted_partner_reports", title="Trusted-partner reports a day", axis="harm",
        kind="stopped", note=False, action="Nothing from Trusted-partner reports since 6 Oct 2024. Ask the partner desk whether the source is silent or the feed is broken.",
        measured_on=date(2024, 10, 6), span_days=1, observed=None, expected=None, upper=None, observed_text="stopped",
        expected_text="\u2014", upper_text="\u2014", unit="reports", form="count", p_value=None, odds_text="\u2014", rule="stopped",
        why="The last figure is of 6 Oct 2024; it is taken for fresh for 14 days, and none has come since.",
        new=False, level="not_assessable", band="Not seen", probability=None, exercise=False,
    )  # fmt: skip


def note() -> AlarmRow:
    """A figure that exceeds and asks for nothing."""
    return AlarmRow(
        code="LT", name="Lithuania", signal="reminders_shown", title="Voter reminders shown", axis="protective", kind="exceedance",
        note=True, action="", measured_on=DAY, span_days=7, observed=412_000, expected=210_000, upper=330_000,
        observed_text="412\u202f000 reminders", expected_text="210\u202f000 reminders", upper_text="330\u202f000 reminders", unit="reminders",
        form="count", p_value=2e-4, odds_text="1 in 4\u202f800", rule="EARS C2",
        why="412\u202f000 reminders in the 7 days to 25 Oct 2024, where 210\u202f000 were expected.", new=True, level="guarded", band="Guarded",
        probability=0.15, exercise=False,
    )  # fmt: skip


def alarms(*, empty: str = "", quiet: bool = False, per_shift: float = 3.0) -> AlarmsView:
    """The alarms of a day; quiet: a note and nothing else."""
    rows = () if empty or quiet else (*(alarm(n) for n in range(len(_ALARMS))), stopped())
    return AlarmsView(
        title="No alarm" if not rows else "5 alarms, 3 new", subtitle="as of Sat 26 Oct 2024 06:00 UTC; counts all countries and platforms",
        empty=empty, alarms=rows, notes=() if empty else (note(),), as_of_on=DAY, per_shift=per_shift, method_per_shift=3.0,
        shift_hours=8.0, level=0.001, level_text="1 in 1\u202f000", held=False, series_count=2_140, asking_per_day=1_812.4,
        expected_false=0.6, fewest=0, most=2,
        budget_text="At 1 in 1\u202f000 quiet figures a shift of 8 hours expects 0.6 alarms by chance; 3 are accepted. Nine of ten shifts have 0 to 2. 2\u202f140 of 2\u202f140 series call for action above their bound, 1\u202f812 figures a day; the others give notes.",
        asking_count=812, standing_false=0.8,
        measured_text="" if empty else "Measured since 1 Oct 2023: 948 of 412\u202f318 such figures were above their bound, 1 in 435; real events are among them.",
        measured_figures=0 if empty else 412_318, measured_rate=None if empty else 0.0023, band_level=0.001,
    )  # fmt: skip


_BANDS: Final[tuple[tuple[BandName, float], ...]] = (
    ("guarded", 0.15),
    ("elevated", 0.35),
    ("high", 0.6),
    ("severe", 0.8),
)


def ledger(alarm_count: int, *, misses: int = 4, pending: int = 3) -> Ledger:
    """A ledger of so many alarms of four bands, about as often right as was stated; one in nine is an exercise."""
    records: list[Record] = []
    codes = ("GE", "MD", "BR", "US")
    for place in range(alarm_count):
        band, probability = _BANDS[place % 4]
        on = DAY - timedelta(days=place // 4 + 1)
        exercise = place % 9 == 8
        subject = SCORE if place % 3 else "ads_without_disclaimer"
        code = codes[place % 4]
        name = alarm_id(code, subject, on, exercise=exercise)
        at = AT - timedelta(days=place // 4 + 1, minutes=place)
        records.append(Entry(
            alarm_id=name, snapshot_id="0123456789abcdef", country_code=code, subject=subject, day=on, band=band,
            probability=probability, raised_at=at, per_shift=3.0, exercise=exercise,
        ))  # fmt: skip
        if place >= pending:
            right = ((place // 4) * 7 + place) % 20 < probability * 20
            verdict: Verdict = "unclear" if place % 13 == 12 else "hit" if right else "false_alarm"
            records.append(
                Outcome(
                    alarm_id=name,
                    verdict=verdict,
                    marked_by="shift_lead",
                    marked_at=at + timedelta(hours=20),
                    note="a feed was replayed" if place == 4 else "",
                )
            )
    records += [
        Miss(
            country_code="JP",
            day=DAY - timedelta(days=place * 3 + 40),
            what=f"a network that nobody saw, no. {place + 1}",
            marked_by="reviewer",
            marked_at=AT - timedelta(days=39 + place),
        )
        for place in range(misses)
    ]
    kept = tuple(Kept(number, record) for number, record in enumerate(records, 1))
    return Ledger(kept, (), len(kept), "0" * 64)


def record(alarm_count: int, *, misses: int = 4, pending: int = 3) -> RecordView:
    """What the window shows of such a ledger."""
    return record_view(ledger(alarm_count, misses=misses, pending=pending), "alerts.jsonl")
