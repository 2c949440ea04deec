"""BatchWriteItem that leaves items unprocessed: a rule of the front, as no fault proxy can take a part of a batch."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.capture import Front
from bench.exchange import Answer, Forward, Request


@dataclass
class Left:
    """Keys of items, each once."""

    unprocessed: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    written_again: set[str] = field(default_factory=set)
    """Were written, and came again nevertheless."""


@contextlib.contextmanager
def leave_unprocessed(front: Front, times: int) -> Iterator[Left]:
    """Of each of the next `times` batches of several items only the first item is written."""
    left, remaining, lock = Left(), times, threading.Lock()

    def rule(request: Request, forward: Forward) -> Answer | None:
        nonlocal remaining
        if request.operation != "dynamodb.BatchWriteItem":
            return None
        call = request.json()
        (table, items), = call["RequestItems"].items()
        with lock:
            taken = items[:1] if remaining and len(items) > 1 else items
            remaining -= len(taken) < len(items)
            left.written_again |= left.written & {_key(item) for item in items}
            left.written |= {_key(item) for item in taken}
            left.unprocessed |= {_key(item) for item in items[len(taken):]}
        # Another body under the old signature: for an emulator that does not check it.
        body = json.dumps(call | {"RequestItems": {table: taken}}).encode()
        answer = forward(Request(request.method, request.target, request.headers, body))
        if answer.status != 200 or len(taken) == len(items):
            return answer
        rest = {"UnprocessedItems": {table: items[len(taken):]}}
        return Answer.of(answer.json() | rest, content_type="application/x-amz-json-1.0")

    front.rules.append(rule)
    try:
        yield left
    finally:
        front.rules.remove(rule)


def _key(item: dict) -> str:
    put = item["PutRequest"]["Item"]
    return f"{put['testId']['S']} {put['timestamp']['N']}"
