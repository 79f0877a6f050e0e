from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from eoc_app.cli import run
from tests.fetching.served import BODY, FORMER, SHA256, Server, below


def eventually(holds: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_that_the_command_says_what_came(
    server: Server, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    end = server.give("/end", BODY)
    start = server.give("/start", status=302, Location="/end")
    assert run(["fetch", start, "--out", str(out), "--sha256", SHA256.upper()]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"sha256  {SHA256}", f"bytes   {len(BODY)}", f"from    {end}", f"{out}: saved",
    ]  # fmt: skip
    assert said.err == f"redirected to {end}\n"


def test_that_a_fetched_snapshot_leads_to_verify(
    server: Server, tmp_path: Path, small_snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "it's.duckdb"
    url = server.give("/a", small_snapshot.read_bytes())
    assert run(["fetch", url, "--out", str(out)]) == 0
    assert f"eoc verify '{tmp_path}/it'\"'\"'s.duckdb'" in capsys.readouterr().out
    assert run(["verify", str(out)]) == 0


def test_that_doubts_are_told(
    server: Server, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.give("/a", BODY, Content_Length="", Content_Type="text/html")
    assert run(["fetch", url, "--out", str(out)]) == 0
    said = capsys.readouterr().err
    assert "did not say how long" in said
    assert "a web page" in said


@pytest.mark.parametrize(
    "option",
    [
        ("--sha256", "abc"), ("--timeout", "0"), ("--timeout", "nan"), ("--timeout", "inf"),
        ("--timeout", "soon"), ("--limit", "-1"),
    ],
)  # fmt: skip
def test_that_an_option_that_cannot_be_read_asks_nobody(
    server: Server, out: Path, option: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fetch", server.give("/a", BODY), "--out", str(out), *option]) == 1
    assert option[1] in capsys.readouterr().err
    assert server.asked == []


def test_that_a_limit_is_in_gigabytes(
    server: Server, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.give("/a", BODY)
    assert run(["fetch", url, "--out", str(out), "--limit", "0.001"]) == 1
    assert "1,000,000 bytes are allowed" in capsys.readouterr().err
    assert run(["fetch", url, "--out", str(out), "--limit", "0.0011"]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no interrupt to one process")
def test_that_an_interrupt_removes_the_unfinished_file(server: Server, out: Path) -> None:
    out.write_bytes(FORMER)
    url = server.stall("/a", BODY, length=len(BODY) * 2)
    command = [sys.executable, "-m", "eoc_app", "fetch", url, "--out", str(out), "--replace"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        eventually(lambda: any(one.stat().st_size for one in out.parent.glob("*/content")))
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "stopped" in said
    assert "Traceback" not in said
    assert out.read_bytes() == FORMER
    assert below(out.parent) == [out.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminal")
def test_that_a_terminal_sees_how_far_it_is(
    server: Server, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(
            shutil, "get_terminal_size", lambda *_, **__: os.terminal_size((80, 24))
        )
        assert run(["fetch", server.give("/a", BODY), "--out", str(out)]) == 0
    seen = b""
    # Reading past what a closed terminal has shown is an error on Linux and an end elsewhere.
    with os.fdopen(ours, "rb", buffering=0) as screen, suppress(OSError):
        while part := screen.read(1_000):
            seen += part
    assert b"of 1.0 MB" in seen
    assert seen.endswith(b" \r")


@pytest.mark.parametrize("opens", [False, True])
def test_that_only_fetching_loads_requests(
    small_snapshot: Path, tmp_path: Path, *, opens: bool
) -> None:
    picture = tmp_path / "picture.png"
    script = (
        "import sys\nfrom eoc_app.cli import run\n"
        "code = run(sys.argv[1:]) if sys.argv[1:] else 0\n"
        "assert not {'requests', 'urllib3'} & set(sys.modules)\n"
        "sys.exit(code)"
    )
    command = ["open", str(small_snapshot), "--screenshot", str(picture)] if opens else []
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", script, *command],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert picture.exists() == opens
