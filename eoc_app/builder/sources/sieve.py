"""Rows of a table that are no data: its header again, totals, and rows that it had already."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from eoc_app.builder.sources.delimited import clean
from eoc_app.builder.sources.intake import FileRefused, Intake, ReadAgain

HEADERS: Final = "headers that come again"
_LEAST: Final = 3
"""Columns from which on a row with nothing but its first cell can be no figure."""
NOTES: Final = "rows of which only the first cell says something: notes"
REPEATS: Final = "rows that repeat an earlier row"
TOTALS: Final = frozenset(
    {
        *("total", "totals", "grand total", "sub total", "subtotal", "sub-total", "overall total"),
        *("sum", "sums", "total general", "total général", "total geral", "totale", "totaal"),
        *("suma", "suma total", "somme", "summe", "summa", "gesamt", "gesamtsumme", "insgesamt"),
        *("gesamtergebnis", "i alt", "yhteensä", "toplam", "genel toplam", "razem", "ogółem"),
        *("suma końcowa", "celkem", "celkový součet", "spolu", "összesen", "végösszeg", "ukupno"),
        *("skupaj", "kopā", "viso", "kokku", "σύνολο", "итого", "всего", "общий итог", "разом"),
        *("усього", "загалом", "общо", "вкупно", "укупно", "барлығы", "სულ", "ընդամենը", "المجموع"),
        *("الإجمالي", "סה״כ", 'סה"כ', "جمع", "कुल", "मोट", "รวม", "ทั้งหมด", "tổng", "tổng cộng"),
        *(
            "jumlah",
            "合计",
            "总计",
            "總計",
            "合計",
            "総計",
            "합계",
            "총계",
            "جمع کل",
            "মোট",
            "कुल योग",
        ),
    }
)
"""What people and spreadsheets write beside sums, in small letters."""
_SPELLINGS: Final = sorted(
    {
        spelled
        for word in TOTALS
        for spelled in (word, word.capitalize(), word.title(), word.upper())
    }
    | {f"{word.capitalize()}:" for word in TOTALS}
)
_REPEATED: Final = "digests of rows that come again"


class Sieve:
    """Takes out of the rows of one file what is no data, and tells of it."""

    def __init__(self, titles: tuple[str, ...], intake: Intake, memory: dict[Any, Any]) -> None:
        """Know a file by the cells of its header; `memory` is what is known of the source."""
        self._titles = titles
        self._intake = intake
        self._memory = memory
        self._known: set[int] = set()
        self._digests: list[pl.Series] = []

    def frame(self, frame: pl.DataFrame, line: str) -> pl.DataFrame:
        """The data among rows whose cells are `cell_0` …; `line` names the column of lines."""
        first = frame["cell_0"]
        if (first == self._titles[0]).any():
            frame = self._without_headers(frame, line)
            first = frame["cell_0"]
        sums = first.is_in(_SPELLINGS)
        if sums.any():
            for number, value in frame.filter(sums).select(line, "cell_0").iter_rows():
                self._total(number, value)
            frame = frame.filter(~sums)
        if frame.width > _LEAST and (frame[frame.columns[-1]].str.strip_chars() == "").any():
            frame = self._without_notes(frame, line)
        digests = frame.drop(line).hash_rows()
        again = self._again(digests)
        if again is not None:
            self._intake.skip(REPEATS, int(again.sum()))
            frame, digests = frame.filter(~again), digests.filter(~again)
        self._digests.append(digests)
        return frame

    def _again(self, digests: pl.Series) -> pl.Series | None:
        """Which rows of a block came before, in it or in an earlier one; None where none did."""
        repeated: pl.Series | None = self._memory.get(_REPEATED)
        if repeated is not None:
            suspects = digests.is_in(repeated.implode())
            known = suspects & digests.is_in(sorted(self._known))
            self._known.update(digests.filter(suspects))
            again = known | ~digests.is_first_distinct()
            return again if again.any() else None
        return ~digests.is_first_distinct() if digests.n_unique() < len(digests) else None

    def finish(self) -> None:
        """Have the file read again where blocks of it repeat rows of earlier blocks.

        Raises:
            ReadAgain: the second reading will know which.
        """
        if len(self._digests) < 2 or _REPEATED in self._memory or not self._intake.may_read_again:
            return
        every = pl.concat(self._digests)
        if every.n_unique() < len(every):
            self._memory[_REPEATED] = every.filter(every.is_duplicated()).unique()
            raise ReadAgain

    def _without_notes(self, frame: pl.DataFrame, line: str) -> pl.DataFrame:
        """Rows without those of which only the first cell says something."""
        others = [name for name in frame.columns if name not in {line, "cell_0"}]
        alone = pl.all_horizontal(pl.col(others).str.strip_chars() == "")
        notes = frame.select(alone.alias("note"))["note"]
        if notes.any():
            self._intake.skip(NOTES, int(notes.sum()))
            return frame.filter(~notes)
        return frame

    def _without_headers(self, frame: pl.DataFrame, line: str) -> pl.DataFrame:
        names = [name for name in frame.columns if name != line]
        at = (frame["cell_0"] == self._titles[0]).arg_true()
        for place in at:
            self._header(frame[line][place], [str(frame[name][place]) for name in names])
        self._intake.skip(HEADERS, at.len())
        return frame.with_row_index("place").filter(~pl.col("place").is_in(at)).drop("place")

    def row(self, line: int, cells: list[str], *, apart: bool = True) -> bool:
        """Whether a row, already counted, is data; `apart` is whether it stands for itself."""
        first = clean(cells[0]) if cells else ""
        if first == self._titles[0] and len(self._titles) > 1:
            self._header(line, cells)
            self._intake.skip(HEADERS)
            return False
        if first.casefold().rstrip(": ") in TOTALS:
            self._total(line, first)
            return False
        if not apart:
            return True
        if len(self._titles) >= _LEAST and not any(map(clean, cells[1:])):
            self._intake.skip(NOTES)
            return False
        key = hash(tuple(cells))
        if key in self._known:
            self._intake.skip(REPEATS)
            return False
        self._known.add(key)
        return True

    def _header(self, line: int, cells: list[str]) -> None:
        """Refuse the file where a header that comes again is another one."""
        again = tuple(map(clean, cells))
        if again[: len(self._titles)] == self._titles:
            return
        differs = next((b for a, b in zip(self._titles, again, strict=False) if a != b), again[-1])
        raise FileRefused(
            "A file was not imported",
            "another header begins in the middle of it: it holds two tables",
            "put each table into a file of its own",
            file=self._intake.path,
            row=line,
            value=differs,
        )

    def _total(self, line: int, value: str) -> None:
        self._intake.refuse(
            "A row was not imported",
            "it is a row of totals, whose figures the rows above hold already",
            "leave it out",
            row=line,
            value=value,
        )
