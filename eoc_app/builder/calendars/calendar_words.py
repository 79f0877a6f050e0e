"""What the words of a calendar's event say: which rule it is of, and of which country."""

from __future__ import annotations

from eoc_app.builder.calendars.calendar_lines import CalendarPart, Event
from eoc_app.builder.calendars.calendar_times import Unreadable
from eoc_app.core.country import country_code
from eoc_app.domain.countries.country_words import countries_named
from eoc_app.domain.restrictions.restriction_words import rule_of
from eoc_app.snapshot.catalogue import catalogue


def rule(event: Event, categories: list[str]) -> str | None:
    """The format's word for the rule that an event names; None where it names none.

    Raises:
        Unreadable: what it says in our own property is no rule.
    """
    stated = event.first("X-EOC-RULE")
    if stated is None:
        rules = (rule_of(text) for text in (*categories, event.text("SUMMARY")))
        return next((word for word in rules if word is not None), None)
    words = catalogue().schema["restriction_period"].values["rule"]
    if stated.text.casefold() not in words:
        raise Unreadable(stated, "it is no rule of the format", f"use {', '.join(words)}")
    return stated.text.casefold()


def code(part: CalendarPart, event: Event, categories: list[str]) -> str:
    """The one country that an event names.

    Raises:
        Unreadable: it names none, or several.
    """
    cell = event.first("X-EOC-COUNTRY")
    if cell is not None:
        stated = country_code(cell.text)
        if stated is None:
            raise Unreadable(cell, "it is no country of ISO 3166", "write the two-letter code")
        return stated
    # The last that a place names is the widest: `Tbilisi, Georgia`.
    named = set(countries_named(event.text("LOCATION"))[-1:])
    named.update(*map(countries_named, [*categories, event.text("SUMMARY")]))
    named = named or set(countries_named(part.name))
    if len(named) == 1:
        return named.pop()
    why = (
        f"it names several countries: {', '.join(sorted(named))}"
        if named
        else "neither place, categories nor title name a country of ISO 3166"
    )
    raise Unreadable(
        event.one_of("LOCATION", "SUMMARY"), why, "name one country as the place of the event"
    )
