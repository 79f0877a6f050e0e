"""What people and machines do to a file on its way, and what must come of it: stated once.

Each transformation takes the files of a source by name and gives files by path. The outcomes:

- `same`: every row is the same, and nothing is refused or added up.
- `same, told`: every row is the same, and the report says what was left out.
- `not more`: no row that was not there and no larger sum; where one is missing, a Problem says so.
- `no more figures, told`: no figure that was not there; that a column is strange to the importer is
  told. (What a missing column would have said nobody can know: the rows say that it is not stated.)
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tests.battery.acts import (
    Files,
    cells,
    cut,
    each,
    exponent,
    late_bytes,
    of_rows,
    renamed,
    shuffled,
    totals,
    western,
    with_decimal_comma,
    without,
    workbook,
    written,
    zipped,
)

Outcome = Literal["same", "same, told", "not more", "no more figures, told"]


@dataclass(frozen=True)
class Transformation:
    """One thing that is done to every file of a source, and the right outcome."""

    name: str
    act: Callable[[Files], Files]
    outcome: Outcome
    only_tables: bool = False
    """Whether it makes sense of delimited tables only."""
    before: Callable[[Files], Files] = lambda files: files
    """The files that it is compared with."""


TITLE: Final = b"Downloaded by the desk on Monday\n"
NOTE: Final = b"Source: as downloaded; amounts in the currency of the header\n"

ALL: Final = (
    Transformation("as it is", lambda files: files, "same"),
    Transformation(
        "the same bytes twice",
        lambda files: files | {f"again/{name}": text for name, text in files.items()},
        "same, told",
    ),
    Transformation("line ends of Windows", each(lambda t: re.sub(rb"\r?\n", b"\r\n", t)), "same"),
    Transformation("a byte-order mark", each(lambda text: b"\xef\xbb\xbf" + text), "same"),
    Transformation("UTF-16", each(lambda text: text.decode("utf-8").encode("utf-16")), "same"),
    Transformation(
        "UTF-16 without a mark", each(lambda t: t.decode("utf-8").encode("utf-16-le")), "same"
    ),
    Transformation(
        "semicolons", each(lambda text: written(cells(text), ";")), "same", only_tables=True
    ),
    Transformation(
        "semicolons and decimal commas", each(with_decimal_comma), "same", only_tables=True
    ),
    Transformation(
        "a first line that states the delimiter",
        each(lambda text: b"sep=;\r\n" + with_decimal_comma(text)),
        "same",
        only_tables=True,
    ),
    Transformation("tabs", each(lambda text: written(cells(text), "\t")), "same", only_tables=True),
    Transformation(
        "everything in quotes",
        each(lambda text: written(cells(text), quoting=csv.QUOTE_ALL)),
        "same",
        only_tables=True,
    ),
    Transformation("a workbook", workbook, "same", only_tables=True),
    Transformation("gzip", lambda f: {f"{n}.gz": gzip.compress(t) for n, t in f.items()}, "same"),
    Transformation("a zip", lambda files: {"download.zip": zipped(files)}, "same"),
    Transformation(
        "a zip in a zip",
        lambda files: {"outer.zip": zipped({"inner.zip": zipped(files)})},
        "same",
    ),
    Transformation(
        "a folder in a folder",
        lambda files: {f"one/two/{name}": text for name, text in files.items()},
        "same",
    ),
    Transformation("rows in another order", of_rows(shuffled), "same", only_tables=True),
    Transformation(
        "a row that comes again",
        of_rows(lambda rows: [*rows, rows[1]]),
        "same, told",
        only_tables=True,
    ),
    Transformation(
        "the header again",
        of_rows(lambda rows: [*rows[:-1], rows[0], rows[-1]]),
        "same, told",
        only_tables=True,
    ),
    Transformation(
        "blank lines",
        each(lambda text: b"\n\n" + text.replace(b"\n", b"\n\n", 1) + b"\n\n"),
        "same",
        only_tables=True,
    ),
    Transformation("a row of totals", of_rows(totals), "same, told", only_tables=True),
    Transformation("a title above", each(lambda t: TITLE + b"\n" + t), "same, told", True),
    Transformation("a note below", each(lambda text: text + b"\n" + NOTE), "same, told", True),
    Transformation(
        "a note below, padded",
        of_rows(lambda r: [*r, [NOTE.decode().strip(), *[""] * (len(r[0]) - 1)]]),
        "same, told",
        True,
    ),
    Transformation("cut in the middle", each(cut(0.5)), "not more"),
    Transformation("cut near its end", each(cut(0.75)), "not more"),
    Transformation(
        "cut in the middle, packed",
        lambda files: {
            f"{name}.gz": gzip.compress(t)[: len(gzip.compress(t)) // 2]
            for name, t in files.items()
        },
        "not more",
    ),
    Transformation("another encoding in its last line", each(late_bytes), "not more"),
    Transformation(
        "Windows-1252",
        each(lambda text: western(text).encode("cp1252")),
        "same",
        before=each(lambda text: western(text).encode("utf-8")),
    ),
    Transformation("identifiers as 1.2E+17", of_rows(exponent), "not more", True),
    Transformation(
        "a column more",
        of_rows(lambda rows: [[*row, "more" if n == 0 else "x"] for n, row in enumerate(rows)]),
        "same, told",
        True,
    ),
    *(
        Transformation(
            f"column {place + 1} renamed", of_rows(renamed(place)), "no more figures, told", True
        )
        for place in range(3)
    ),
    *(
        Transformation(
            f"column {place + 1} missing", of_rows(without(place)), "no more figures, told", True
        )
        for place in range(3)
    ),
)
