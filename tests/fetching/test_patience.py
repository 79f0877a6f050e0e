"""No server keeps the program waiting longer than a person allowed, whatever it does."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eoc_app.cli import run
from eoc_app.fetching import fetch, receiving
from tests.fetching.served import BODY, Asked, Server, below, refused

TICK = 0.02


@pytest.fixture(autouse=True)
def _no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "_GRACE", 0.1)


def dripping(server: Server, path: str, head: bytes, drop: bytes, each: float = TICK) -> str:
    """A server that sends a head at once, and then a drop now and then for ever."""

    def answer(asked: Asked) -> None:
        asked.wfile.write(head)
        asked.wfile.flush()
        while not server.over.wait(each):
            asked.wfile.write(drop)
            asked.wfile.flush()

    server.routes[path] = answer
    return server.url(path)


LONG = b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
ENDLESS = b"HTTP/1.1 200 OK\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (LONG, b"x"), (ENDLESS, b"x"), (CHUNKED, b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: x\r\n"), (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    ],
)  # fmt: skip
def test_that_a_server_that_drips_is_given_up(
    server: Server, out: Path, head: bytes, drop: bytes
) -> None:
    began = time.monotonic()
    problem = refused(dripping(server, "/a", head, drop), out, timeout=0.3)
    assert time.monotonic() - began < 5
    assert "127.0.0.1" in problem.why
    assert "0.3 seconds" in problem.why
    assert "--timeout" in problem.remedy


def test_that_a_file_that_takes_too_long_in_all_is_given_up(server: Server, out: Path) -> None:
    began = time.monotonic()
    problem = refused(dripping(server, "/a", LONG, bytes(4_000)), out, timeout=20, within=0.5)
    assert time.monotonic() - began < 5
    assert problem.why.startswith("it has not come within 0.5 seconds (")
    assert "--within" in problem.remedy


def test_that_redirects_do_not_begin_the_time_anew(server: Server, out: Path) -> None:
    def later(to: str) -> Callable[[Asked], None]:
        def answer(asked: Asked) -> None:
            server.over.wait(0.3)
            asked.send(302, Location=to)

        return answer

    for number in range(5):
        server.routes[f"/{number}"] = later(f"/{number + 1}")
    problem = refused(server.url("/0"), out, timeout=20, within=0.5)
    assert "within 0.5 seconds" in problem.why


def test_that_a_name_that_is_looked_up_for_ever_is_given_up(
    server: Server, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> object:
        server.over.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    assert "0.2 seconds" in refused("http://slow.invalid/a", out, timeout=0.2).why


def test_that_a_steady_slow_server_is_waited_for(server: Server, out: Path) -> None:
    body = bytes(2_000) * 20

    def answer(asked: Asked) -> None:
        asked.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n")
        for _ in range(20):
            asked.wfile.write(bytes(2_000))
            asked.wfile.flush()
            server.over.wait(0.05)

    server.routes["/a"] = answer
    fetch(server.url("/a"), out, timeout=0.5)
    assert out.read_bytes() == body


def test_that_a_slow_disk_is_not_blamed_on_the_server(server: Server, out: Path) -> None:
    slept: list[int] = []

    def slow(done: int, _total: int | None) -> None:
        if not slept:
            time.sleep(0.8)
        slept.append(done)

    fetch(server.give("/a", BODY), out, timeout=0.3, progress=slow)
    assert out.read_bytes() == BODY


def test_that_the_command_takes_both_times(
    server: Server, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = dripping(server, "/a", LONG, bytes(4_000))
    assert run(["fetch", url, "--out", str(out), "--within", "0.3"]) == 1
    assert "within 0.3 seconds" in capsys.readouterr().err
    assert below(out.parent) == []
