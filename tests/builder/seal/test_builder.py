"""A build from paths to a sealed snapshot, and everything that can go wrong on the way."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build
from eoc_app.core.problem import Problem

BUILT_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
REPORT = "FacebookAdLibraryReport_2025-07-05_KE_last_30_days_advertisers.csv"
HEADER = "Page ID,Page name,Disclaimer,Amount spent (KES),Number of ads in Library\n"
ROWS = (
    HEADER
    + "590244531002882,Amina,Amina,168671,18\n"
    + '0,"Shop, one",These ads ran without a disclaimer,≤100,2\n'
)


def made(out: Path, *paths: Path, **more: Any) -> BuildReport:
    return build(list(paths), out, **{"built_at": BUILT_AT, **more})


def asked(out: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = duckdb.connect(out, read_only=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "in" / REPORT
    path.parent.mkdir()
    path.write_text("\ufeff" + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "snapshot.duckdb"


def test_that_a_snapshot_holds_its_facts_its_sources_and_its_seal(report: Path, out: Path) -> None:
    account = made(out, report.parent, title="Kenya", publisher="Desk")
    assert account.refused == 0
    assert account.table_rows["ad_page"] == 2
    (seal,) = asked(
        out, "select snapshot_id, serial, title, publisher, as_of_at, built_at from snapshot"
    )
    assert seal[0] == account.snapshot_id
    assert seal[1:4] == (1, "Kenya", "Desk")
    assert seal[4:] == (datetime(2025, 7, 5, 23, 59, 59), datetime(2026, 1, 2, 3, 4, 5))
    assert asked(out, "select path, importer, rows_read, rows_written from source") == [
        (REPORT, "ad_library", 2, 3)
    ]
    assert asked(out, "select country_code from country where watched") == [("KE",)]


def test_that_the_same_files_give_the_same_identity_and_other_bytes_another(
    report: Path, out: Path
) -> None:
    first = made(out, report.parent)
    again = made(
        out.with_name("b.duckdb"), report.parent, built_at=datetime(2027, 1, 1, tzinfo=UTC)
    )
    report.write_text(ROWS + "1,New,New,5,1\n", encoding="utf-8")
    other = made(out.with_name("c.duckdb"), report.parent)
    assert first.snapshot_id == again.snapshot_id != other.snapshot_id


def test_that_nothing_is_left_beside_a_finished_snapshot(report: Path, out: Path) -> None:
    made(out, report)
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_that_each_bad_file_is_a_problem_and_the_rest_goes_on(report: Path, out: Path) -> None:
    folder = report.parent
    (folder / "one_byte.zip").write_bytes(b"\n")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "unknown.csv").write_text("colour,taste\nred,sweet\n")
    (folder / "README.md").write_text("about")
    (folder / ".DS_Store").write_bytes(b"x")
    account = made(out, folder, folder / "not there")
    assert [(problem.place.file or "").rsplit("/", 1)[-1] for problem in account.problems] == [
        "empty.csv",
        "one_byte.zip",
        "unknown.csv",
        "not there",
    ]
    assert set(account.skipped) == {"README.md", ".DS_Store"}
    assert account.table_rows["ad_page"] == 2
    assert account.refused == 4


def test_that_members_of_archives_are_read_also_one_archive_deep(report: Path, out: Path) -> None:
    folder = report.parent
    inner = folder / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(report, f"deep/{REPORT.replace('KE', 'BR')}")
        archive.writestr("__MACOSX/._x.csv", "junk")
    with zipfile.ZipFile(folder / "outer.zip", "w") as archive:
        archive.write(inner, "inner.zip")
        archive.write(report, REPORT.replace("KE", "TH"))
    inner.unlink()
    account = made(out, folder)
    assert account.problems == ()
    assert {source.path for source in account.sources} == {
        REPORT,
        f"outer.zip!{REPORT.replace('KE', 'TH')}",
        f"outer.zip!inner.zip!deep/{REPORT.replace('KE', 'BR')}",
    }


def test_that_the_same_bytes_under_the_same_identity_are_imported_once(
    report: Path, out: Path
) -> None:
    twin = report.parent / "copy" / REPORT
    twin.parent.mkdir()
    twin.write_bytes(report.read_bytes())
    account = made(out, report.parent)
    assert len(account.sources) == 1
    assert len(account.skipped) == 1
    assert account.table_rows["ad_page"] == 2


def test_that_the_same_bytes_of_another_region_are_other_facts(report: Path, out: Path) -> None:
    for region in ("Nairobi", "Coast"):
        name = REPORT.replace("advertisers", region)
        (report.parent / name).write_bytes(report.read_bytes())
    account = made(out, report.parent)
    assert account.table_rows["ad_window"] == 3


@pytest.mark.parametrize("name", ["../up.csv", "/etc/x.csv", "C:/x.csv", "a/../../x.csv"])
def test_that_a_member_that_points_outside_its_archive_is_refused(
    name: str, report: Path, out: Path
) -> None:
    with zipfile.ZipFile(report.parent / "a.zip", "w") as archive:
        archive.writestr(name, ROWS)
    account = made(out, report.parent)
    assert len(account.problems) == 1
    assert "outside" in account.problems[0].why


def test_that_a_member_that_would_swell_absurdly_is_refused(report: Path, out: Path) -> None:
    with zipfile.ZipFile(report.parent / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * (70 << 20))
    account = made(out, report.parent)
    assert "grow" in account.problems[0].why


def test_that_a_damaged_member_is_told_and_the_others_are_read(report: Path, out: Path) -> None:
    path = report.parent / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(REPORT.replace("KE", "BR"), ROWS)
        archive.writestr(REPORT.replace("KE", "TH"), ROWS)
    data = path.read_bytes()
    at = data.index(b"590244531002882")
    path.write_bytes(data[:at] + b"9" + data[at + 1 :])
    account = made(out, report.parent)
    assert account.refused == 1
    assert {source.path for source in account.sources} >= {
        REPORT,
        f"a.zip!{REPORT.replace('KE', 'TH')}",
    }


def test_that_a_cell_that_does_not_fit_is_named_and_its_row_left_out(
    tmp_path: Path, out: Path
) -> None:
    table = tmp_path / "takedown_asset.csv"
    table.write_text(
        "provenance,counts_of,takedown_id,platform,asset_kind,value,lower,upper,qualifier\n"
        "published,assets,a,facebook,page,5,5,5,exact\n"
        "published,assets,a,facebook,page,five,,,exact\n"
        "published,assets,a,facebook,pages,5,,,exact\n"
        "published,assets,a,facebook,page,5,7,9,range\n"
        "published,assets,a,facebook,page,,9,7,range\n"
    )
    account = made(out, table)
    assert account.table_rows["takedown_asset"] == 1
    places = [problem.place for problem in account.sources[0].problems]
    assert [(place.row, place.column, place.value) for place in places] == [
        (3, "value", "five"),
        (4, "asset_kind", "pages"),
        (5, "value", "5"),
        (6, "upper", "7"),
    ]


def test_that_facts_after_the_as_of_day_stay_out_and_are_counted(report: Path, out: Path) -> None:
    account = made(out, report, as_of=date(2025, 7, 4))
    assert account.table_rows["ad_page"] == 0
    assert account.sources[0].rows_written == 0
    assert {problem.what for problem in account.sources[0].problems} == {
        "2 rows of ad_page were left out",
        "1 rows of ad_window were left out",
    }
    assert asked(out, "select as_of_at, window_ends_on from snapshot") == [
        (datetime(2025, 7, 4, 23, 59, 59), date(2025, 7, 4))
    ]


def test_that_a_snapshot_of_nothing_is_whole_and_speaks_for_its_build(
    tmp_path: Path, out: Path
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    made(out, folder)
    assert asked(out, "select as_of_at, exercise from snapshot") == [
        (datetime(2026, 1, 2, 3, 4, 5), False)
    ]


def test_that_an_old_snapshot_stays_when_the_build_is_cancelled(report: Path, out: Path) -> None:
    out.write_bytes(b"old")
    with pytest.raises(Problem, match="cancelled"):
        made(out, report, cancelled=lambda: True)
    assert out.read_bytes() == b"old"
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_args: Any, **_more: Any) -> None:
        # A new one each time: the parameter lives as long as the session and would keep frames.
        raise type(error)(*error.args)

    return fail


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(28, "No space left on device"), "full"),
        (PermissionError(13, "Permission denied"), "permitted"),
        (duckdb.IOException("Could not write file: No space left on device"), "full"),
    ],
)
@pytest.mark.parametrize(
    "step", ["staging.staging.Staging.add", "seal.seal.Seal.write", "assembly._put_in_place"]
)
def test_that_a_failing_disk_is_a_problem_and_the_old_snapshot_stays(
    step: str,
    error: Exception,
    why: str,
    report: Path,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out.write_bytes(b"old")
    monkeypatch.setattr(f"eoc_app.builder.{step}", failing(error))
    with pytest.raises(Problem) as caught:
        made(out, report)
    assert why in caught.value.why
    assert out.read_bytes() == b"old"
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_that_a_folder_that_is_not_there_is_a_problem(report: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="folder does not exist"):
        made(tmp_path / "no" / "s.duckdb", report)


def test_that_a_folder_in_the_place_of_the_snapshot_is_a_problem(
    report: Path, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="folder of that name"):
        made(tmp_path / "in", report)


def test_that_the_log_of_an_older_file_is_not_replayed_on_the_new_one(
    report: Path, out: Path
) -> None:
    out.write_bytes(b"old")
    log = out.with_name(out.name + ".wal")
    log.write_bytes(b"old log")
    made(out, report)
    assert not log.exists()
    assert asked(out, "select count(*) from ad_page") == [(2,)]


def test_that_progress_is_told_up_to_the_last_byte(report: Path, out: Path) -> None:
    told: list[tuple[str, int, int, int]] = []
    made(out, report, progress=lambda *event: told.append(event))
    size = report.stat().st_size
    assert told[-1] == (REPORT, 2, size, size)


def test_that_a_marking_that_is_none_is_refused_before_anything_is_written(
    report: Path, out: Path
) -> None:
    with pytest.raises(Problem, match="Traffic Light"):
        made(out, report, marking="SECRET")
    assert list(out.parent.iterdir()) == []


def test_that_synthetic_rows_make_the_whole_snapshot_an_exercise(tmp_path: Path, out: Path) -> None:
    table = tmp_path / "takedown_asset.csv"
    table.write_text(
        "provenance,counts_of,takedown_id,platform,asset_kind,value,lower,upper,qualifier\n"
        "synthetic,assets,a,facebook,page,5,5,5,exact\n"
    )
    made(out, table)
    assert asked(out, "select exercise from snapshot") == [(True,)]


TAKEDOWN = (
    "provenance,counts_of,takedown_id,network,kind,announced_on,date_precision,networks,cell\n"
    "published,networks,{key},{name},cib,{day},day,1,observed\n"
)
ORIGIN = (
    "provenance,counts_of,takedown_id,country_code,as_stated,basis\n"
    "published,networks,{key},KE,Kenya,stated\n"
)


def test_that_a_network_given_twice_is_there_once_and_the_second_is_counted(
    tmp_path: Path, out: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("First", "Second"):
        text = TAKEDOWN.format(key="n1", name=name, day="2024-01-02")
        (folder / f"takedown_{name}.csv").write_text(text)
    account = made(out, folder)
    assert asked(out, "select network from takedown") == [("First",)]
    second = account.sources[1]
    assert second.rows_written == 0
    assert second.skipped == {"takedown rows that takedown_First.csv gave already": 1}


def test_that_a_key_that_occurs_twice_in_one_file_is_a_problem(tmp_path: Path, out: Path) -> None:
    table = tmp_path / "takedown.csv"
    row = TAKEDOWN.format(key="n1", name="First", day="2024-01-02")
    table.write_text(row + row.splitlines()[1].replace("First", "Again") + "\n")
    account = made(out, table)
    (problem,) = account.sources[0].problems
    assert (problem.place.row, problem.place.value) == (3, "n1")


def test_that_what_hangs_on_a_network_that_stays_out_stays_out_with_it(
    tmp_path: Path, out: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for key, day in (("early", "2024-01-02"), ("late", "2025-01-02")):
        (folder / f"takedown_{key}.csv").write_text(TAKEDOWN.format(key=key, name=key, day=day))
        (folder / f"takedown_origin_{key}.csv").write_text(ORIGIN.format(key=key))
    account = made(out, folder, as_of=date(2024, 6, 1))
    assert asked(out, "select takedown_id from takedown_origin") == [("early",)]
    by_path = {source.path: source for source in account.sources}
    late = by_path["takedown_origin_late.csv"]
    assert late.rows_written == 0
    assert late.skipped == {"takedown_origin rows whose takedown was left out": 1}


def test_that_a_file_size_limit_is_told_and_leaves_the_old_snapshot(
    report: Path, out: Path
) -> None:
    out.write_bytes(b"old")
    script = (
        "import resource, signal, sys; from datetime import datetime; from pathlib import Path\n"
        "from eoc_app.builder import build; from eoc_app.core.problem import Problem\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n    build([Path(sys.argv[1])], Path(sys.argv[2]), built_at=datetime(2026, 1, 1))\n"
        "except Problem as problem:\n    print(problem.what, problem.why)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(report), str(out)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout.startswith("The snapshot could not be written"), done.stderr
    assert out.read_bytes() == b"old"
    assert [path.name for path in out.parent.iterdir()] == [out.name]
