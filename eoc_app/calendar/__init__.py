"""The restriction register as calendar and spreadsheet files, without database or Qt."""

from __future__ import annotations

from eoc_app.calendar.icalendar_text import as_icalendar
from eoc_app.calendar.saving import Saved, hold_to_endings, save
from eoc_app.calendar.spreadsheet import as_csv

__all__ = ["Saved", "as_csv", "as_icalendar", "hold_to_endings", "save"]
