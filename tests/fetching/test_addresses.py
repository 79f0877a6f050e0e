from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from eoc_app.fetching import fetch
from tests.fetching.served import BODY, SHA256, Server, refused, serving


def test_that_redirects_are_told_and_followed(server: Server, out: Path) -> None:
    end = server.give("/end", BODY)
    server.give("/middle", status=307, Location=end)
    told: list[str] = []
    start = server.give("/start", status=302, Location="/middle")
    assert fetch(start, out, redirected=told.append).url == end
    assert told == [server.url("/middle"), end]


def test_that_endless_redirects_end(server: Server, out: Path) -> None:
    problem = refused(server.give("/a", status=302, Location="/a"), out)
    assert "redirected more than 5 times" in problem.why
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://anna:secret@127.0.0.1/", "carries a user or a password"),
        ("file:///etc/passwd", "starts with 'file'"),
        ("http://[bad/", "cannot be"),
    ],
)
def test_that_a_redirect_leads_only_where_an_address_may(
    server: Server, out: Path, target: str, why: str
) -> None:
    problem = refused(server.give("/a", status=302, Location=target), out)
    assert why in problem.why
    assert "secret" not in str(problem)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://127.0.0.1/a", "starts with 'ftp'"),
        ("data.csv", "it is no address"),
        ("https:///a", "names no server"),
        ("http://127.0.0.1:99999/", "cannot be read"),
        ("http://a..b/", "cannot be asked"),
        ("https://anna:secret@127.0.0.1/a", "carries a user or a password"),
        ("https://anna:secret@[bad/a", "cannot be read"),
    ],
)
def test_that_only_plain_web_addresses_are_asked(out: Path, url: str, why: str) -> None:
    problem = refused(url, out)
    assert why in problem.why
    assert "secret" not in str(problem)


def test_that_https_is_held_to(
    server: Server, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate of this test")
    made = tmp_path / "certificates"
    made.mkdir()
    name = made / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=t",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", made / "key", "-out", made / "cert"],
        check=True, capture_output=True,
    )  # fmt: skip
    name.write_bytes((made / "key").read_bytes() + (made / "cert").read_bytes())
    out = tmp_path / "held" / out.name
    out.parent.mkdir()
    with serving(name) as safe:
        url = safe.give("/a", BODY)
        problem = refused(url, out)
        assert "self-signed certificate" in problem.why
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(made / "cert"))
        assert fetch(url, out, replace=True).sha256 == SHA256
        down = safe.give("/down", status=301, Location=server.give("/plain", BODY))
        assert "redirects from https to http" in refused(down, out).why
    assert server.asked == []


def test_that_passwords_of_the_machine_stay_on_it(
    server: Server, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = out.with_name("netrc")
    netrc.write_text("machine 127.0.0.1 login anna password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    fetch(server.give("/a", BODY), out)
    assert "Authorization" not in server.asked[0][1]
