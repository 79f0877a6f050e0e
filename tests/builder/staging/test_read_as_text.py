"""Files as people really have them, through the build: read as they are meant, or refused whole."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eoc_app.builder.staging import workbook
from tests.battery.staged import Outcome, outcome

NAME = "FacebookAdLibraryReport_2025-07-10_KZ_last_30_days_advertisers"
HEADER = "Page ID,Page name,Disclaimer,Amount spent (USD),Number of ads in Library\n"
ROWS = "100000000000001,Page A,Payer A,600,3\n100000000000002,Page B,Payer B,400,2\n"


def read(folder: Path, data: bytes | str, name: str = f"{NAME}.csv") -> Outcome:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return outcome([path])


def window(found: Outcome) -> tuple[int, int, float, float]:
    """Rows, ads and spend of the one report window."""
    (row,) = found.tables["ad_window"]
    cells = dict(row)
    return cells["page_rows"], cells["ad_count"], cells["spend_lower"], cells["spend_upper"]


def names(found: Outcome) -> set[str]:
    return {dict(row)["page_name"] for row in found.tables["ad_page"]}


@pytest.mark.parametrize("word", ["Total", "TOTAL", "Grand total", "Итого", "Gesamt", "nonsense"])
def test_that_what_is_no_page_is_refused_and_not_added(word: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}{ROWS}{word},,,1000,5\n")
    assert window(found) == (2, 5, 1000, 1000)
    assert len(found.problems) == 1
    assert word in found.problems[0]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_that_a_decimal_comma_that_the_file_proves_is_read(mark: str, tmp_path: Path) -> None:
    rows = f"{HEADER}1,A,A,6.357#00,3\n2,B,B,1.000,2\n3,C,C,≤100,1\n"
    found = read(tmp_path, rows.replace(",", mark).replace("#", ","))
    assert window(found) == (3, 6, 7357, 7457)
    assert found.problems == []
    assert any("decimal comma" in note for note in found.told)


def test_that_numbers_that_may_be_a_thousand_times_others_refuse_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}1,A,A,1.234,3\n2,B,B,573,2\n".replace(",", ";"))
    assert found.tables == {}
    (problem,) = found.problems
    assert "1.234" in problem


def test_that_a_first_line_for_spreadsheets_and_a_title_are_no_rows(tmp_path: Path) -> None:
    text = (HEADER + ROWS).replace(",", ";")
    assert window(read(tmp_path, f"sep=;\r\n{text}")) == (2, 5, 1000, 1000)
    titled = read(tmp_path, f"Ad Library\n\nlast 30 days; to 10 July\n{text}")
    assert window(titled) == (2, 5, 1000, 1000)
    assert any("above the header" in note for note in titled.told)


def test_that_another_header_in_the_middle_refuses_the_file(tmp_path: Path) -> None:
    other = HEADER.replace("USD", "EUR")
    found = read(tmp_path, f"{HEADER}{ROWS}{other}100000000000003,C,C,7,1\n")
    assert found.tables == {}
    assert "another header" in found.problems[0]
    assert window(read(tmp_path, HEADER + ROWS + HEADER + ROWS)) == (2, 5, 1000, 1000)


PAGES = "".join(f"{10**14 + n},Page {n},Payer {n},{n},1\n" for n in range(4000))


def test_that_bytes_that_are_not_utf8_late_in_a_file_are_told_by_row(tmp_path: Path) -> None:
    bad = b"900000000000000001,\xc5hl\xe9ns,D\xeesc,500,1\n"
    found = read(tmp_path, b"\xef\xbb\xbf" + (HEADER + PAGES).encode() + bad)
    assert window(found)[0] == 4000
    (problem,) = found.problems
    assert "row 4002" in problem
    assert not any("\ufffd" in name for name in names(found))


@pytest.mark.parametrize(
    ("encoding", "name", "words"),
    [
        ("cp1252", "Désirée Núñez, España", "Windows-1252"),
        ("cp1250", "Wałęsa, Łódź, Świętokrzyskie", "Windows-1250"),
        ("cp1251", "Партия Народная воля", "Windows-1251"),
        ("cp1253", "Νέα Δημοκρατία", "Windows-1253"),
        ("cp874", "พรรคเพื่อไทย", "Windows-874"),
        ("mac_roman", "Désirée Pâques, Élections", "Mac Roman"),
    ],
)
def test_that_the_encoding_of_a_file_is_found_and_named(
    encoding: str, name: str, words: str, tmp_path: Path
) -> None:
    late = f'900000000000000001,"{name}",D,500,1\n'.encode(encoding)
    country = {"cp874": "TH"}.get(encoding, "KZ")
    called = f"{NAME.replace('KZ', country)}.csv"
    found = read(tmp_path, (HEADER + PAGES).encode() + late, called)
    assert name in names(found)
    assert found.problems == []
    assert any(words in note for note in found.told)


def test_that_an_encoding_that_words_do_not_tell_refuses_the_file(tmp_path: Path) -> None:
    name = "더불어민주당 국민의힘".encode("cp949")
    found = read(tmp_path, (HEADER + PAGES).encode() + b"900000000000000001," + name + b",D,5,1\n")
    assert found.tables == {}
    assert "UTF-8" in found.problems[0]


def test_that_a_row_that_comes_again_far_below_is_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eoc_app.builder.sources.bulk.frames.__kwdefaults__", {"block_bytes": 4096})
    found = read(tmp_path, HEADER + PAGES + PAGES[: PAGES.index("\n") + 1])
    assert window(found)[0] == 4000
    assert "1 rows that repeat an earlier row" in found.told


# --- workbooks


def book(*sheets: tuple[str, Sequence[Any]], form: str = "General", column: int = 4) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in sheet.iter_rows(min_row=2, min_col=column, max_col=column):
            cells[0].number_format = form
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


TITLES = next(csv.reader([HEADER.strip()]))


def test_that_a_workbook_is_read_by_its_name_and_notes_beside_the_table_are_told(
    tmp_path: Path,
) -> None:
    rows = [
        TITLES,
        ["100000000000001", "A", "A", 6357.5, 3],
        [100000000000002, "B", "B", "≤100", 2],
    ]
    found = read(tmp_path, book(("Sheet1", rows), ("Notes", [["as downloaded"]])), f"{NAME}.xlsx")
    assert window(found) == (2, 5, 6357.5, 6457.5)
    assert found.problems == []
    assert "a sheet that no importer knows" in found.told


def test_that_an_identifier_that_a_spreadsheet_has_cut_is_refused(tmp_path: Path) -> None:
    rows = [TITLES, [122096000000000003.0, "A", "A", 5, 3], [122096000000000000, "B", "B", 5, 1]]
    found = read(tmp_path, book(("a", rows)), f"{NAME}.xlsx")
    assert "ad_page" not in found.tables
    assert [("spreadsheet" in problem) for problem in found.problems] == [True, True]


def test_that_days_and_percentages_of_a_workbook_are_what_a_person_sees(tmp_path: Path) -> None:
    report = [
        ["app", "policy_area", "metric", "period", "value"],
        ["Facebook", "Spam", "Proactive rate", "2024Q1", 0.945],
    ]
    found = read(tmp_path, book(("a", report), form="0.00%", column=5), "report-2024-q1.xlsx")
    (row,) = found.tables["enforcement"]
    assert dict(row)["value"] == 0.945
    elections = [
        ["country_code", "name", "kind", "first_polling_day", "last_polling_day", "round"],
        ["TW", "general election", "presidential", datetime(2024, 1, 13), date(2024, 1, 13), 1],
    ]
    found = read(tmp_path, book(("a", elections), column=6), "elections.xlsx")
    (row,) = found.tables["election"]
    assert dict(row)["polling_starts_on"] == date(2024, 1, 13)


def test_that_a_workbook_whose_formulas_have_no_results_is_refused_whole(tmp_path: Path) -> None:
    rows = [TITLES, ["100000000000001", "A", "A", "=5+1", 3]]
    found = read(tmp_path, book(("a", rows)), f"{NAME}.xlsx")
    assert found.tables == {}
    assert "formulas" in found.problems[0]


def _zip(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old format (.xls)"),
        (_zip("mimetype", "content.xml", "styles.xml"), "OpenDocument"),
        (_zip("[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
        (_zip("[Content_Types].xml", "word/document.xml"), "Word document"),
        (_zip("[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"), "cannot be read"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"<!DOCTYPE html><html>", "a web page"),
    ],
)
def test_that_what_is_no_table_is_told_in_one_message(
    data: bytes, words: str, tmp_path: Path
) -> None:
    found = read(tmp_path, data, "export.csv")
    (problem,) = found.problems
    assert words in problem


def test_that_a_workbook_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [TITLES, *[[str(10**14 + n), "A", "A", n, 1] for n in range(50)]]
    monkeypatch.setattr(workbook, "MOST_CELLS", 200)
    assert "200 cells" in read(tmp_path, book(("a", rows)), f"{NAME}.xlsx").problems[0]
    monkeypatch.setattr(workbook, "LARGEST", 1000)
    assert "unpacked" in read(tmp_path, book(("a", rows)), f"{NAME}.xlsx").problems[0]


def test_that_the_small_inputs_that_went_wrong_once_are_read_as_they_are_meant() -> None:
    faults = Path(__file__).resolve().parents[4] / "shared" / "faults"
    if not faults.is_dir():
        pytest.skip("the inputs that went wrong once are not on this machine (../shared/faults)")
    expected = {
        "05_ad_library_total_row": ((3, 6, 1000, 1100), 1),
        "06_ad_library_decimal_comma": ((3, 6, 6930, 7030), 0),
        "10_spreadsheet_leftovers": ((3, 6, 6930, 7030), 0),
    }
    for folder, (sums, problems) in expected.items():
        found = outcome([faults / folder])
        assert (window(found), len(found.problems)) == (sums, problems), folder
    assert len(outcome([faults / "09_workbook"]).problems) == 1
    (problem,) = outcome([faults / "15_bad_bytes_late"]).problems
    assert "row 4002" in problem
