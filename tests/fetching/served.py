"""A server on this machine's loopback address: what it answers is written in the test."""

from __future__ import annotations

import hashlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.fetching import fetch

LOOPBACK = "127.0.0.1"
BODY = bytes(range(256)) * 4_000
SHA256 = hashlib.sha256(BODY).hexdigest()
FORMER = b"what was there"


class Asked(BaseHTTPRequestHandler):
    """One question; the routes of its server answer it."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        self.server.routes[self.path](self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent."""

    def send(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in (
            {"Content_Length": str(len(body)), "Connection": "close"} | headers
        ).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    """Answers by path, remembers what was asked, and lets go of stalled answers at its end."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), Asked)
        self.routes: dict[str, Callable[[Asked], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()
        self.scheme = "http"

    def url(self, path: str) -> str:
        return f"{self.scheme}://{LOOPBACK}:{self.server_port}{path}"

    def give(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        self.routes[path] = lambda asked: asked.send(status, body, **headers)
        return self.url(path)

    def stall(self, path: str, body: bytes = b"", length: int = 10_000_000) -> str:
        """Send the beginning of a file, and then nothing."""

        def answer(asked: Asked) -> None:
            asked.send(200, body, Content_Length=str(length))
            self.over.wait(30)

        self.routes[path] = answer
        return self.url(path)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Server]:
    server = Server()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def unused_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as bound:
        bound.bind((LOOPBACK, 0))
        port: int = bound.getsockname()[1]
        return port


def below(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def refused(
    url: str, out: Path, *, timeout: float = 5, within: float = 60, limit: int = 10_000_000
) -> Problem:
    """The Problem of a fetch over a file that was there, which stays as it was."""
    out.write_bytes(FORMER)
    with pytest.raises(Problem) as caught:
        fetch(url, out, timeout=timeout, within=within, limit=limit, replace=True)
    assert out.read_bytes() == FORMER
    assert below(out.parent) == [out.name]
    assert all((caught.value.what, caught.value.why, caught.value.remedy))
    return caught.value
