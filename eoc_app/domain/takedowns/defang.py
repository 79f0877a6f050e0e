"""Indicators as text that no program takes for a link, and the kind of an indicator."""

from __future__ import annotations

import re
from typing import Final

_DOT: Final = r"(?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\])"
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_TOP: Final = r"(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24})"
_HOST: Final = rf"(?:{_LABEL}{_DOT})+{_TOP}"
_URL: Final = re.compile(r"(?P<scheme>https?|ftp)://(?P<host>[^\s/?#\"'<>]+)", re.IGNORECASE)
_EMAIL: Final = re.compile(rf"(?<![\w/.])(?P<box>[\w.%+-]+)@(?P<host>{_HOST})", re.IGNORECASE)
_BARE: Final = re.compile(rf"(?<![\w/.@-])(?P<host>{_HOST})(?![\w@-])", re.IGNORECASE)
_ADDRESS: Final = re.compile(rf"(?<![\d.])\d{{1,3}}(?:{_DOT}\d{{1,3}}){{3}}(?!\d|\.\d)")
_SEPARATOR: Final = re.compile(_DOT)

_GENERIC_WORDS: Final = """
    agency app army art asia beauty best bid biz blog bond buzz cam cards care cash cat center cfd
    chat click cloud club com company country day dev digital domains download education edu email
    events express fashion finance fit foundation fun fund fyi games global gov group guru help
    host icu info ink institute int international investments land law legal life link live llc ltd
    market marketing media men mil mobi money monster movie name net network news ninja one online
    org page party pet photos pics plus press pro pub quest red report rest review rocks run sale
    sbs school science services sex shop show site skin social software solutions space store
    stream studio support systems team tech tel tips today tools top tours town trade travel tube
    video vip voto watch web website wiki win work works world wtf xxx xyz zip zone
"""
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())
_FILE_WORDS: Final = (
    "apk dll dmg doc docx exe gif htm html ipa jar jpeg jpg lnk mp3 mp4 msi pdf php png ppt pptx"
    " rar txt xls xlsx"
)
_FILE_ENDINGS: Final = frozenset(_FILE_WORDS.split())
_HASH_LENGTHS: Final = (32, 40, 56, 64, 96, 128)


def _last_dot_is_live(host: str) -> bool:
    """Returns whether a name would resolve as written: its last dot is what counts."""
    separators = _SEPARATOR.findall(host.rstrip("."))
    return not separators or separators[-1] == "."


def _bracketed(host: str) -> str:
    return re.sub(r"(?<!\[)(?<!\()(?<!\{)\.(?!\]|\)|\})", "[.]", host)


def _top_is_one(host: str, *, alone: bool) -> bool:
    top = _SEPARATOR.split(host)[-1]
    if alone:
        return top.lower() not in _FILE_ENDINGS
    if top not in (top.lower(), top.upper()):
        return False
    if len(top) == 2:
        return top.islower() or host.isupper()
    return top.lower() in _GENERIC or top.lower().startswith("xn--") or host[:4].lower() == "www."


def _of_url(match: re.Match[str]) -> str:
    host = match["host"]
    if not _last_dot_is_live(host):
        return match[0]
    scheme = re.sub("(?i)^htt", "hxx", re.sub("(?i)^ftp", "fxp", match["scheme"]))
    return f"{scheme}://{_bracketed(host)}"


def _live(match: re.Match[str], *, alone: bool) -> bool:
    return _last_dot_is_live(match["host"]) and _top_is_one(match["host"], alone=alone)


def defanged(text: str) -> str:
    """Defangs the addresses in a text: `hxxps://a[.]b`, `name[at]a[.]b`, `1[.]2[.]3[.]4`.

    Names that the publisher defanged (the last dot is in brackets) stay as published. In a text
    without spaces, every name that ends in letters counts as a host. In prose, only names under a
    country's or a common generic top-level domain (any two small letters) do, so that `end.Then`
    stays as words.
    """
    alone = not re.search(r"\s", text.strip())
    text = _URL.sub(_of_url, text)
    text = _EMAIL.sub(lambda match: f"{match['box']}[at]{_bracketed(match['host'])}", text)
    text = _BARE.sub(
        lambda match: _bracketed(match[0]) if _live(match, alone=alone) else match[0], text
    )
    return _ADDRESS.sub(
        lambda match: _bracketed(match[0]) if _last_dot_is_live(match[0]) else match[0], text
    )


def is_live(text: str) -> bool:
    """Returns whether a text holds anything that a program could take for a link."""
    return defanged(text) != text


_FORMS: Final = (
    ("url", r"(?:h(?:tt|xx)ps?|f(?:t|x)p)://.*"),
    ("email", rf"[\w.%+-]+(?:@|\[at\]|\(at\)){_HOST}"),
    ("phone", r"(?:\+|00)\d[\d ()-]{6,18}\d"),
    ("phrase", r".*\s.*"),
    ("handle", r"@[\w.-]+"),
    ("url", rf"{_HOST}(?::\d+)?/.*"),
    ("other", rf".*\.(?:{'|'.join(sorted(_FILE_ENDINGS))})"),
    ("domain", rf"{_HOST}(?::\d+)?"),
    ("other", rf"{_ADDRESS.pattern}.*"),
)
"""Patterns of indicator kinds, in the order in which they are tried."""


def indicator_kind(text: str) -> str:
    """Returns the format's kind of an indicator by its form: domain, url, email, hash, phone, …"""
    text = text.strip()
    if re.fullmatch(r"[0-9a-fA-F]+", text) and len(text) in _HASH_LENGTHS:
        return "hash"
    how = re.IGNORECASE | re.DOTALL
    return next((kind for kind, form in _FORMS if re.fullmatch(form, text, how)), "phrase")
