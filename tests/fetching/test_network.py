from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.fetching.served import BODY, Asked, Server, refused, unused_port


@pytest.mark.parametrize(
    ("status", "why"),
    [(404, "404 (Not Found)"), (500, "500 (Internal"), (206, "206 (Partial"), (799, "799")],
)
def test_that_no_other_status_gives_a_file(
    server: Server, out: Path, status: int, why: str
) -> None:
    assert why in refused(server.give("/a", BODY, status), out).why


def test_that_a_file_that_was_cut_off_is_refused(server: Server, out: Path) -> None:
    cut = server.give("/cut", BODY, Content_Length=str(len(BODY) + 1))
    chunk = b"40\r\n" + bytes(64) + b"\r\n40\r\n" + bytes(9)
    chunks = server.give("/chunks", chunk, Content_Length="", Transfer_Encoding="chunked")
    unfinished = b"40\r\n" + bytes(64) + b"\r\n"
    end = server.give("/end", unfinished, Content_Length="", Transfer_Encoding="chunked")
    for url in (cut, chunks, end):
        assert refused(url, out).why == "the connection ended before the file did"


def test_that_a_silent_server_is_given_up(server: Server, out: Path) -> None:
    for body in (b"", BODY):
        problem = refused(server.stall("/a", body), out, timeout=0.2)
        assert problem.why == "127.0.0.1 was silent for 0.2 seconds"


def test_that_nobody_at_the_port_is_said(out: Path) -> None:
    problem = refused(f"http://127.0.0.1:{unused_port()}/a", out)
    assert problem.why == "127.0.0.1 refuses the connection"


def test_that_an_unknown_name_is_said(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    problem = refused("https://no-such-server.invalid/a", out)
    assert problem.why == "no server called no-such-server.invalid is known here"


def test_that_a_hung_up_connection_is_said(server: Server, out: Path) -> None:
    server.routes["/a"] = lambda _asked: None
    assert "the connection to 127.0.0.1 failed" in refused(server.url("/a"), out).why
    assert "no safe connection" in refused(server.url("/a").replace("http", "https"), out).why


def test_that_control_characters_of_a_server_stay_off_the_terminal(
    server: Server, out: Path
) -> None:
    def odd(asked: Asked) -> None:
        asked.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: \x1b[2J\r\n\r\nx")

    server.routes["/a"] = odd
    assert "\x1b" not in str(refused(server.url("/a"), out))
