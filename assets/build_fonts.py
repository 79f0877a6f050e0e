"""Gives font files families of our own: `python assets/build_fonts.py FOLDER`.

Reads every `*.ttf` of FOLDER, as its maker published it, and writes it to `assets/fonts/`. Nothing
but its names changes. Where the system has a font of the same family name, Qt may take that one's
glyphs instead, so that Korean or Thaana becomes boxes on one machine and not on another: no system
has a family that begins with `EOC`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
OWN = "EOC"
# The name table's numbers: what a system may find a font by.
FAMILIES = (1, 16, 21)
UNIQUE, FULL, POSTSCRIPT, FULL_MAC, VARIATIONS = 3, 4, 6, 18, 25


def renamed(number: int, text: str) -> str:
    """A name with our own mark; one that has it already stays as it is."""
    if text.startswith(OWN):
        return text
    if number in (*FAMILIES, FULL, FULL_MAC):
        return f"{OWN} {text}"
    if number in (UNIQUE, POSTSCRIPT, VARIATIONS):
        return f"{OWN}-{text}"
    return text


def rename(source: Path, target: Path) -> None:
    """Write a font under our own names, everything else as it was."""
    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    for record in font["name"].names:
        record.string = renamed(record.nameID, record.toUnicode())
    font.save(target)


def main(folder: Path) -> None:
    for source in sorted(folder.glob("*.ttf")):
        rename(source, FONTS / source.name)
        print(source.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
