"""Money with its currency: of each country the one that its figures are told in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eoc_app.core.frame import Frame
from eoc_app.domain.risk.signal import Signal
from eoc_app.panels.kit.panel import Given

CURRENCIES: Final = "currencies"
"""The query that a panel reads if it tells figures of signals."""
_NOT_KNOWN: Final = "currency not known"


def in_currency(given: Given, signal: Signal, code: str | None) -> Signal:
    """A signal as it is told of a country: one of money has a currency as its unit."""
    if signal.form != "money":
        return signal
    frame = given.frames.get(CURRENCIES)
    found = {} if frame is None else frame.once(_by_country)
    return replace(signal, unit=found.get((signal.name, code)) or _NOT_KNOWN)


def _by_country(frame: Frame) -> dict[tuple[str, str | None], str]:
    return {(signal, code): currency for signal, code, currency in frame.rows}
