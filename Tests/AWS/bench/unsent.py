"""A queue that stores a part of a batch: a rule of the front."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.capture import Front
from bench.exchange import Answer, Forward, Request

_JSON = "application/x-amz-json-1.0"


@dataclass
class Left:
    """Bodies of messages, each once."""

    unsent: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    sent_again: set[str] = field(default_factory=set)
    """Were stored, and came again nevertheless."""


@contextlib.contextmanager
def leave_unsent(front: Front, times: int) -> Iterator[Left]:
    """Of each of the next `times` batches the last entry is not stored; a message sent alone is refused with a 500."""
    left, remaining, lock = Left(), times, threading.Lock()

    def rule(request: Request, forward: Forward) -> Answer | None:
        nonlocal remaining
        if request.operation not in ("sqs.SendMessage", "sqs.SendMessageBatch"):
            return None
        call = request.json()
        entries = call.get("Entries", [call])
        with lock:
            stored = entries[:-1] if remaining else entries
            remaining -= len(stored) < len(entries)
            left.sent_again |= left.sent & {entry["MessageBody"] for entry in entries}
            left.sent |= {entry["MessageBody"] for entry in stored}
            left.unsent |= {entry["MessageBody"] for entry in entries[len(stored):]}
        if len(stored) == len(entries):
            return None
        if "Entries" not in call:
            return Answer.error("InternalError", "an internal error occurred", 500)
        failed = [{"Id": e["Id"], "SenderFault": False, "Code": "InternalError"} for e in entries[len(stored):]]
        if not stored:
            return Answer.of({"Successful": [], "Failed": failed}, content_type=_JSON)
        # Another body under the old signature: for an emulator that does not check it.
        body = json.dumps(call | {"Entries": stored}).encode()
        answer = forward(Request(request.method, request.target, request.headers, body))
        return answer if answer.status != 200 else Answer.of(answer.json() | {"Failed": failed}, content_type=_JSON)

    front.rules.append(rule)
    try:
        yield left
    finally:
        front.rules.remove(rule)
