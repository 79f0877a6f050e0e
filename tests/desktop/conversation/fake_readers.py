"""Readers that misbehave, each a small program in the place of the real one."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

_BEGIN = """
import os, struct, sys, time
import msgspec
from eoc_app.views.header_view import HeaderView
from eoc_app.views.problem_view import ProblemView
from eoc_app.conversation.wire import Answer, Question, Refusal, receive, send
out = sys.stdout.buffer
def question():
    return msgspec.msgpack.decode(receive(sys.stdin.buffer), type=Question)
def frame(panel, ticket, what="a reader says", last=False, reader=sys.argv[1]):
    view = ProblemView(what=what, why="w", remedy="r")
    return msgspec.msgpack.encode(
        Answer(ticket=ticket, panel=panel, view=view, traces=(), last=last, reader=reader))
def tell(panel, ticket, **more):
    send(out, frame(panel, ticket, **more))
"""
PROGRAMS = {
    # The same answer for ever, as fast as the pipe takes it.
    "floods": "asked = question()\nwhile True: tell('header', asked.ticket)",
    # Answers that nobody asked for.
    "floods unasked": "n = 10**9\nwhile True:\n    tell('header', n)\n    n += 1",
    # A few answers of many megabytes.
    "floods with megabytes": (
        "asked = question()\nfor n in range(40):"
        " tell('header', asked.ticket, what='x' * (10 << 20))\ntime.sleep(600)"
    ),
    # A frame that claims to be larger than any.
    "claims gigabytes": "question()\nout.write(struct.pack('<I', 2**32 - 1))\nout.flush()\n"
    "time.sleep(600)",
    # A true answer, one byte at a time.
    "drips": (
        "asked = question()\nbody = frame('header', asked.ticket, last=True)\n"
        "for byte in struct.pack('<I', len(body)) + body:\n"
        "    out.write(bytes([byte])); out.flush(); time.sleep(0.2)\ntime.sleep(600)"
    ),
    # A quarter of a frame, then nothing.
    "stops within a frame": "question()\nout.write(struct.pack('<I', 100) + b'x' * 20)\n"
    "out.flush()\ntime.sleep(600)",
    "sends garbage": "question()\nout.write(bytes(range(256)) * 4096)\nout.flush()\n"
    "time.sleep(600)",
    "sends nested garbage": "question()\nsend(out, b'\\x91' * 100000 + b'\\x90')\ntime.sleep(600)",
    "floods its error output": (
        "asked = question()\nfor n in range(2000): os.write(2, b'e' * 100000)\n"
        "os.write(2, b'\\nlast line\\n')\nraise SystemExit(3)"
    ),
    # Neither takes questions nor answers.
    "is deaf": "time.sleep(600)",
    "dies at once": "raise SystemExit(3)",
    # To the newest question, with the right ticket, in the name of a reader that is no more.
    "answers for another": (
        "asked = question()\ntell('header', asked.ticket, last=True, reader='0123456789abcdef')\n"
        "time.sleep(600)"
    ),
    "dies after the header": (
        "asked = question()\ntell('header', asked.ticket)\nout.flush()\nraise SystemExit(3)"
    ),
}


def put_in_place(monkeypatch: pytest.MonkeyPatch, behaviour: str) -> None:
    """Start this program wherever a reader is wanted."""
    real = subprocess.Popen
    code = _BEGIN + PROGRAMS[behaviour]

    def fake(command: list[str], **settings: Any) -> subprocess.Popen[bytes]:
        return real([command[0], "-c", code, command[-1]], **settings)

    monkeypatch.setattr("eoc_app.desktop.conversation.reader_process.subprocess.Popen", fake)


def in_place(behaviour: str, then: str) -> list[str]:
    """A command that runs this code with such a program wherever a reader is wanted."""
    code = (
        "import subprocess, sys\n"
        "real = subprocess.Popen\n"
        f"fake = lambda command, **settings: real([command[0], '-c', {_BEGIN!r} +"
        f" {PROGRAMS[behaviour]!r}, command[-1]], **settings)\n"
        f"import eoc_app.desktop.conversation.reader_process as there\n"
        "there.subprocess.Popen = fake\n"
    )
    return [sys.executable, "-c", code + then]
