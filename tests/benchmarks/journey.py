"""What an analyst does in a session, timed step by step and turn by turn in one window.

Run: python -m tests.benchmarks.journey FILE [--quick]. Prints JSON: seconds of every country chosen
and of every day moved to, of bare repaints of both pages, every turn of the event loop, and the
memory of window and reader.
"""

# mypy does not infer a lambda that keeps a value by default.
# mypy: disable-error-code="misc"

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.shell.opening import Opening
from tests.benchmarks.turns import Driven, Turn

_NOW = datetime(2024, 10, 26, 6, tzinfo=UTC)


def _megabytes(pid: int | None = None) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1e6


def _codes(driven: Driven) -> list[str]:
    view = driven.window.header_view
    assert view is not None
    return [code for code, _ in view.countries]


def repaint_pages(driven: Driven, count: int) -> dict[str, list[float]]:
    """Seconds of bare repaints by screen: every widget painted again, nothing asked or laid out."""
    taken: dict[str, list[float]] = {}
    for screen in ("overview", "country"):
        driven.step(
            f"to {screen}",
            lambda screen=screen: driven.session.choose(
                screen=screen, country_code=_codes(driven)[0]
            ),
        )
        driven.repaint()
        taken[screen] = [driven.repaint() for _ in range(count)]
    return taken


def choose_countries(driven: Driven, count: int) -> list[float]:
    """Seconds from choosing another country to its complete, painted page."""
    codes = _codes(driven)
    driven.step("to the country page", lambda: driven.session.choose(
        screen="country", country_code=codes[-1]))  # fmt: skip
    stride = max(1, len(codes) // count)
    return [
        driven.step(f"country {code}", lambda code=code: driven.session.choose(country_code=code))
        for code in codes[::stride][:count]
    ]


def move_days(driven: Driven, count: int) -> list[float]:
    """Seconds from moving the day cursor to the repainted overview: day by day, then in leaps."""
    driven.step("to the overview", lambda: driven.session.choose(screen="overview"))
    view = driven.window.header_view
    assert view is not None
    last: date = view.window_ends_on
    reach = (last - view.window_starts_on).days
    steps = count * 2 // 3
    near = [last - timedelta(days=number + 1) for number in range(steps)]
    far = [last - timedelta(days=number * 37 % reach) for number in range(steps, count)]
    return [
        driven.step(f"day {day}", lambda day=day: driven.session.choose(as_of_on=day))
        for day in (*near, *far)
    ]


def _key(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.postEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _hover(widget: QWidget, x: float, y: float) -> None:
    at = QPointF(x * widget.width(), y * widget.height())
    QApplication.postEvent(
        widget,
        QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton,
                    Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
    )  # fmt: skip


def _wheel(widget: QWidget, notches: int) -> None:
    at = QPointF(widget.width() / 2, widget.height() / 2)
    QApplication.postEvent(
        widget,
        QWheelEvent(at, widget.mapToGlobal(at), QPoint(0, 0), QPoint(0, 120 * notches),
                    Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                    Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip


def _content(driven: Driven, panel: str) -> QWidget:
    widget = driven.window.page(driven.session.screen).frames[panel].content
    if isinstance(widget, QAbstractScrollArea):
        return widget.viewport()
    inner = widget.findChild(QAbstractScrollArea)
    return inner.viewport() if inner is not None else widget


def look_over(driven: Driven) -> None:
    """The overview under mouse and wheel."""
    driven.step(
        "overview",
        lambda: driven.session.choose(screen="overview", as_of_on=None, country_code=None),
    )
    for number in range(60):
        x, y = 0.1 + 0.8 * (number / 60), 0.3 + 0.2 * (number % 3)
        driven.step(
            "hover over the map", lambda x=x, y=y: _hover(_content(driven, "world_map"), x, y)
        )
    for notches in (1, 1, 1, -1, -1, -1):
        driven.step("zoom the map", lambda n=notches: _wheel(_content(driven, "world_map"), n))
    for _ in range(20):
        driven.step("scroll the ranking", lambda: _wheel(_content(driven, "ranking"), -1))


def visit_screens(driven: Driven) -> None:
    """Every screen, there and back, its tables scrolled."""
    for screen in itertools.chain(SCREENS, reversed(SCREENS)):
        if screen != "country":
            driven.step(
                f"screen {screen}", lambda screen=screen: driven.session.choose(screen=screen)
            )
        if screen in ("signals", "ads", "sources", "ai_labels"):
            panel = SCREENS[screen].panels[0]
            for _ in range(5):
                driven.step(f"scroll {screen}", lambda p=panel: _wheel(_content(driven, p), -2))


def study_countries(driven: Driven) -> None:
    """From country to country, with the screens that are asked for beside each."""
    choose = driven.session.choose
    for code in _codes(driven)[:10]:
        driven.step("country from the map", lambda code=code: driven.window.open_country(code))
        driven.step("scroll the series", lambda: _wheel(_content(driven, "series"), -3))
        driven.step("restrictions of it", lambda: choose(screen="restrictions"))
        for span in ("day", "season", "fortnight"):
            driven.step(f"restrictions, {span}", lambda span=span: choose(span=span))
        driven.step("its signals", lambda: choose(screen="signals"))
        driven.step("its ads", lambda: choose(screen="ads"))
        driven.step("back", driven.session.go_back)


def steer(driven: Driven) -> None:
    """Filters, days, the palette, and both themes."""
    window, choose = driven.window, driven.session.choose
    driven.step("overview again", lambda: choose(screen="overview", country_code=None))
    for platforms in (("facebook",), ("facebook", "instagram"), ()):
        driven.step(f"platforms {platforms}", lambda p=platforms: choose(platforms=p))
    for _ in range(30):
        driven.step("a day back", lambda: window._move_day(-1))
    for word in ("ken", "uni", "sig"):
        driven.step("open the palette", window.open_palette)
        for letter in word:
            field = QApplication.focusWidget() or window
            driven.step("type in it", lambda f=field, c=letter: _key(f, Qt.Key(ord(c.upper())), c))
        field = QApplication.focusWidget() or window
        driven.step("choose in it", lambda f=field: _key(f, Qt.Key.Key_Return))
    for screen in ("overview", "country"):
        driven.step(
            f"to {screen}",
            lambda screen=screen: choose(screen=screen, country_code=_codes(driven)[0]),
        )
        for _ in range(2):
            driven.step(f"theme on {screen}", window.theme_wanted.emit)


def _told(turn: Turn) -> list[Any]:
    return [turn.step, turn.length, list(turn.events)]


def main(arguments: list[str]) -> int:
    """Drive the window and print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args(arguments)
    path = chosen.file.absolute()
    driven = Driven(path, Opening(path, now_at=_NOW))
    found: dict[str, Any] = {"window_mb_at_start": _megabytes()}
    # The window is made before its event loop begins; how long that takes is measured elsewhere.
    driven.turns = [turn for turn in driven.turns if "act" not in turn.events]
    driven.rest()
    found["repaints"] = repaint_pages(driven, 10 if chosen.quick else 40)
    timed: dict[str, Callable[[], list[float]]] = {
        "countries": lambda: choose_countries(driven, 20 if chosen.quick else 100),
        "days": lambda: move_days(driven, 40 if chosen.quick else 150),
    }
    for name, measure in timed.items():
        found[name] = measure()
    for part in (look_over, visit_screens, study_countries, steer):
        part(driven)
    # A bare repaint is no gesture of a person.
    found["turns"] = [_told(turn) for turn in driven.turns if turn.step != "repaint"]
    found["window_mb"] = _megabytes()
    found["reader_mb"] = _megabytes(driven.window.client.pid)
    driven.close()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
