"""Indicators as text that no program takes for a link."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.takedowns.defang import defanged, indicator_kind, is_live

LABELS = st.from_regex(r"[a-z][a-z0-9-]{0,10}[a-z0-9]", fullmatch=True)
ENDINGS = st.sampled_from(["com", "org", "ru", "co.uk", "online", "xyz", "de"])


@given(
    st.lists(LABELS, min_size=1, max_size=3),
    ENDINGS,
    st.sampled_from(["", "http://", "https://", "HTTPS://", "ftp://", "someone@", "www."]),
    st.sampled_from(["", "/", "/path?q=1", ":8080/x"]),
)
def test_that_no_live_address_survives_whatever_its_form(
    labels: list[str], ending: str, before: str, after: str
) -> None:
    text = defanged(f"{before}{'.'.join(labels)}.{ending}{after}")
    host = text.removesuffix(after)
    assert not re.search(r"(?<!\[)\.(?!\])", host)
    assert not re.match(r"(?i)https?://|ftp://", text)
    assert "@" not in text
    assert defanged(text) == text
    assert not is_live(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://twitter[.]com/someone",
        "https://www.youtube[.]com/@someone",
        "hxxp://x[.]com/a",
        "info[at]example[.]com",
        "http://10.0.0[.]9:8080/x",
        "4d73de1b6853955c61a096d224a2686b0fa9aed84cd51e018ec52da4639e03c8",
        "Posting into Groups of the U.S. and the U.K., e.g. in Jan. The rest",
        "followed these Instagram accounts.The vast majority",
        "setup.exe",
    ],
)
def test_that_what_is_dead_already_stays_as_published(text: str) -> None:
    assert defanged(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("blog[.]example.com", "blog[.]example[.]com"),
        ("http://blog.example.com/a.html", "hxxp://blog[.]example[.]com/a.html"),
        ("hosted with Example.email service", "hosted with Example[.]email service"),
        ("write to me@example.co.uk.", "write to me[at]example[.]co[.]uk."),
        ("at 10.0.0.9 and 10.0.0[.]8", "at 10[.]0[.]0[.]9 and 10.0.0[.]8"),
        ("http://localhost/x", "hxxp://localhost/x"),
    ],
)
def test_that_live_parts_are_defanged_in_place(text: str, safe: str) -> None:
    assert defanged(text) == safe


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("example[.]com", "domain"),
        ("www.example[.]com/page", "url"),
        ("hxxps://example[.]com", "url"),
        ("info[at]example[.]com", "email"),
        ("35552112fcf0190c882e35de55f4b9c1", "hash"),
        ("+44 20 7946 0000", "phone"),
        ("@someone", "handle"),
        ("#hashtag", "phrase"),
        ("Sharing on Facebook", "phrase"),
        ("10[.]0[.]0[.]9:80", "other"),
        ("setup.exe", "other"),
    ],
)
def test_that_the_form_tells_the_kind(text: str, kind: str) -> None:
    assert indicator_kind(text) == kind
