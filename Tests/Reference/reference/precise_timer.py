"""A wait on epoll with microsecond timeouts: epoll's own are rounded up to whole milliseconds."""

import ctypes
import select

_PR_SET_TIMERSLACK = 29


def remove_timer_slack() -> None:
    """The kernel delays a thread's timers by up to 50 µs unless told otherwise."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_TIMERSLACK, 1, 0, 0, 0)


def wait(epoll: select.epoll, seconds: float | None) -> list[tuple[int, int]]:
    """Events, as soon as there are any, or after `seconds` (None: for ever). An epoll can itself be selected."""
    if seconds is None or seconds > 0:
        ready, _, _ = select.select([epoll.fileno()], [], [], seconds)
        if not ready:
            return []
    return epoll.poll(0)
