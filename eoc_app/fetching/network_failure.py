"""Why a request failed, in words that lead to a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import IncompleteRead
from typing import Final
from urllib.parse import urlsplit

import requests
from requests import exceptions as asking
from urllib3 import exceptions as sending

from eoc_app.fetching.address import failed


@contextmanager
def network(url: str, timeout: float) -> Iterator[None]:
    """Turns every failure of a request into a Problem.

    Raises:
        Problem: names the address, the reason and the remedy.
    """
    try:
        yield
    except (requests.RequestException, sending.HTTPError, ValueError) as error:
        why, remedy = _reason(error, url, timeout)
        raise failed(url, why, remedy) from error


_REASONS: Final[tuple[tuple[tuple[type[BaseException], ...], str, str], ...]] = (
    (
        (sending.LocationValueError, asking.InvalidURL, UnicodeError),
        "its address cannot be asked: {deepest}",
        "check the address",
    ),
    (
        (asking.ProxyError, sending.ProxyError),
        "the proxy of this network does not lead there: {deepest}",
        "check the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
    ),
    (
        (sending.NameResolutionError,),
        "no server called {host} is known here",
        "check the address, and that this machine is on the network",
    ),
    (
        (asking.SSLError, sending.SSLError),
        "no safe connection to {host}: {deepest}",
        "check the address and this clock; name your own certificates in REQUESTS_CA_BUNDLE",
    ),
    ((ConnectionRefusedError,), "{host} refuses the connection", "check the address and its port"),
    # For urllib3 a connection that fails at once is a kind of timeout; for a person it is not.
    ((sending.NewConnectionError,), "{host} cannot be reached: {deepest}", "check the network"),
    (
        (asking.Timeout, sending.TimeoutError, TimeoutError),
        "{host} was silent for {timeout:g} seconds",
        "try again, or wait longer with --timeout",
    ),
    (
        (asking.ChunkedEncodingError, IncompleteRead),
        "the connection ended before the file did",
        "fetch it again",
    ),
    (
        (asking.ConnectionError, sending.HTTPError),
        "the connection to {host} failed: {deepest}",
        "try again later",
    ),
)
"""The words for a failure with one of these among its causes; the first match counts."""


def _reason(error: Exception, url: str, timeout: float) -> tuple[str, str]:
    causes = list(_causes(error))
    host = urlsplit(url).hostname
    for kinds, why, remedy in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return why.format(host=host, timeout=timeout, deepest=causes[-1]), remedy
    return f"its address cannot be asked: {error}", "check the address"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yields an error and its causes, the deepest last."""
    met: set[int] = set()
    while error is not None and id(error) not in met:
        met.add(id(error))
        yield error
        inner = getattr(error, "reason", None)
        if not isinstance(inner, BaseException):
            inner = next(
                (argument for argument in error.args if isinstance(argument, BaseException)), None
            )
        error = inner or error.__cause__ or error.__context__
