"""Local times are the same on every machine, however old its own time zone files are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
ASKED = """
import sys
sys.path.insert(0, sys.argv[1])
import eoc_app
from datetime import datetime
from zoneinfo import ZoneInfo
print(datetime(2024, 11, 1, tzinfo=ZoneInfo("Asia/Almaty")).utcoffset())
"""


def offset(zones: Path) -> str:
    """The offset from UTC that the program knows for Almaty where the machine has these files."""
    run = subprocess.run(
        [sys.executable, "-P", "-c", ASKED, str(REPOSITORY)],
        env=os.environ | {"PYTHONTZPATH": str(zones)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@pytest.fixture
def old_zones(tmp_path: Path) -> Path:
    """A machine whose files take Almaty for UTC."""
    import tzdata

    (tmp_path / "Asia").mkdir()
    utc = Path(tzdata.__file__).parent / "zoneinfo" / "UTC"
    (tmp_path / "Asia" / "Almaty").write_bytes(utc.read_bytes())
    return tmp_path


def test_that_the_machines_own_zone_files_change_no_local_time(old_zones: Path) -> None:
    assert offset(old_zones) == "5:00:00"


def test_that_the_program_runs_where_the_machine_has_no_zone_files(tmp_path: Path) -> None:
    assert offset(tmp_path) == "5:00:00"
