"""Which addresses may be requested, and how a failure names one."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from eoc_app.core.problem import Problem


def permitted(url: str, former: str | None = None) -> None:
    """Refuses an address that must not be requested; `former` is the one that redirected to it.

    Raises:
        Problem: it is not http or https, contains a password, or downgrades from https.
    """
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        hidden = "***@" + url.rpartition("@")[2] if "@" in url else url
        raise failed(hidden, f"its address cannot be read: {error}", "check it") from error
    if "@" in parts.netloc:
        remedy = "leave them out; a file behind a sign-in is fetched with a browser"
        raise failed(_without_sign_in(parts), "its address carries a user or a password", remedy)
    if parts.scheme not in {"http", "https"}:
        why = f"its address starts with {parts.scheme!r}" if parts.scheme else "it is no address"
        raise failed(url, why, "give an address that starts with https:// or http://")
    if not named:
        raise failed(url, "its address names no server", "check the address")
    if former is not None and urlsplit(former).scheme == "https" and parts.scheme == "http":
        why = "the server redirects from https to http, where anybody may alter the file"
        raise failed(url, why, "ask the publisher for an https address")


def failed(url: str, why: str, remedy: str) -> Problem:
    """Returns the Problem for a file that could not be fetched."""
    return Problem("The file could not be fetched", why, remedy, value=url)


def _without_sign_in(parts: SplitResult) -> str:
    return parts._replace(netloc="***@" + parts.netloc.rpartition("@")[2]).geturl()
