"""What Qt says of itself: printed as before, and noted without what it names."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from eoc_app import log
from eoc_app.core.printable import harmless
from eoc_app.log import Word

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: Word("debug"),
    QtMsgType.QtInfoMsg: Word("info"),
    QtMsgType.QtWarningMsg: Word("warning"),
    QtMsgType.QtCriticalMsg: Word("critical"),
    QtMsgType.QtFatalMsg: Word("fatal"),
}
_SPEAKER: Final = re.compile(r"Q[A-Z]\w{1,40}(::~?\w{1,40}){0,3}(?=[:( ])")
"""The class and function of Qt that a message begins with; what follows may name a file."""
_CATEGORY: Final = re.compile(r"(default|qt(\.[a-z0-9]{1,20}){1,5})")


def note_qt_messages() -> None:
    """Let what Qt says go into the log, too."""
    qInstallMessageHandler(_take)


def _take(level: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    text = message or ""
    speaker = _SPEAKER.match(text)
    category = context.category or ""
    log.note(
        "qt",
        level=_LEVELS.get(level, Word("other")),
        category=log.matched(category, _CATEGORY),
        speaker=Word(speaker[0]) if speaker else Word("other"),
        length=len(text),
    )
    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(f"{harmless(text)}\n")
