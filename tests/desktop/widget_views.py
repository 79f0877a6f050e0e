# ruff: noqa: E501 - figures stand in rows
"""Hand-made views for tests of widgets; invented figures of real countries."""

from __future__ import annotations

from datetime import UTC, date, datetime

from eoc_app.views.changes_view import Change, ChangesView
from eoc_app.views.contributions_view import Contribution, ContributionsView, DimensionScore
from eoc_app.views.header_view import HeaderView
from eoc_app.views.headline_view import AxisFigure, BesideScore, HeadlineView
from eoc_app.views.intervals_view import Interval, IntervalsView
from eoc_app.views.levels import Level
from eoc_app.views.map_view import MapView, Outline, Place
from eoc_app.views.ranking_view import RankingView, RankRow
from eoc_app.views.restriction_chip import Chip
from eoc_app.views.view import Cell, Column, TableView

LEGEND: tuple[tuple[Level, str], ...] = (
    ("low", "0–2 Low"),
    ("guarded", "2–4 Guarded"),
    ("elevated", "4–6 Elevated"),
    ("high", "6–8 High"),
    ("severe", "8–10 Severe"),
    ("not_assessable", "not assessable"),
    ("no_data", "no data"),
)
_ROWS: tuple[tuple[str, str, float | None, str, float, int | None, Chip], ...] = (
    ("GE", "Georgia", 8.4, "1–3", 0.92, 0, Chip("in_force", "in force · until polls close, Sat 20:00")),
    ("MD", "Moldova", 7.9, "1–4", 0.88, -8, Chip("upcoming", "starts in 6 d 17 h")),
    ("US", "United States", 7.1, "2–6", 0.97, -10, Chip("upcoming", "new political ads · in 3 d")),
    ("BR", "Brazil", 6.3, "4–8", 0.95, -1, Chip("in_force", "in force · TV and radio · 1 d 2 h")),
    ("JP", "Japan", 5.2, "5–12", 0.81, -1, Chip("upcoming", "campaigning ends in 18 h")),
    ("UZ", "Uzbekistan", 4.9, "5–14", 0.71, -1, Chip("in_force", "in force · 1 day")),
    ("UY", "Uruguay", 3.6, "9–15", 0.90, -1, Chip("in_force", "in force · 48 h")),
    ("LT", "Lithuania", 3.4, "10–16", 0.93, -1, Chip("in_force", "in force · poll and media")),
    ("BG", "Bulgaria", 3.3, "9–17", 0.86, -1, Chip("in_force", "in force · day of reflection")),
    ("BW", "Botswana", 2.4, "14–22", 0.74, -4, Chip("no_rule", "no rule on record")),
    ("GH", "Ghana", 1.2, "15–24", 0.79, -42, Chip("not_known", "start not known")),
    ("MZ", "Mozambique", None, "—", 0.52, 17, Chip("no_rule", "no rule on record")),
    ("TN", "Tunisia", None, "—", 0.31, 20, Chip("ended", "ended 20 d ago")),
)  # fmt: skip


def band_of(score: float | None) -> tuple[Level, str]:
    bands: tuple[tuple[Level, str], ...] = (
        ("low", "Low"), ("guarded", "Guarded"), ("elevated", "Elevated"),
        ("high", "High"), ("severe", "Severe"),
    )  # fmt: skip
    return ("not_assessable", "not assessable") if score is None else bands[min(int(score // 2), 4)]


def spark(seed: int, *, gap: bool = False) -> tuple[float | None, ...]:
    return tuple(
        None if gap and 10 <= n < 16 else 3.0 + ((n * n * seed) % 7) / 3 + n * 0.05
        for n in range(30)
    )


def rank_row(
    code: str, name: str, score: float | None, rank: str, coverage: float,
    t_minus: int | None, chip: Chip, *, exercise: bool = False,
) -> RankRow:  # fmt: skip
    level, band = band_of(score)
    return RankRow(
        code=code,
        name=name,
        score=score,
        score_text="—" if score is None else f"{score:.1f}",
        level=level,
        band=band,
        lower=None if score is None else max(0.0, score - 0.8),
        upper=None if score is None else min(10.0, score + 0.6),
        rank_text=rank,
        coverage=coverage,
        coverage_text=f"{coverage:.0%}",
        t_minus=t_minus,
        t_text="E-day" if t_minus == 0 else f"E{t_minus:+d}".replace("-", "−"),
        chip=chip,
        spark=spark(len(name), gap=score is None),
        exercise=exercise,
    )


def intervals() -> IntervalsView:
    """What draws say of the countries of `ranking`: the ranks that stand in its rows."""
    told = []
    for code, _name, score, ranks, *_ in _ROWS:
        if score is not None:
            best, worst = ranks.split("–")
            told.append(
                Interval(code=code, score_lower=score - 0.5, score_upper=score + 0.3,
                         rank_lower=int(best), rank_upper=int(worst), rank_text=ranks)
            )  # fmt: skip
    return IntervalsView(
        exercise=False,
        title="How certain the ranks are", intervals=tuple(sorted(told, key=lambda one: one.code)),
        draws=2000, share=0.9, seed="0f",
    )  # fmt: skip


def ranking(
    selected: str | None = "MD", exercise: frozenset[str] = frozenset({"BW"}), *, tried: bool = True
) -> RankingView:
    made = RankingView(
        title="Georgia and Moldova carry the highest risk; two countries cannot be assessed",
        subtitle="risk of harm, 0–10 · 90 % interval",
        footnote="Harm only. Protective signals and effort never lower this score.",
        rows=tuple(
            rank_row(
                *row[:3],
                "—" if row[2] is None else str(place),
                *row[4:],
                exercise=row[0] in exercise,
            )
            for place, row in enumerate(_ROWS, 1)
        ),
        selected=selected,
        scale=10.0,
        assessable_coverage=0.65,
        interval_share_text="90 %",
        interval_text="90 % of 2 000 draws",
    )
    return made.with_intervals(intervals()) if tried else made


def long_ranking(count: int = 200) -> RankingView:
    chips = [row[6] for row in _ROWS]
    rows = tuple(
        rank_row(
            f"{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}",
            f"Country number {n}",
            None if n >= count - 6 else round(10 - 9.5 * n / count, 1),
            f"{n + 1}–{n + 5}",
            0.5 if n >= count - 6 else 0.9,
            n - 40,
            chips[n % len(chips)],
        )
        for n in range(count)
    )
    return RankingView(
        title="Many countries", rows=rows, selected=None, scale=10.0, assessable_coverage=0.65
    )


def _outline(row: RankRow) -> Outline | None:
    """Brazil's rule is in force on the day shown alone, that of the United States now alone."""
    alone: dict[str, Outline] = {"BR": "then", "US": "now"}
    return alone.get(row.code, "both" if row.chip.standing == "in_force" else None)


def world(selected: str | None = "MD", exercise: frozenset[str] = frozenset({"BW"})) -> MapView:
    table = ranking()
    places = tuple(
        Place(
            code=row.code,
            name=row.name,
            level=row.level,
            label=row.score_text,
            detail=(
                f"{row.score_text} · {row.band}",
                f"coverage {row.coverage_text}",
                row.chip.text,
            ),
            exercise=row.code in exercise,
            outline=_outline(row),
            rank_text=row.rank_text,
            interval=row.interval,
        )
        for row in table.rows
    )
    return MapView(
        title=table.title,
        subtitle="13 watched · risk of harm 0–10",
        places=places,
        selected=selected,
        legend=LEGEND,
        outlines=(
            ("both", "in force on the day shown and now"),
            ("then", "on the day shown"),
            ("now", "now"),
        ),
        caption="Boundaries: Natural Earth; no position on any border is implied",
        interval_text=table.interval_text,
    )


def header(**changes: object) -> HeaderView:
    values: dict[str, object] = {
        "title": "Global elections 2024",
        "snapshot_id": "s-214",
        "serial": 214,
        "publisher": "EOC data desk",
        "trust": "not signed · EOC data desk · #214",
        "as_of_at": datetime(2024, 10, 26, 6, tzinfo=UTC),
        "as_of_text": "Sat 26 Oct 2024 06:00 UTC",
        "age_text": "41 min old",
        "aged": False,
        "marking": "TLP:AMBER",
        "exercise": True,
        "window_starts_on": date(2024, 7, 1),
        "window_ends_on": date(2024, 10, 26),
        "cursor_on": date(2024, 10, 26),
        "countries": (("GE", "Georgia"), ("MD", "Moldova")),
        "platforms": ("facebook", "instagram", "threads", "whatsapp"),
    }
    return HeaderView(**(values | changes))  # type: ignore[arg-type]


def changes() -> ChangesView:
    listed = (
        ("new data", "GE", "Georgia", "7.5 → 8.4: share of ads without a disclaimer 4 % → 19 % in two days", "severe"),
        ("revised", "MD", "Moldova", "takedown assets restated, 62 → 75 accounts", "high"),
        ("calendar", "US", "United States", "end of ad ban moved after it was announced", "none"),
        ("stopped", "MZ", "Mozambique", "partner reports silent for 9 days: coverage 52 %", "not_assessable"),
        ("resumed", "BW", "Botswana", "voter reminders report again after 4 days", "guarded"),
        ("method", None, "none", "method 1.4 in both snapshots", "none"),
    )  # fmt: skip
    return ChangesView(
        title="Georgia rose most: 7.5 → 8.4",
        subtitle="since 25 Oct 2024",
        changes=tuple(
            Change(cause=cause, code=code, subject=subject, text=text, level=level)  # type: ignore[arg-type]
            for cause, code, subject, text, level in listed
        ),
    )


def axis_figure(text: str, days: int = 28) -> AxisFigure:
    return AxisFigure(
        signal=text, title=text, text=f"{text}, {days}\u202fd", value=1.0, lower=1.0, upper=1.0,
        unit="items", window_days=days, measured_on=date(2024, 10, 25),
    )  # fmt: skip


def beside_score() -> tuple[BesideScore, ...]:
    told = ("535 188 reminder engagements", "65 % of partner reports resolved within 5 days",
            "1 179 953 people reached by a reminder", "2 restriction periods begun")  # fmt: skip
    figures = tuple(axis_figure(text) for text in told)
    return (
        BesideScore(axis="protective", title="Protection", figures=figures),
        BesideScore(axis="effort", title="Effort", figures=(), empty="no figure (1 stale)"),
    )


def headline(**different: object) -> HeadlineView:
    values: dict[str, object] = {
        "title": "Georgia",
        "code": "GE",
        "name": "Georgia",
        "election": "parliamentary election",
        "t_text": "E-day",
        "score_text": "8.4",
        "level": "severe",
        "band": "Severe",
        "interval_text": "7.6–9.0",
        "rank_text": "rank 1–3 of 13",
        "coverage_text": "coverage 92 %",
        "sentence": "The share of ads without a disclaimer rose from 4 % to 19 % in two days, "
        "inside the campaign silence.",
        "not_seen": (
            "messaging reports (no source)",
            "AI labels on content since 20 Oct (stale)",
        ),
        "exercise": False,
    }
    return HeadlineView(**(values | different))  # type: ignore[arg-type]


def contributions(total: float | None = 8.4, *, exercise: bool = False) -> ContributionsView:
    parts = (
        ("Share of ads that ran without a disclaimer", 2.6, "19 %", "severe", "fresh", ""),
        ("Accounts in networks removed, targeting the country", 1.9, "52 accounts", "severe", "fresh", ""),
        ("Hostile-speech reports", 1.3, "4,120 a day", "high", "fresh", ""),
        ("Nearness of election day", 1.2, "E-day", "high", "fresh", ""),
        ("Political violence", 0.9, "3 events", "elevated", "fresh", ""),
        ("AI-labelled ads", 0.5, "1.2 %", "guarded", "fresh", ""),
        ("Messaging reports", 0.0, "no source", "no_data", "no_data", "no source"),
        ("AI labels on content", 0.0, "20 Oct", "not_assessable", "stale", "last seen 20 Oct"),
    )  # fmt: skip
    return ContributionsView(
        title=f"Why {total}" if total else "Why there is no score",
        subtitle="contributions, points of 10",
        footnote="adds up to the score",
        parts=tuple(
            Contribution(
                signal=f"signal_{n}", title=title, points=points, value_text=value, level=level,  # type: ignore[arg-type]
                knowledge=knowledge, weight_share=0.12, exercise=exercise and n == 1, note=note,  # type: ignore[arg-type]
            )
            for n, (title, points, value, level, knowledge, note) in enumerate(parts)
        ),
        total=total,
        scale=10.0,
    )  # fmt: skip


def explained(**different: object) -> ContributionsView:
    """A score of three dimensions, a part of each not seen."""
    parts = (
        ("threat", "Share of ads that ran without a disclaimer", 1.18, "20 %", "high", "fresh", 0.15),
        ("threat", "Share of fact-checked misinformation that was AI", 0.75, "18 % to 27 %", "severe", "fresh", 0.075),
        ("threat", "Networks removed that targeted the country", 0.75, "1 network", "none", "stale", 0.075),
        ("stakes", "Election near", 1.4, "parliamentary election today", "severe", "fresh", 0.15),
        ("stakes", "Share of the electorate that uses the platform", 0.0, "no election near", "low", "fresh", 0.05),
        ("vulnerability", "Attacks on candidates", 0.6, "32 attacks", "severe", "fresh", 0.075),
        ("vulnerability", "Candidates killed", 0.25, "—", "none", "no_data", 0.025),
    )  # fmt: skip
    made = tuple(
        Contribution(
            signal=f"signal_{n}", title=title, points=points, value_text=value, level=level,  # type: ignore[arg-type]
            knowledge=knowledge, weight_share=weight, exercise=n == 0, dimension=dimension,  # type: ignore[arg-type]
            kind="seen" if knowledge == "fresh" else "unseen",
            note="may show effort · stale since 16 Jul" if knowledge == "stale" else "",
        )
        for n, (dimension, title, points, value, level, knowledge, weight) in enumerate(parts)
    )  # fmt: skip
    values: dict[str, object] = {
        "title": "Why 4.9",
        "subtitle": "contributions to the risk of harm, points of 10",
        "footnote": "2.68 threat + 1.40 stakes + 0.85 vulnerability = 4.93; 1.00 of it not seen, at its worst",
        "parts": made,
        "total": 4.93,
        "scale": 10.0,
        "dimensions": (
            DimensionScore(dimension="threat", title="Threat", score=4.47, weight=0.6),
            DimensionScore(dimension="stakes", title="Stakes", score=7.0, weight=0.2),
            DimensionScore(
                dimension="vulnerability", title="Vulnerability and capacity", score=4.25,
                weight=0.2,
            ),
        ),
    }  # fmt: skip
    return ContributionsView(**(values | different))  # type: ignore[arg-type]


def table(count: int = 12) -> TableView:
    names = ("Georgia", "Moldova", "ไทย", "Україна", "বাংলাদেশ", "<img src=x> & co")
    return TableView(
        title="Advertisers by spend",
        columns=(
            Column(key="name", title="page", stretch=3),
            Column(key="spend", title="spend", unit="USD", number=True),
            Column(key="ads", title="ads", unit="count", number=True),
            Column(key="seen", title="last seen"),
            Column(key="rule", title="restriction"),
        ),
        rows=tuple(
            (
                Cell(names[n % 6], names[n % 6]),
                Cell("≤100" if n % 4 == 3 else f"{(n * 7919) % 90001:,}", 100 if n % 4 == 3 else (n * 7919) % 90001),
                Cell(str(n % 17), n % 17, exercise=n % 5 == 2),
                Cell(f"{1 + n % 28} Oct 2024", f"2024-10-{1 + n % 28:02}", dim=True),
                Cell("in force", "in_force", standing="in_force") if n % 2 else Cell("no rule", None, standing="no_rule"),
            )
            for n in range(count)
        ),
        codes=tuple("GE" if n % 2 else None for n in range(count)),
    )  # fmt: skip
