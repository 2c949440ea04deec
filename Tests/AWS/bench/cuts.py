"""A part of AWS that cannot be reached for a while: a rule of the front."""

import contextlib
import fnmatch
from collections.abc import Iterator

from bench.capture import Front
from bench.exchange import CUT, Answer, Forward, Request


@contextlib.contextmanager
def unreachable(front: Front, *operations: str) -> Iterator[None]:
    """Connections that ask for one of `operations` (`sqs.*`) are reset, and nothing reaches the emulator."""

    def cut(request: Request, forward: Forward) -> Answer | None:
        return CUT if any(fnmatch.fnmatch(request.operation, pattern) for pattern in operations) else None

    front.rules.insert(0, cut)
    try:
        yield
    finally:
        front.rules.remove(cut)
