"""Process trees by /proc: who descends from whom, memory, ending by id."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")


def is_alive(pid: int) -> bool:
    """False for a zombie: it runs nothing any more."""
    fields = _stat(pid)
    return fields is not None and fields[0] not in "ZX"


def descendants(root: int) -> list[int]:
    """Living processes below `root`, parents before children. `root` itself is not in it."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and (fields := _stat(int(name))) and fields[0] not in "ZX":
            parents.setdefault(int(fields[1]), []).append(int(name))
    found, queue = [], [root]
    while queue:
        children = sorted(parents.get(queue.pop(0), []))
        found += children
        queue += children
    return found


def end(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait_until(condition, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.01)


def resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


class MemoryWatch:
    """Largest resident size seen in any one process of the tree below and including `root`."""

    def __init__(self, root: int):
        self.largest = 0
        self._root, self._stop = root, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            pids = [self._root, *descendants(self._root)]
            self.largest = max(self.largest, *(resident_bytes(pid) for pid in pids))

    def stop(self) -> int:
        self._stop.set()
        self._thread.join()
        return self.largest


def _stat(pid: int) -> list[str] | None:
    """State, parent and so on: the fields after the command, which may itself hold spaces and brackets."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
