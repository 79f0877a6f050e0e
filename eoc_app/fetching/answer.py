"""A request to a server, with redirects followed one by one, and its response in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

import requests

from eoc_app.fetching.address import failed, permitted
from eoc_app.fetching.network_failure import network

TIMEOUT: Final = 30.0
"""Seconds to wait for the connection and for the next bytes."""
REDIRECTS: Final = 5

_PART: Final = 256 * 1024
_SIGN_IN: Final = "it wants a sign-in: fetch it with a browser and copy it here"
_REMEDIES: Final = {
    401: _SIGN_IN,
    403: _SIGN_IN,
    404: "check the address",
    410: "ask the publisher where it is now",
}


class Answer:
    """The response that carries the file; `byte_count` is None if the server does not state it."""

    def __init__(self, response: requests.Response, timeout: float) -> None:
        self._response = response
        self._timeout = timeout
        self.url: str = response.url
        self.byte_count: int | None = response.raw.length_remaining
        self.is_end_told: bool = self.byte_count is not None or bool(response.raw.chunked)
        """Whether a truncated file can be distinguished from a whole one."""
        self.is_web_page = response.headers.get("Content-Type", "").lower().startswith("text/html")

    def parts(self) -> Iterator[bytes]:
        """Yields the bytes as they arrive.

        Raises:
            Problem: they stop before the end.
        """
        with network(self.url, self._timeout):
            # As they arrive: waiting for a full part may take for ever.
            while part := self._response.raw.read1(_PART, decode_content=False):
                yield part


@contextmanager
def answer(url: str, timeout: float, redirected: Callable[[str], object]) -> Iterator[Answer]:
    """Requests a file; `timeout` is in seconds, `redirected` receives each further address.

    Raises:
        Problem: the address is refused, no server responds, or the response carries no file.
    """
    permitted(url)
    with requests.Session() as session:
        for _ in range(REDIRECTS + 1):
            with network(url, timeout):
                response = session.get(
                    url,
                    stream=True,
                    allow_redirects=False,
                    timeout=timeout,
                    auth=_no_sign_in,
                    # With compression, length and SHA-256 would not be those of the file.
                    headers={
                        "Accept-Encoding": "identity",
                        "Connection": "close",
                        "User-Agent": "eoc fetch",
                    },
                )
            with response:
                target = session.get_redirect_target(response)
                if target is None:
                    _hold(response)
                    yield Answer(response, timeout)
                    return
                url = _next(response.url, target, timeout)
            redirected(url)
    raise failed(url, f"it was redirected more than {REDIRECTS} times", "check the address")


def _no_sign_in(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Adds no credentials; without it, requests would read the user's netrc file."""
    return request


def _next(url: str, target: str, timeout: float) -> str:
    """Returns the address of a redirect, as it will be requested."""
    with network(url, timeout):
        joined = requests.compat.urljoin(url, target)
    permitted(joined, url)
    with network(joined, timeout):
        return requests.Request("GET", joined).prepare().url or joined


def _hold(response: requests.Response) -> None:
    status = response.status_code
    if status != HTTPStatus.OK:
        phrase = f" ({HTTPStatus(status).phrase})" if status in set(HTTPStatus) else ""
        remedy = _REMEDIES.get(status, "try again later, or ask the publisher")
        raise failed(response.url, f"the server answered {status}{phrase}", remedy)
    packed = response.headers.get("Content-Encoding", "identity").lower()
    if packed != "identity":
        why = f"the server packs it on the way ({packed}) though it was asked not to"
        raise failed(response.url, why, "ask the publisher for the plain or the zipped file")
