"""Digests of keys are short, stay the same, and are never those of two keys."""

from __future__ import annotations

import pytest

from eoc_app.builder.cells import key_digest
from eoc_app.builder.cells.key_digest import DIGITS, Digests


def test_that_a_key_has_one_short_digest_whatever_came_before_it() -> None:
    digests = Digests()
    first = digests.of("FR", "silence")
    assert len(first) == DIGITS
    assert digests.of("FR", "ban") != first
    assert digests.of("FR", "silence") == Digests().of("FR", "silence") == first


def test_that_keys_whose_short_digests_are_the_same_keep_digests_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_digest, "DIGITS", 1)
    digests = Digests()
    keys = [(str(number),) for number in range(50)]
    found = [digests.of(*key) for key in keys]
    assert len(set(found)) == 50
    assert sum(len(one) == 1 for one in found) > 5
    assert [digests.of(*key) for key in keys] == found
