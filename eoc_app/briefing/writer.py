"""Writes a briefing: a picture of each page, and a manifest that traces every number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtWidgets import QApplication

from eoc_app.briefing.folder import digest_of, hold_folder, put_in_place
from eoc_app.briefing.sheet import Sheet
from eoc_app.conversation.wire import Answer
from eoc_app.core.country import country
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection, hold_to_window
from eoc_app.desktop.conversation.reader_process import as_problem, views
from eoc_app.desktop.kit import theme
from eoc_app.desktop.kit.screens import asked
from eoc_app.desktop.pages.method_page import WHAT_IF
from eoc_app.desktop.shell.app import application
from eoc_app.domain.wording.printed import day, moment
from eoc_app.views.header_view import HeaderView
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.what_if_view import WhatIfView

_SHAPE: Final = 9 / 16
_NARROWEST: Final = 1200
_MOST: Final = 2400
"""The largest height of a card in pixels: a page that takes too long to read is no briefing."""


@dataclass(frozen=True)
class Order:
    """What to brief on; `width` is in pixels, `now_at` replaces the wall clock."""

    file: Path
    out: Path
    countries: tuple[str, ...]
    width: int
    theme: str
    as_of_on: date | None
    now_at: datetime
    what_if: tuple[tuple[str, float], ...] = ()
    """What-if weights, shown on a page of their own."""


@dataclass(frozen=True)
class _Picture:
    name: str
    screen: str
    selection: Selection
    answers: dict[str, Answer]
    png: bytes
    size: tuple[int, int]
    stamp: str = ""
    """The stamp across it; empty without what-if weights."""


def write_briefing(order: Order) -> list[Path]:
    """Draws every page, then puts pictures and manifest in place together.

    Raises:
        Problem: a page cannot be drawn whole or the folder cannot be written; the content of the
            folder is unchanged.
    """
    if order.width < _NARROWEST:
        raise Problem(
            "The briefing is too narrow",
            f"at {order.width} pixels texts would be cut off",
            f"choose a width of {_NARROWEST} or more",
            value=str(order.width),
        )
    digest = digest_of(order.file)
    hold_folder(order.out)
    app = application()
    theme.dress(app, order.theme)
    pages: list[tuple[str, str | None]] = [("overview", None), ("restrictions", None)]
    pages += [("country", code) for code in order.countries]
    # Impossible weights are refused before anything else is drawn.
    tried = [_draw(app, order, digest, "method", None, order.what_if)] if order.what_if else []
    pictures = [_draw(app, order, digest, screen, code) for screen, code in pages] + tried
    if digest_of(order.file) != digest:
        raise Problem(
            "The briefing was not written",
            "the snapshot was replaced while its pages were drawn",
            "write it again",
            file=order.file.name,
        )
    pngs = {picture.name: picture.png for picture in pictures}
    return put_in_place(order.out, pngs, _manifest(order, digest, pictures))


def _draw(
    app: QApplication,
    order: Order,
    digest: str,
    screen: str,
    code: str | None,
    weights: tuple[tuple[str, float], ...] = (),
) -> _Picture:
    selection = Selection(
        now_at=order.now_at, country_code=code, as_of_on=order.as_of_on, weights=weights
    )
    answers = views(order.file, selection, ("header", WHAT_IF) if weights else asked(screen))
    for answer in answers.values():
        if isinstance(answer.view, ProblemView):
            raise as_problem(answer.view)
    header = answers["header"].view
    assert isinstance(header, HeaderView)  # noqa: S101 - the reader answers header with one
    hold_to_window(selection, header.window_starts_on, header.window_ends_on)
    spoken = "all countries" if code is None else country(code).name
    stamp = _stamp(answers) if weights else ""
    sheet = Sheet(
        screen,
        header,
        f"{spoken} \u00b7 day {day(header.cursor_on)} \u00b7 all platforms",
        f"snapshot {header.snapshot_id} no. {header.serial}, {header.publisher}, {header.trust}"
        f" \u00b7 method {header.method} \u00b7 file SHA-256 {digest[:16]}"
        f" \u00b7 window {day(header.window_starts_on)} to {day(header.window_ends_on)}"
        f" \u00b7 drawn {moment(order.now_at)}"
        f" \u00b7 {header.age_text} then",
        stamp,
    )
    sheet.resize(order.width, round(order.width * _SHAPE))
    for panel, answer in answers.items():
        if panel != "header":
            sheet.page.take_answer(answer)
    sheet.fit(order.width, _SHAPE, _MOST)
    app.processEvents()
    focused = app.focusWidget()
    if focused is not None:
        focused.clearFocus()
    image = sheet.grab().toImage()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    size = (image.width(), image.height())
    sheet.close()
    sheet.deleteLater()
    name = f"{WHAT_IF if weights else screen}.png" if code is None else f"country_{code}.png"
    return _Picture(name, screen, selection, answers, bytes(held.data()), size, stamp)


def _stamp(answers: dict[str, Answer]) -> str:
    """Returns the stamp across a page of what-if weights.

    Raises:
        Problem: the weights are the method's own, so there is nothing to try.
    """
    view = answers[WHAT_IF].view
    if isinstance(view, WhatIfView) and view.stamp:
        return view.stamp
    raise Problem("Nothing is tried", "the weights of --what-if are the method's own",
                  "give at least one other weight, or leave --what-if out")  # fmt: skip


def _manifest(order: Order, digest: str, pictures: list[_Picture]) -> dict[str, Any]:
    header = pictures[0].answers["header"].view
    assert isinstance(header, HeaderView)  # noqa: S101 - the reader answers header with one
    return {
        "format": 1,
        "program": f"eoc-app {metadata.version('eoc-app')}",
        "snapshot": {
            "file": order.file.name,
            "digest": digest,
            "id": header.snapshot_id,
            "serial": header.serial,
            "title": header.title,
            "publisher": header.publisher,
            "trust": header.trust,
            "as_of": header.as_of_at.isoformat(),
            "marking": header.marking,
            "exercise": header.exercise,
        },
        "method": {"name": header.method, "digest": header.method_digest},
        "theme": order.theme,
        "drawn_at": order.now_at.isoformat(),
        **_what_if(pictures),
        "pictures": [
            {
                "file": picture.name,
                "view": WHAT_IF if picture.stamp else picture.screen,
                **({"what_if": picture.stamp} if picture.stamp else {}),
                "selection": msgspec.to_builtins(picture.selection),
                "panels": {
                    name: {
                        "title": answer.view.title,
                        "exercise": answer.view.is_exercise,
                        "queries": {trace.query: trace.digest for trace in answer.traces},
                    }
                    for name, answer in picture.answers.items()
                    if not isinstance(answer.view, ProblemView)
                },
                "width": picture.size[0],
                "height": picture.size[1],
                "digest": hashlib.sha256(picture.png).hexdigest(),
            }
            for picture in pictures
        ],
    }


def _what_if(pictures: list[_Picture]) -> dict[str, Any]:
    """Returns the what-if weights and their picture; empty if there are none."""
    tried = next((picture for picture in pictures if picture.stamp), None)
    if tried is None:
        return {}
    weights = dict(tried.selection.weights)
    return {"what_if": {"stamp": tried.stamp, "weights": weights, "picture": tried.name}}
