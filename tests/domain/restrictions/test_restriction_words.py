"""Free words name a rule of the format, or none."""

from __future__ import annotations

import pytest

from eoc_app.domain.restrictions.restriction import RULES
from eoc_app.domain.restrictions.restriction_words import rule_of


@pytest.mark.parametrize("rule", list(RULES))
def test_that_every_rule_is_told_by_its_word_and_by_its_printed_name(rule: str) -> None:
    assert rule_of(rule) == rule
    assert rule_of(rule.replace("_", " ").title()) == rule
    assert rule_of(f"Kenya: {RULES[rule].upper()} begins") == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Election silence in force", "electoral_silence"),
        ("Campaign blackout", "electoral_silence"),
        ("publication of polls forbidden", "opinion_poll_ban"),
        ("ban on opinion polls and exit polls", "exit_poll_ban"),
        ("no new ads about social issues/elections/politics", "new_political_ads_ban"),
        ("no political ads", "political_ads_ban"),
        ("advertising ban on television", "political_ads_ban"),
        ("early results must not be published", "results_publication_ban"),
        ("team meeting", None),
        ("", None),
    ],
)
def test_that_usual_words_name_a_rule_and_others_none(words: str, rule: str | None) -> None:
    assert rule_of(words) == rule
