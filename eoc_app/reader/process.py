"""The process that opens the file: questions on stdin, views on stdout, newest question wins.

A damaged or hostile snapshot kills this process, not the window. It never loads Qt.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final, cast

from eoc_app import log
from eoc_app.conversation.bounded import bounded
from eoc_app.conversation.wire import (
    Answer,
    Bug,
    Question,
    Refusal,
    encode,
    send,
)
from eoc_app.core.fault import fault_of, with_ticket
from eoc_app.core.one_thread import on_one_thread
from eoc_app.core.problem import Problem
from eoc_app.log.question_log import QuestionLog
from eoc_app.panels import panels
from eoc_app.reader.ahead import try_platforms, use_time
from eoc_app.reader.flow import Drawn, Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.snapshot.connection import Cancelled, Snapshot
from eoc_app.views.problem_view import ProblemView

COLLECT: Final = (50_000, 20, 50)
PAUSE: Final = 0.12
"""Seconds without a newer question before a costly panel is begun; draws cannot be interrupted.

Longer than a held key takes to repeat and a dragged cursor to move on, so that neither starts any.
"""


def serve(path: Path, questions: io.BufferedIOBase, answers: BinaryIO, identity: str = "") -> None:
    """Answer questions about one snapshot until the other side closes."""
    inbox = Inbox(questions, identity)
    threading.Thread(target=inbox.listen, daemon=True).start()
    try:
        snapshot = Snapshot(path)
    except Problem as problem:
        log.note_problem(problem, file=log.digest_of(path))
        send(answers, encode(Refusal(problem=as_view(problem), reader=identity)))
        return
    log.note(
        "opened", file=log.digest_of(path), id=log.hexadecimal(str(snapshot.about["snapshot_id"]))
    )
    inbox.snapshot = snapshot
    flow = Flow(snapshot)
    # An answer makes thousands of rows that hold no circles: looking for some after every few
    # hundred would cost more than making them.
    gc.freeze()
    gc.set_threshold(*COLLECT)
    while True:
        answered = answer(flow, inbox, lambda payload: send(answers, payload))
        if answered is not None:
            try_platforms(flow, inbox, answered)


def answer(flow: Flow, inbox: Inbox, say: Callable[[bytes], None]) -> Question | None:
    """Answer the newest question of a lane, and use the time until the next one comes.

    Returns the screen's question where it was answered to its end.
    """
    question = inbox.next()
    rested = _answer(flow, inbox, question, say)
    inbox.answering = "ahead"
    if rested is None or question.lane != "screen":
        return None
    if not rested:
        use_time(flow, inbox, question)
    return question


def _answer(
    flow: Flow, inbox: Inbox, question: Question, say: Callable[[bytes], None]
) -> bool | None:
    """Answer panel by panel until a newer question of its lane comes in, then None.

    Else whether there was a rest before what is costly. Questions beside the screen's wait for one
    panel at most.
    """
    noted = QuestionLog(question.ticket)
    rested = False
    for position, name in enumerate(question.panels):
        _answer_beside(flow, inbox, question, say)
        if inbox.is_superseded():
            noted.dropped()
            return None
        costly = flow.is_costly(question.selection, name)
        if not rested and costly:
            rested = True
            if _rest(flow, inbox, question):
                noted.dropped()
                return None
            _answer_beside(flow, inbox, question, say)
        last = position == len(question.panels) - 1
        payload: bytes | None = None
        try:
            drawn = _draw(flow, inbox, question, name)
            if drawn is not None:
                noted.drawn(name, drawn.view)
                payload = encode(as_answer(question.ticket, drawn, inbox.reader, last=last))
        except Exception as error:  # noqa: BLE001 - one panel must not take the others with it
            noted.failed(name, error)
            trace = with_ticket(fault_of(error))
            payload = encode(
                Bug(
                    ticket=question.ticket, panel=name, traceback=trace, last=last,
                    reader=inbox.reader,
                )
            )  # fmt: skip
        before = question.panels[:position] if costly else ()
        if payload is None or not _complete(flow, inbox, question, before, name, say):
            noted.dropped()
            return None
        say(payload)
    noted.answered()
    return rested


def _complete(
    flow: Flow,
    inbox: Inbox,
    question: Question,
    before: Sequence[str],
    name: str,
    say: Callable[[bytes], None],
) -> bool:
    """Answer once more what a costly panel completes; False where a newer question has come."""
    for other in before:
        if panels()[other].completed_by == name and flow.is_kept(question.selection, name):
            drawn = _draw(flow, inbox, question, other)
            if drawn is None or inbox.is_superseded():
                return False
            say(encode(as_answer(question.ticket, drawn, inbox.reader, last=False)))
    return True


def _answer_beside(
    flow: Flow, inbox: Inbox, question: Question, say: Callable[[bytes], None]
) -> None:
    """Answer what waits beside the screen's question, which is not dropped for it."""
    if question.lane == "screen":
        while (beside := inbox.take_beside()) is not None:
            _answer(flow, inbox, beside, say)
            inbox.answering = "screen"


def _rest(flow: Flow, inbox: Inbox, question: Question) -> bool:
    """Let a newer question come before what is costly; whether one did.

    The time is not lost: what the next step of a cursor will ask for is read in it.
    """
    until = time.monotonic() + PAUSE
    inbox.answering = "ahead"
    use_time(flow, inbox, question)
    inbox.answering = question.lane
    return inbox.is_superseded_within(max(0.0, until - time.monotonic()))


def _draw(flow: Flow, inbox: Inbox, question: Question, name: str) -> Drawn | None:
    while True:
        try:
            return next(flow.draw(question.selection, (name,)))
        except Cancelled:
            if inbox.is_superseded():
                return None
            # The interrupt was meant for the question before, so this one is asked again.


def as_answer(ticket: int, drawn: Drawn, reader: str = "", *, last: bool) -> Answer:
    """A drawn panel as it goes over the wire."""
    view = as_view(drawn.view) if isinstance(drawn.view, Problem) else drawn.view
    # The window cuts what is too long once more; here it costs no time of the pipe.
    return bounded(
        Answer(
            ticket=ticket,
            panel=drawn.panel,
            view=view,
            traces=drawn.traces,
            last=last,
            reader=reader,
        )
    )


def as_view(problem: Problem) -> ProblemView:
    """A problem as it goes over the wire."""
    return ProblemView(**problem.as_record())


def main() -> None:
    """Serve the snapshot named on the command line, under the identity that follows it."""
    log.catch_everything()
    log.begin("reader")
    # Whatever prints by mistake, libraries below Python too, must not end up between two frames.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    on_one_thread()
    questions = cast("io.BufferedIOBase", sys.stdin.buffer)
    serve(Path(sys.argv[1]), questions, answers, "".join(sys.argv[2:3]))
    log.end(0)
    os._exit(0)


if __name__ == "__main__":
    main()
