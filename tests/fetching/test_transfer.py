from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.fetching import fetch
from tests.fetching.served import BODY, FORMER, SHA256, Server, below, refused


def test_that_a_file_comes_whole_with_its_digest(server: Server, out: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    fetched = fetch(
        server.give("/a.csv", BODY), out, progress=lambda *far: seen.append(far), sha256=SHA256
    )
    assert out.read_bytes() == BODY
    assert (fetched.sha256, fetched.byte_count) == (SHA256, len(BODY))
    assert seen[-1] == (len(BODY), len(BODY))
    assert below(out.parent) == [out.name]


def test_that_a_file_is_replaced_only_when_asked(server: Server, out: Path) -> None:
    url = server.give("/a.csv", BODY)
    out.write_bytes(FORMER)
    with pytest.raises(Problem, match="there is a file of that name"):
        fetch(url, out)
    assert out.read_bytes() == FORMER
    assert server.asked == []
    fetch(url, out, replace=True)
    assert out.read_bytes() == BODY


def test_that_another_sha256_leaves_nothing(server: Server, out: Path) -> None:
    with pytest.raises(Problem, match=f"its SHA-256 is {SHA256}, not 0000"):
        fetch(server.give("/a.csv", BODY), out, sha256="0" * 64)
    assert below(out.parent) == []


def test_that_a_file_of_unknown_length_replaces_nothing(server: Server, out: Path) -> None:
    url = server.give("/a", BODY, Content_Length="")
    assert "nobody can tell that it came whole" in refused(url, out).why
    assert fetch(url, out, replace=True, sha256=SHA256).byte_count == len(BODY)
    assert not fetch(url, out.with_name("new.csv")).is_end_told


def test_that_a_file_in_chunks_comes_whole(server: Server, out: Path) -> None:
    body = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
    url = server.give("/a", body, Content_Length="", Transfer_Encoding="chunked")
    assert fetch(url, out).is_end_told
    assert out.read_bytes() == b"hello world"


def test_that_a_file_over_the_limit_is_refused(server: Server, out: Path) -> None:
    stated = server.give("/stated", BODY)
    endless = server.give("/silent", BODY, Content_Length="")
    assert f"{len(BODY):,} bytes" in refused(stated, out, limit=len(BODY) - 1).why
    assert "it has more" in refused(endless, out, limit=len(BODY) - 1).why


def test_that_an_empty_or_packed_file_is_refused(server: Server, out: Path) -> None:
    assert refused(server.give("/empty"), out).why == "it is empty"
    assert "(gzip)" in refused(server.give("/a", BODY, Content_Encoding="gzip"), out).why
    assert server.asked[-1][1]["Accept-Encoding"] == "identity"


def test_that_a_page_never_takes_the_place_of_a_snapshot(server: Server, out: Path) -> None:
    page = server.give("/a", b"<html>sign in", Content_Type="text/html; charset=utf-8")
    former = bytes(8) + b"DUCK" + bytes(100)
    out.write_bytes(former)
    with pytest.raises(Problem, match="is a DuckDB file and what came is a web page"):
        fetch(page, out, replace=True)
    assert out.read_bytes() == former


def test_that_the_log_of_a_replaced_snapshot_goes_with_it(server: Server, out: Path) -> None:
    log = out.with_name(out.name + ".wal")
    for path in (out, log):
        path.write_bytes(FORMER)
    fetch(server.give("/a", BODY), out, replace=True)
    assert log.exists()
    fetched = fetch(server.give("/b", bytes(8) + b"DUCK" + BODY), out, replace=True)
    assert fetched.is_duckdb
    assert not log.exists()
