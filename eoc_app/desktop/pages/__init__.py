"""Pages: one file for each kind of screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eoc_app.desktop.pages.page import Page


def make_page(screen: str, parent: QWidget | None = None) -> Page:
    """The page of a screen; what it draws with is loaded only now."""
    match screen:
        case "overview":
            from eoc_app.desktop.pages.overview_page import OverviewPage  # noqa: PLC0415

            return OverviewPage(parent)
        case "country":
            from eoc_app.desktop.pages.country_page import CountryPage  # noqa: PLC0415

            return CountryPage(parent)
        case "restrictions":
            from eoc_app.desktop.pages.restrictions_page import RestrictionsPage  # noqa: PLC0415

            return RestrictionsPage(parent)
        case "alarms":
            from eoc_app.desktop.pages.alarms_page import AlarmsPage  # noqa: PLC0415

            return AlarmsPage(parent)
        case "method":
            from eoc_app.desktop.pages.method_page import MethodPage  # noqa: PLC0415

            return MethodPage(parent)
        case _:
            from eoc_app.desktop.pages.table_page import TablesPage  # noqa: PLC0415

            return TablesPage(screen, parent)
