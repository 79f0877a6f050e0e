"""Money with its currency: the one in which each country's figures are stated."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eoc_app.core.frame import Frame
from eoc_app.domain.risk.signal import Signal
from eoc_app.panels.kit.panel import Given

CURRENCIES: Final = "currencies"
"""The query that a panel reads if it shows figures of signals."""
_NOT_KNOWN: Final = "currency not known"


def in_currency(given: Given, signal: Signal, code: str | None) -> Signal:
    """The signal as shown for a country: the unit of money is the country's currency."""
    if signal.form != "money":
        return signal
    frame = given.frames.get(CURRENCIES)
    currencies = {} if frame is None else frame.once(_by_country)
    return replace(signal, unit=currencies.get((signal.name, code)) or _NOT_KNOWN)


def _by_country(frame: Frame) -> dict[tuple[str, str | None], str]:
    return {(signal, code): currency for signal, code, currency in frame.rows}
