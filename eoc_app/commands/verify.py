"""eoc verify: does a snapshot hold to the format and to itself?"""

from __future__ import annotations

import argparse

from eoc_app.builder.verify.proof import proofs
from eoc_app.commands import terminal
from eoc_app.snapshot.connection import Snapshot


def verify_command(arguments: argparse.Namespace) -> int:
    """Print what was checked; 1 where anything does not hold."""
    snapshot = Snapshot(arguments.file, memory_limit="2GB")
    failed = 0
    try:
        version = snapshot.about["schema_version"]
        terminal.say(f"{'ok':<8}format: tables, columns and types of schema version {version}")
        for proof in proofs(snapshot):
            holds = proof.problem is None and proof.fault is None
            terminal.say(f"{'ok' if holds else 'FAILED':<8}{proof.name}")
            failed += not holds
            if proof.problem is not None:
                terminal.tell_problem(proof.problem)
            if proof.fault is not None:
                terminal.tell_fault(f"ended the proof {proof.name!r}", proof.fault)
    finally:
        snapshot.close()
    verdict = f"{failed} of its proofs failed" if failed else "holds to the format and to itself"
    terminal.say(f"{arguments.file}: snapshot {snapshot.about['snapshot_id']} {verdict}")
    return 1 if failed else 0
