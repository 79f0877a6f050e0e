"""The risk of every country with its evidence, for exports and for other programs."""

from __future__ import annotations

from eoc_app.core.country import country
from eoc_app.domain.risk.why_not import of_country, of_signal
from eoc_app.domain.wording.printed import DASH, NONE
from eoc_app.method.score import Score
from eoc_app.panels.kit.country_assessment import Judged, contributions, dimensions_of, judged_all
from eoc_app.panels.kit.country_scores import ranks, scores
from eoc_app.panels.kit.day_severities import READS, READS_BY_PLATFORM
from eoc_app.panels.kit.method_limits import with_limits
from eoc_app.panels.kit.money import CURRENCIES, in_currency
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.rank_intervals import Tried, draws_text, tried
from eoc_app.panels.kit.two_clocks import as_of_words
from eoc_app.views.risk_view import CountryRisk, FlipText, RiskView, WhyNot


def build(given: Given) -> RiskView:
    """All watched countries, worst first; a selected one with why each signal is not flagged.

    Ranks are always among all countries.
    """
    all_scores = scores(given)
    places = ranks(given.method, all_scores)
    chosen = given.selection.country_code
    listed = [row for row in all_scores if chosen in (None, row.country_code)]
    assessments = judged_all(given, [row.country_code for row in listed])
    drawn = tried(given)
    countries = tuple(
        _country(given, row, judged, places, drawn)
        for row, judged in zip(listed, assessments, strict=True)
    )
    return RiskView(
        title="Risk of harm",
        subtitle=f"{as_of_words(given)}; method {given.method.full_name}",
        footnote=with_limits(
            given.method,
            f"Intervals hold {draws_text(given.method)}; bounds are what sources allow.",
        ),
        as_of_on=given.as_of_on,
        method_version=given.method.version,
        method_digest=given.method_digest,
        scale=given.method.scale,
        assessable_coverage=given.method.assessable_coverage,
        countries=countries,
        draws=drawn.draws,
        share=drawn.share,
        seed=drawn.seed,
        empty=""
        if countries
        else f"The snapshot holds no facts{of_chosen(given) or ' of any country'}.",
    )


def _country(
    given: Given, row: Score, judged: Judged, places: dict[str, str], drawn: Tried
) -> CountryRisk:
    assessment, method = judged.assessment, given.method
    code = row.country_code
    interval = drawn.intervals.get(code)
    return CountryRisk(
        code=code,
        name=country(code).name,
        score=row.score,
        lower=row.lower,
        upper=row.upper,
        drawn_lower=interval.score_lower if interval else None,
        drawn_upper=interval.score_upper if interval else None,
        level=row.level(method),
        band=_band(given, row),
        rank_text=places.get(code, NONE),
        rank=int(places[code].partition(DASH)[0]) if code in places else None,
        rank_lower=interval.rank_lower if interval else None,
        rank_upper=interval.rank_upper if interval else None,
        rank_interval_text=interval.rank_text if interval else NONE,
        coverage=row.coverage,
        unseen_share=row.unseen_share,
        dimensions=() if assessment is None else dimensions_of(judged),
        contributions=contributions(judged),
        sentence=judged.sentence,
        flips=tuple(
            FlipText(
                kind=flip.kind,
                name=flip.name,
                up=flip.up,
                level=flip.band.name,
                now=flip.now,
                then=flip.then,
                size=flip.size,
                text=judged.flip_words(flip),
            )
            for flip in judged.flips()
        ),
        why_not=_why_not(given, row, judged) if given.selection.country_code else (),
        exercise=row.synthetic,
    )


def _band(given: Given, row: Score) -> str:
    if row.score is None:
        return "not assessable" if row.coverage else "no fresh data"
    return given.method.band(row.score).title


def _why_not(given: Given, row: Score, judged: Judged) -> tuple[WhyNot, ...]:
    parts = {indicator.name: part for indicator, part, _ in judged.parts()}
    synthetic = {name for name, reading in judged.readings.items() if reading.synthetic}
    answers = [of_country(given.method, judged.assessment)]
    answers += [
        of_signal(
            given.method,
            in_currency(given, signal, judged.code),
            parts.get(name),
            judged.readings.get(name),
            judged.assessment,
            given.as_of_on,
        )
        for name, signal in given.signals.items()
    ]
    return tuple(
        WhyNot(
            signal=answer.name,
            reason=answer.reason,
            text=answer.text,
            title=given.signals[answer.name].title if answer.name else "",
            exercise=answer.name in synthetic if answer.name else row.synthetic,
        )
        for answer in answers
    )


PANEL = Panel(
    "Risk of harm",
    "overview",
    9,
    (*READS, CURRENCIES),
    build,
    reads_by_platform=(*READS_BY_PLATFORM, CURRENCIES),
    on_demand=True,
    narrows=frozenset({"country"}),
    explained=(
        "Every country's score with all that it rests on: contributions, coverage, what would"
        " change its band, and why signals are not flagged. A score speaks of harm only,"
        " protection and effort never lower it, and without enough coverage there is none."
    ),
)
