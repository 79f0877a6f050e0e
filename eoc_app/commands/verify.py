"""eoc verify: check a snapshot against the format and for inner consistency."""

from __future__ import annotations

import argparse
import re
import time
from typing import Final

from eoc_app import log
from eoc_app.builder.verify.proof import Proof, proofs
from eoc_app.commands import terminal
from eoc_app.core.precomputed import NOT_AGAIN, counted
from eoc_app.snapshot.connection import Snapshot

_NAMES: Final = re.compile(r"[a-z_:, ]{1,120}")
"""Names of proofs come from the program and its queries, never from a file."""


def verify_command(arguments: argparse.Namespace) -> int:
    """Print every check and its result; 1 where any failed."""
    snapshot = Snapshot(arguments.file, memory_limit="2GB")
    failed = precomputed = 0
    begun_at = time.monotonic()
    log.note(
        "opened",
        file=log.digest_of(arguments.file),
        id=log.hexadecimal(str(snapshot.about["snapshot_id"])),
    )
    try:
        version = snapshot.about["schema_version"]
        terminal.say(f"{'ok':<8}format: tables, columns and types of schema version {version}")
        for proof in proofs(snapshot):
            holds = proof.problem is None and proof.fault is None
            note_proof(proof, time.monotonic() - begun_at)
            begun_at = time.monotonic()
            word = "stated" if proof.is_precomputed else "ok" if holds else "FAILED"
            terminal.say(f"{word:<8}{proof.name}")
            failed += not holds
            precomputed += proof.is_precomputed
            if proof.problem is not None:
                terminal.tell_problem(proof.problem)
            if proof.fault is not None:
                terminal.tell_fault(f"ended the proof {proof.name!r}", proof.fault)
    finally:
        snapshot.close()
    verdict = f"{failed} of its proofs failed" if failed else "holds to the format and to itself"
    if precomputed:
        verdict += f"; {counted(precomputed)}, {NOT_AGAIN}"
    terminal.say(f"{arguments.file}: snapshot {snapshot.about['snapshot_id']} {verdict}")
    return 1 if failed else 0


def note_proof(proof: Proof, seconds: float) -> None:
    """Log a check, its duration and its result."""
    name = log.matched(proof.name, _NAMES)
    if proof.problem is not None:
        log.note_problem(proof.problem, proof=name, seconds=seconds)
    elif proof.fault is not None:
        log.note("fault", proof=name, ticket=log.hexadecimal(proof.fault.ticket))
    else:
        log.note("holds", proof=name, seconds=seconds)
