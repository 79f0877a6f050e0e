"""Bulk reading gives what the strict path gives, and more where a stray quote swallows rows."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import nullcontext
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eoc_app.builder.sources import bulk, delimited
from eoc_app.builder.sources.intake import FileRefused, Intake, ReadAgain
from eoc_app.builder.sources.records import BLANK
from eoc_app.builder.sources.source import Source
from eoc_app.builder.sources.table_rows import table_rows


def read(
    source: Source, block_bytes: int = bulk.BLOCK_BYTES
) -> tuple[list[tuple[object, ...]], Intake]:
    while True:
        intake = Intake(source.path, may_read_again=True)
        try:
            frames = list(bulk.frames(source, intake, block_bytes=block_bytes))
        except ReadAgain:
            continue
        return (pl.concat(frames).rows() if frames else []), intake


def strict(source: Source, intake: Intake) -> list[tuple[object, ...]]:
    """The rows of the strict path that are as wide as the header."""
    width = len(delimited.header(source))
    below = table_rows(Source(source.path, source.on_disk, source.member), intake)
    rows = [(line, *cells) for line, cells in below if any(map(str.strip, cells))]
    return [row for row in rows if len(row) == width + 1]


def written(folder: Path, data: bytes | str) -> Source:
    path = folder / "f.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return Source("f.csv", path)


def test_that_every_real_file_reads_as_on_the_strict_path(real_data: Path) -> None:
    compared = 0
    for path in sorted(real_data.rglob("*")):
        if path.suffix == ".csv":
            sources = [Source(path.name, path)]
        elif path.suffix == ".zip" and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if name.endswith(".csv")]
            sources = [Source(name, path, name) for name in names]
        else:
            continue
        for source in sources:
            if len(delimited.header(source)) < 2:
                continue
            try:
                rows, intake = read(source)
            except FileRefused:  # a header of two lines: its importer reads it line by line
                with pytest.raises(FileRefused):
                    strict(source, Intake(source.path))
                continue
            assert rows == strict(source, Intake(source.path)), source.path
            skipped = sum(rows for why, rows in intake.skipped.items() if why != BLANK)
            assert len(rows) + len(intake.problems) + skipped == intake.rows_read
            compared += 1
    assert compared > 200


CELL = st.text(st.sampled_from('ab1,;" \té≤ก\n'), max_size=5)


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=30),
    crlf=st.booleans(),
    everything_quoted=st.booleans(),
    block_bytes=st.integers(1, 200),
)
def test_that_well_written_csv_reads_as_on_the_strict_path_in_blocks_of_any_size(
    rows: list[list[str]],
    crlf: bool,  # noqa: FBT001
    everything_quoted: bool,  # noqa: FBT001
    block_bytes: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        quoting=csv.QUOTE_ALL if everything_quoted else csv.QUOTE_MINIMAL,
        lineterminator="\r\n" if crlf else "\n",
    )
    writer.writerows([["one", "two", "three"], *rows])
    source = written(tmp_path_factory.mktemp("csv"), text.getvalue())
    aside = Intake(source.path)
    try:
        expected = strict(source, aside)
    except FileRefused:
        with pytest.raises(FileRefused):
            read(source, block_bytes)
    else:
        assume(not aside.problems)  # cells over lines that hold what may be rows
        assert read(source, block_bytes)[0] == expected


def test_that_a_quoted_number_may_begin_with_its_decimal_comma(tmp_path: Path) -> None:
    source = written(tmp_path, 'one,two,three\na,b,",1"\n')
    assert read(source)[0] == strict(source, Intake(source.path)) == [(2, "a", "b", ".1")]


def test_that_a_decimal_comma_that_comes_late_is_true_of_the_rows_before_it(
    tmp_path: Path,
) -> None:
    source = written(tmp_path, 'one,two,three\na,b,1.234\nc,d,"1.234,5"\n')
    rows = [(2, "a", "b", "1234"), (3, "c", "d", "1234.5")]
    assert read(source, block_bytes=1)[0] == strict(source, Intake(source.path)) == rows


def test_that_marks_at_every_500th_row_and_inside_cells_are_gone(tmp_path: Path) -> None:
    lines = ["\ufeffa,b"]
    lines += [
        ("\ufeff" if number % 500 == 0 else "") + f'{number},"x\u200by"' for number in range(1200)
    ]
    rows, intake = read(written(tmp_path, "\n".join(lines)))
    assert rows == [(number + 2, str(number), "xy") for number in range(1200)]
    assert intake.problems == []


@pytest.mark.parametrize("block_bytes", [8, 1 << 20])
def test_that_a_quote_that_never_closes_swallows_no_rows(block_bytes: int, tmp_path: Path) -> None:
    data = 'a,b\n1,"open\n2,x\n3,"fine"\n4,"also\n5,y\n'
    rows, intake = read(written(tmp_path, data), block_bytes)
    assert rows == [
        (2, "1", "open"),
        (3, "2", "x"),
        (4, "3", "fine"),
        (5, "4", "also"),
        (6, "5", "y"),
    ]
    assert intake.problems == []


def test_that_a_quote_closed_many_pages_below_swallows_none_of_them(tmp_path: Path) -> None:
    data = 'id,name,ads\n1,"Open,5\n2,Some page,6\n3,Other,7\n4,Closed",8\n'
    rows, intake = read(written(tmp_path, data))
    assert [row[1] for row in rows] == ["1", "2", "3", "4"]
    assert intake.problems == []


def test_that_a_cell_over_several_lines_is_one_cell_of_the_line_it_begins_on(
    tmp_path: Path,
) -> None:
    rows, _ = read(written(tmp_path, 'a,b\n1,"x\ny, z\n"\n2,w\n'))
    assert rows == [(2, "1", "x\ny, z\n"), (5, "2", "w")]


def test_that_ragged_rows_are_named_and_blank_ones_counted(tmp_path: Path) -> None:
    rows, intake = read(written(tmp_path, "a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n1,2,4,\n,,\n"))
    assert rows == [(2, "1", "2", "3"), (6, "1", "2", "4")]
    assert [problem.place.row for problem in intake.problems] == [3, 5]
    assert intake.skipped == {"blank rows": 2}


def test_that_a_row_that_ends_early_is_no_row_with_an_empty_last_cell(tmp_path: Path) -> None:
    rows, intake = read(written(tmp_path, 'a,b,c\n1,"x,y",\n1,2\n'))
    assert rows == [(2, "1", "x,y", "")]
    assert [problem.place.row for problem in intake.problems] == [3]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_that_any_encoding_that_is_found_is_read(encoding: str, tmp_path: Path) -> None:
    rows, _ = read(written(tmp_path, "a;b\r\nFianna Fáil;ü\r\n".encode(encoding)))
    assert rows == [(2, "Fianna Fáil", "ü")]


def test_that_line_ends_of_old_machines_are_line_ends(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a,b\r1,2\r3,4\r"))[0] == [(2, "1", "2"), (3, "3", "4")]


def test_that_a_header_alone_gives_no_rows(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a,b"))[0] == []


class _Damaged(io.BytesIO):
    """Bytes that end in an error."""

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if not piece:
            raise EOFError("the file ends in the middle")
        return piece


def test_that_the_rows_before_the_damage_of_a_file_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written(tmp_path, "a,b\n" + "".join(f"{line},2\n" for line in range(2, 14)))
    data = source.on_disk.read_bytes()
    monkeypatch.setattr(Source, "open", lambda _source: nullcontext(_Damaged(data)))
    given: list[tuple[object, ...]] = []

    def take() -> None:
        for frame in bulk.frames(source, Intake("f.csv"), block_bytes=8):
            given.extend(frame.rows())

    with pytest.raises(EOFError):
        take()
    assert given == [(line, str(line), "2") for line in range(2, 14)]
