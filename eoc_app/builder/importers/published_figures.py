"""Figures as reports publish them, each with its qualifier, into the table of its family.

A figure about networks without identity stays in `published_figure`: a row of `takedown` is a
network, and one network counted in both would count twice. Enforcement figures of a country stay
there too, because the table `enforcement` speaks of the world.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from eoc_app.builder.cells.named_days import NamedDays
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import (
    BATCH_ROWS,
    NamedRow,
    batch,
    columns,
    folded,
    named_rows,
)
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code
from eoc_app.domain.dates import span, spoken_date
from eoc_app.domain.dates.spoken_date import SpokenDate
from eoc_app.domain.figures import quantity
from eoc_app.domain.figures.quantity import Quantity

REPORT: Final = frozenset(
    {"country_code", "period_start", "period_end", "family", "metric", "value", "qualifier", "unit"}
)
_PERCENT: Final = frozenset({"percent", "per cent", "percentage", "%"})
STATED: Final = frozenset({"country", "election", "metric", "value_as_stated", "qualifier"})

TABLES: Final = {
    "voter_reminder": "voter_reminder",
    "ai_label": "ai_label",
    "candidate_safety": "candidate_safety",
    "partner_report": "partner_report",
    "crisis": "crisis",
    "capacity": "capacity",
    "fact_check": "fact_check",
    "media_literacy": "fact_check",
    "user_report": "user_report",
    "government_request": "government_request",
}
PLATFORMS: Final = frozenset(
    {"facebook", "instagram", "threads", "whatsapp", "messenger", "google", "offline"}
)

_REMINDERS: Final = {
    "sticker": r"sticker",
    "voting_alert": r"voting.?alert",
    "chatbot": r"chat.?bot",
    "messaging_campaign": r"messaging",
    "top_of_feed": r"top.of.feed",
    "election_day_notice": r"election.day.(?:notif|notice|information|reminder)",
    "information_centre": r"information.(?:cent|unit)",
    "registration": r"regist",
}
_FAMILIES: Final = {
    "ai_label": r"\bai\b",
    "ad_transparency": r"political ads?\b|ad library",
    "voter_reminder": r"register|registration|voting information|election information|reminder"
    r"|notification|poll.worker|visits on election day|voting alert|sticker",
}
_UNITS: Final = {
    "share": r"^(?:share|percent)",
    "people": r"\(people\)|^people\b|\bpersons\b",
    "impressions": r"impression",
    "clicks": r"\bclicks\b",
    "requests": r"\brequests\b",
    "sign-ups": r"sign-?ups",
    "notices": r"\bnotices\b",
    "ads": r"\bads\b",
    "visits": r"\bvisits\b",
}
_AT_LEAST: Final = frozenset({"more_than", "at_least"})
_AT_MOST: Final = frozenset({"less_than", "at_most", "nearly"})


def _one_of(words: dict[str, str], text: str) -> str:
    """The one word whose shape a text shows; `any` where it shows none or several."""
    found = [word for word, shape in words.items() if re.search(shape, text, re.IGNORECASE)]
    return found[0] if len(found) == 1 else "any"


def _reminder_kind(metric: str, statement: str) -> str:
    named = next((word for word, shape in _REMINDERS.items() if re.search(shape, metric)), None)
    return named or _one_of(_REMINDERS, statement)


def _item_kind(metric: str, statement: str) -> str:
    text = f"{metric} {statement}".casefold()
    if "fact" in text and "check" in text:
        return "fact_checked_misinformation"
    return "ad" if re.search(r"(?:^|[\W_])ads?(?:[\W_]|$)", metric) else "content"


def _label_kind(statement: str) -> str:
    shapes = {
        "self_disclosed": r"self.?disclos",
        "detected": r"\bdetected\b|classifier",
        "metadata": r"metadata|c2pa|iptc",
    }
    return _one_of(shapes, statement)


def _gender(text: str) -> str | None:
    return _GENDERS.get(_one_of({"women": r"\bwomen\b|\bfemale", "men": r"\bmen\b|\bmale\b"}, text))


_GENDERS: Final = {"women": "women", "men": "men"}
_FUNCTIONS: Final = {"reviewers": r"reviewer|moderator", "classifiers": r"classifier"}
_ACTIVITIES: Final = {
    "prebunking": r"prebunk",
    "fact_check": r"fact.?check",
    "media_literacy": r"literacy",
}
_REQUESTS: Final = {"content": r"content|restrict|takedown", "data": r"\bdata\b|account info"}
_LEVERS: Final = {
    "designation": r"designat",
    "policy": r"\bpolicy change",
    "product": r"\bproduct",
    "people": r"\bpeople\b|\bstaff",
}


def _own_columns(table: str, family: str, metric: str, statement: str) -> dict[str, Any]:
    """What a family's table says beyond the common shape of figures, read from the words."""
    both = f"{metric.replace('_', ' ')} {statement}"
    lever = _one_of(_LEVERS, both)
    known: dict[str, Callable[[], dict[str, Any]]] = {
        "voter_reminder": lambda: {"reminder_kind": _reminder_kind(metric, statement)},
        "ai_label": lambda: {
            "item_kind": _item_kind(metric, statement),
            "label_kind": _label_kind(both),
        },
        "candidate_safety": lambda: {"gender": _gender(both)},
        "capacity": lambda: {
            "function": {"any": "all"}.get(word := _one_of(_FUNCTIONS, both), word)
        },
        "fact_check": lambda: {
            "activity": family
            if family == "media_literacy"
            else _one_of(_ACTIVITIES, f"{family} {both}")
        },
        "crisis": lambda: {"lever": None if lever == "any" else lever},
        "government_request": lambda: {"request_kind": _one_of(_REQUESTS, both)},
    }
    return known.get(table, dict)()


def platform(surface: str) -> str:
    """The format's word for a surface as stated: `several` for more than one, `all` for all."""
    parts = [folded(part) for part in re.split(r"[+,&;/]|\band\b", surface) if part.strip()]
    if parts in ([], ["all"], ["all_platforms"], ["all_surfaces"]):
        return "all"
    if len(parts) > 1:
        return "several"
    return parts[0] if parts[0] in PLATFORMS else "other"


@dataclass
class Figures:
    """Facts of one source by table, as they are found."""

    intake: Intake
    dated: NamedDays
    by_table: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)

    def refuse(self, record: NamedRow, why: str, remedy: str, column: str) -> None:
        """Report a row that gives no figure."""
        self.intake.refuse(
            "A published figure cannot be imported",
            why,
            remedy,
            row=record.line,
            column=column,
            value=record.cells.get(column),
        )

    def scope(self, record: NamedRow, column: str) -> tuple[str, str | None] | None:
        """Whom a row speaks of, or None after reporting that it cannot be told."""
        said = record.cells[column]
        if folded(said) in {"", "world", "global", "worldwide"}:
            return "world", None
        if folded(said) in {"eu", "eu27", "european_union"}:
            return "eu", None
        code = country_code(said)
        if code is None:
            self.refuse(
                record,
                "its country is no country or territory of ISO 3166",
                "write the two-letter code, EU, or nothing for the world",
                column,
            )
            return None
        return "country", code

    def add(
        self,
        record: NamedRow,
        family: str,
        scope: tuple[str, str | None],
        period: tuple[date, date],
        figure: Quantity,
        **own: Any,
    ) -> None:
        """Keep a figure in its family's table; what that table has no column for is noted."""
        table = TABLES.get(family, "published_figure")
        text = {name: own.pop(name, "") for name in ("scope_note", "statement", "citation")}
        metric, election = own["metric"], own.pop("election", None)
        words = " ".join(part for part in (text["statement"], text["scope_note"]) if part)
        more = _own_columns(table, family, metric, words)
        note = own.pop("note", "")
        if table == "published_figure":
            more |= {name: said or None for name, said in text.items()} | {"family": family}
        else:
            note = "; ".join(part for part in (text["scope_note"], note, text["citation"]) if part)
        if table == "voter_reminder":
            more["election"] = election
        intake = self.intake
        intake.period_starts_on = min(period[0], intake.period_starts_on or date.max)
        intake.period_ends_on = max(period[1], intake.period_ends_on or date.min)
        self.by_table.setdefault(table, []).append(
            {
                "source_row": record.line,
                "provenance": "published",
                "scope": scope[0],
                "country_code": scope[1],
                "period_starts_on": period[0],
                "period_ends_on": period[1],
                "value": figure.value,
                "lower": figure.lower,
                "upper": figure.upper,
                "qualifier": figure.qualifier,
                "cell": "observed",
                "note": note or None,
                **more,
                **own,
            }
        )

    def batches(self, *, at_least: int = BATCH_ROWS) -> Iterator[Batch]:
        """What was found since the last time, where it is enough to hand on."""
        if sum(map(len, self.by_table.values())) < at_least:
            return
        for table, facts in self.by_table.items():
            yield batch(table, facts)
        self.by_table = {}


def _day(figures: Figures, record: NamedRow, column: str) -> SpokenDate | None:
    said = record.cells[column]
    found = figures.dated.spoken(said, column)
    if found is None:
        why = span.unsure(said) or "its period cannot be read"
        figures.refuse(record, why, "write YYYY-MM-DD", column)
    return found


def _report(figures: Figures, source: Source) -> Iterator[Batch]:
    """Rows with a number, its qualifier and its unit in columns of their own."""
    for record in named_rows(source, figures.intake):
        cells = record.cells
        scope = figures.scope(record, "country_code")
        first = scope and _day(figures, record, "period_start")
        last = first and _day(figures, record, "period_end")
        if scope is None or first is None or last is None:
            continue
        if last.ends_on < first.starts_on:
            figures.refuse(record, "its period ends before it begins", "check both", "period_end")
            continue
        figure = _figure(figures, record)
        if figure is None:
            continue
        family, metric, unit = (
            folded(cells["family"]),
            folded(cells["metric"]),
            _unit(cells["unit"]),
        )
        if not (family and metric and unit):
            column = "family" if not family else "metric" if not metric else "unit"
            figures.refuse(record, "the cell is empty", "say what is counted, and in what", column)
            continue
        statement, citation = record.first("statement"), record.first("source", "citation")
        surface, scope_note = record.first("surface", "platform"), record.first("scope_note")
        where = platform(surface)
        figures.reports.add(citation.split(":")[0])
        is_election = "election" in scope_note and not scope_note.startswith("reading:")
        figures.add(
            record,
            family,
            scope,
            (first.starts_on, last.ends_on),
            figure,
            counts_of=f"{statement or metric.replace('_', ' ')}; {surface or 'surface not stated'}",
            platform=where,
            metric=metric,
            unit=unit,
            scope_note=scope_note,
            statement=statement,
            citation=citation,
            election=scope_note if is_election else None,
        )
        yield from figures.batches()


def _figure(figures: Figures, record: NamedRow) -> Quantity | None:
    """The figure of a row in the format's unit, or None after reporting what is wrong with it."""
    value, words = record.cells["value"], record.cells["qualifier"]
    told, number = quantity.qualifier(words), _number(value)
    stated = quantity.parse(value) if number is None else None
    found: Quantity | None = None
    if words and told is None:
        known = ", ".join(word for word in quantity.QUALIFIERS if word != "range")
        figures.refuse(record, "its qualifier is not known", f"use one of {known}", "qualifier")
    elif number is not None and told not in (None, "range"):
        found = quantity.stated(number, told or "exact")
    elif number is not None:
        figures.refuse(
            record, "nothing says how a single number is meant", "use exact, about …", "qualifier"
        )
    elif stated is None:
        figures.refuse(record, "it is no number", "write digits, without words", "value")
    elif told not in (None, stated.qualifier):
        figures.refuse(
            record, "its value and its qualifier contradict each other", "correct one", "qualifier"
        )
    else:
        found = stated
    return found and _in_unit(figures, record, found)


def _in_unit(figures: Figures, record: NamedRow, found: Quantity) -> Quantity | None:
    """A figure with per cent as a share; None after reporting one that cannot be."""
    unit = record.cells["unit"].casefold()
    ends = (found.value, found.lower, found.upper)
    if unit in _PERCENT and "%" not in record.cells["value"]:
        ends = tuple(None if end is None else round(end / 100, 12) for end in ends)  # type: ignore[assignment]
        found = Quantity(*ends, found.qualifier)
    known = [end for end in ends if end is not None]
    is_change = "point" in unit or "change" in record.cells["metric"].casefold()
    if min(known) < 0 and not is_change:
        figures.refuse(record, "a count or share is never negative", "correct it", "value")
        return None
    if _unit(unit) == "share" and max(known) > 1 and not is_change:
        figures.refuse(record, "a share is at most 1, or 100 %", "correct value or unit", "value")
        return None
    return found


def _unit(text: str) -> str:
    """A unit as the format writes it: currency codes and nouns stand, `percentage points` joins."""
    if text.casefold() in _PERCENT:
        return "share"
    return "_".join(text.split()) if text.islower() else text


def _number(text: str) -> float | None:
    """A plain or signed number; a comma only between thousands."""
    if "," in text and re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text) is None:
        return None
    sign = -1.0 if text.startswith("-") else 1.0
    found = quantity.number(text.lstrip("+-"))
    return None if found is None else sign * found


def _quantity(said: str, qualifier: str) -> tuple[Quantity, str | None] | str:
    """A figure in words with its currency, or why it cannot be read."""
    match = re.fullmatch(r"(.*?)\s*\b([A-Z]{3})", said)
    text, currency = (match[1], match[2]) if match else (said, None)
    found = quantity.parse(text)
    if found is None:
        return "the value cannot be read as a figure"
    words = qualifier.casefold()
    told = next(
        (
            how
            for start, how in sorted(quantity.QUALIFIERS.items(), key=lambda pair: -len(pair[0]))
            if re.match(rf"{re.escape(start)}(?:\b|\s|$)", words)
        ),
        None,
    )
    if told is None:
        return "the qualifier is not known"
    sides = {found.qualifier, told}
    if sides & _AT_LEAST and sides & _AT_MOST:
        return "its value and its qualifier contradict each other"
    if found.qualifier == "exact" and found.value is not None and told not in {"exact", "range"}:
        found = quantity.stated(found.value, told)
    return found, currency


def _stated(figures: Figures, source: Source) -> Iterator[Batch]:
    """Rows with a figure in words; the period is read from the election's words."""
    for record in named_rows(source, figures.intake):
        cells = record.cells
        scope = figures.scope(record, "country")
        if scope is None:
            continue
        election, words = cells["election"], cells["metric"]
        when = spoken_date.parse(election) or spoken_date.year_within(election)
        if when is None:
            figures.refuse(
                record, "its words name no single year", "write the year or the days", "election"
            )
            continue
        read = _quantity(cells["value_as_stated"], cells["qualifier"])
        if isinstance(read, str):
            column = "qualifier" if "qualifier is" in read else "value_as_stated"
            figures.refuse(record, read, "write it as `more than 20 million`", column)
            continue
        figure, currency = read
        family = next(
            (name for name, shape in _FAMILIES.items() if re.search(shape, words.casefold())),
            "other",
        )
        if family == "ai_label" and "fact" not in words:
            family = "ai_generation"  # refused generations and the like are no labels
        unit = currency or next(
            (unit for unit, shape in _UNITS.items() if re.search(shape, words.casefold())), "items"
        )
        figures.add(
            record,
            family,
            scope,
            (when.starts_on, when.ends_on),
            figure,
            counts_of=f"{words}; surface not stated",
            platform="all",
            metric=folded(words),
            unit=unit,
            scope_note=f"{election}; period read from these words",
            statement=words,
            citation=record.first("source_url", "source"),
            election=election,
            note=f"stated as {cells['value_as_stated']!r}; qualifier: {cells['qualifier']}",
        )
        yield from figures.batches()


def _recognises(source: Source) -> bool:
    names = set(columns(source))
    return names >= REPORT or names >= STATED


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every figure of a list of published figures, in either shape."""
    figures = Figures(intake, NamedDays(source))
    intake.publisher = "as compiled by others"
    intake.title = "Published figures"
    yield from (_report if set(columns(source)) >= REPORT else _stated)(figures, source)
    if len(figures.reports) == 1:
        intake.title = f"Published figures: {figures.reports.pop()}"
    yield from figures.batches(at_least=1)


IMPORTER = Importer("Published figures", _recognises, read, specificity=20)
