"""What holds of every panel, those to come too."""

from __future__ import annotations

import re

import pytest

from eoc_app.desktop.alarms.record_view import EXPLAINED
from eoc_app.panels import panels

TEXTS = {name: panel.explained for name, panel in panels().items()} | {"our record": EXPLAINED}


@pytest.mark.parametrize("name", TEXTS)
def test_that_a_card_is_explained_in_two_plain_sentences(name: str) -> None:
    sentences = re.split(r"(?<=\.) (?=[A-Z])", TEXTS[name])
    assert len(sentences) == 2, sentences
    for sentence in sentences:
        assert sentence.endswith(".")
        assert 8 <= len(sentence.split()) <= 36, sentence
        # Words of the program say nothing to who reads a card.
        assert not re.search(r"[_`{}<>]|\b(query|queries|SQL|frame|null|NaN)\b", sentence), sentence


def test_that_no_two_cards_are_explained_alike() -> None:
    assert len(set(TEXTS.values())) == len(TEXTS)
