"""The fonts that ship with the program, so that a name in any script reads on a bare machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from eoc_app.core.places import ASSETS
from eoc_app.core.problem import Problem

INTERFACE = "EOC Inter"
"""Families bear names of our own (assets/build_fonts.py): a system's font of the same name would
otherwise stand before ours, and its glyphs differ from machine to machine."""
_INTERFACE_FILE = "Inter"
# Files, not families, because systems differ in what they call a family; in the order in which Qt
# looks for a character that the interface face lacks. The first face with the character wins.
FALLBACKS = (
    "NotoSans",
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansDevanagari",
    "NotoSansBengali",
    "NotoSansThai",
    "NotoSansTamil",
    "NotoSansGeorgian",
    "NotoSansArmenian",
    "NotoSansEthiopic",
    "DroidSansFallback",
    "NotoSansSymbols2",
    "NotoSansSymbols",
    "NotoSansMath",
    "NotoEmoji",
    "NotoSansGujarati",
    "NotoSansGurmukhi",
    "NotoSansTelugu",
    "NotoSansKannada",
    "NotoSansMalayalam",
    "NotoSansOriya",
    "NotoSansSinhala",
    "NotoSansKhmer",
    "NotoSansLao",
    "NotoSansMyanmar",
    "NotoSansThaana",
    "NotoSansTifinagh",
    "NotoSerifTibetan",
    "NotoSansNKo",
    "NotoSansAdlam",
    "NotoSansMongolian",
    "NotoSansOlChiki",
    "NotoSansCanadianAboriginal",
    "NotoSansMeeteiMayek",
    "NotoSansSyriac",
    "NotoSansCherokee",
    "NotoSansJavanese",
    "NotoSansSundanese",
    "NotoSansBalinese",
    "NotoSansBuginese",
    "NotoSansBatak",
    "NotoSansChakma",
    "NotoSansHanifiRohingya",
    "NotoSansCham",
    "NotoSansYi",
    "NotoSansLisu",
    "NotoSansTaiLe",
    "NotoSansNewTaiLue",
    "NotoSansTaiTham",
    "NotoSansKayahLi",
    "NotoSansNewa",
    "NotoSansLepcha",
    "NotoSansLimbu",
    "NotoSansSylotiNagri",
    "NotoSansSaurashtra",
    "NotoSansSoraSompeng",
    "NotoSansWarangCiti",
    "NotoSansVai",
    "NotoSansOsage",
)
# Names that Qt, a style or a library may ask for when nobody set a font.
_GENERIC = ("", "Sans", "Sans Serif", "sans-serif", "Helvetica", "Arial", "MS Shell Dlg 2")


_CONFIGURATION = "FONTCONFIG_FILE"


@contextmanager
def no_system_fonts() -> Iterator[None]:
    """Hide the system's fonts from a QGuiApplication that is made inside.

    A character that no bundled font has is then the same box everywhere, and not one machine's
    glyph and another's box. Only fontconfig (Linux) can be told so; elsewhere nothing happens.
    """
    if sys.platform != "linux":
        yield
        return
    before = os.environ.get(_CONFIGURATION)
    os.environ[_CONFIGURATION] = str(ASSETS / "fonts" / "system.conf")
    try:
        yield
        # fontconfig reads its file when it is first asked; programs that are started later, such
        # as a browser, must not inherit it.
        QFontDatabase.families()
    finally:
        del os.environ[_CONFIGURATION]
        if before is not None:
            os.environ[_CONFIGURATION] = before


@dataclass(frozen=True, slots=True)
class FontFamilies:
    """The families that are installed: the interface face, then its fallbacks in order."""

    interface: str
    fallbacks: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (self.interface, *self.fallbacks)


@cache
def install_fonts() -> FontFamilies:
    """Register every bundled font once and make them the fallbacks of every font of the program.

    Needs a running QGuiApplication. Qt reads a file only when a character of it is first drawn.

    Raises: Problem when a font file is missing or unreadable.
    """
    _add(_INTERFACE_FILE)
    fallbacks = tuple(dict.fromkeys(family for name in FALLBACKS for family in _add(name)))
    # Looking through the fallbacks, Qt tells of each face that cannot shape the script in question,
    # which is why it goes on to the next one.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    # Qt appends the substitutes of every family that a font names to that font's fallbacks, and
    # looks there before it asks the system: the same glyphs on every machine.
    QFont.insertSubstitutions(INTERFACE, fallbacks)
    for name in {*_GENERIC, QFont().defaultFamily()}:
        QFont.insertSubstitutions(name, (INTERFACE, *fallbacks))
    QFontDatabase.setApplicationEmojiFontFamilies(["EOC Noto Emoji"])
    return FontFamilies(INTERFACE, fallbacks)


def _add(name: str) -> list[str]:
    """The families of the weights of one face, registered now."""
    families: list[str] = []
    for path in sorted((ASSETS / "fonts").glob(f"{name}-*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else ()
    if not families:
        raise Problem(
            what=f"the font {name} is missing from the program's own fonts",
            why="its file is absent or damaged, so text in its script could not be read",
            remedy="install the program again",
            file=str(ASSETS / "fonts"),
        )
    return families
