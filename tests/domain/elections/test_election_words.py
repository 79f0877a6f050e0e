"""An election's words say its kind, status and round, or say that they do not."""

from __future__ import annotations

import pytest

from eoc_app.domain.elections import election_words


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Election for President", "presidential"),
        ("Election for Vice President (Vice President)", "presidential"),
        ("Referendum", "referendum"),
        ("Election for European Parliament", "supranational"),
        ("Election for Australian House of Representatives", "legislative"),
        ("Election for Chambre des Communes (Canadian House of Commons)", "legislative"),
        ("Election for Dewan Perwakilan Daerah (Indonesian Regional Representative Council)",
         "legislative"),
        ("National Assembly Election Day", "legislative"),
        ("Municipal elections", "local"),
        ("Mayoral and Ward By-elections", "local"),
        ("Local Government Elections", "local"),
        ("Cocos (Keeling) Islands Shire Council", "local"),
        ("Regional Election Day", "regional"),
        ("Puerto Rican Governor", "regional"),
        ("National and Provincial Government Elections", "general"),
        ("presidential and legislative", "general"),
        ("General Election Day", "general"),
        ("Election Day", "other"),
    ],
)  # fmt: skip
def test_that_the_kind_is_read_from_the_words(words: str, kind: str) -> None:
    assert election_words.kind(words) == kind


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Held", "held"),
        ("Confirmed", "confirmed"),
        ("Date not confirmed", "not_confirmed"),
        ("Tentative", "not_confirmed"),
        ("Snap", "snap"),
        ("Moved Up/ Snap", "snap"),
        ("Moved up", "moved"),
        ("Postponed", "postponed"),
        ("Cancelled", "cancelled"),
        ("Canceled", "cancelled"),
        ("Second Round if needed", "if_needed"),
        ("Annulled", "annulled"),
        ("Frobnicated", "unknown"),
    ],
)
def test_that_the_status_is_read_from_the_words(words: str, status: str) -> None:
    assert election_words.status(words) == status


@pytest.mark.parametrize(
    ("words", "round_"),
    [
        ("Second Round if needed", "2"),
        ("presidential run-off", "2"),
        ("first round", "1"),
        ("general election phase 7", "phase 7"),
        ("general election", None),
    ],
)
def test_that_a_round_is_read_where_one_is_named(words: str, round_: str | None) -> None:
    assert election_words.round_of(words) == round_
