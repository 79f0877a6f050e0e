"""The rule named in free text, such as a calendar entry's title or a heading of evidence."""

from __future__ import annotations

import re
from typing import Final

from eoc_app.domain.restrictions.restriction import RULES

_SHAPES: Final = {
    "exit_poll_ban": r"exit poll",
    "opinion_poll_ban": r"opinion poll|polls? ban|publication of polls",
    "results_publication_ban": r"results?\b.*(?:ban|before|until)|early results",
    "new_political_ads_ban": r"\bno new ads|new (?:political |electoral )?ads?\b.*(?:ban|block)",
    "political_ads_ban": r"no (?:political )?ads|ads? ban|advertis\w+ ban|ban on .*advert",
    "electoral_silence": r"silence|blackout|reflection|quiet|cooling",
}
"""In order of preference: an exit poll is also an opinion poll, a ban on new ads one on ads."""


def rule_of(text: str) -> str | None:
    """Returns the rule that a text names by key, printed name or usual words; or None.

    The earliest printed name of a rule in the text takes precedence over other words.
    """
    words = re.sub(r"[\s_\u2010-\u2015-]+", " ", text.casefold()).strip()
    for rule, printed in RULES.items():
        if words == rule.replace("_", " ") or printed.casefold().replace("-", " ") in words:
            return rule
    return next((rule for rule, shape in _SHAPES.items() if re.search(shape, words)), None)
