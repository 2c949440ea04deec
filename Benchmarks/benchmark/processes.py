"""Commands run to their end with their cost: processor time of the whole process tree, and resident memory."""

import contextlib
import ctypes
import fcntl
import os
import pty
import resource
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


@dataclass(frozen=True)
class Outcome:
    status: int
    stdout: str
    stderr: str
    wall: float
    user: float
    system: float

    @property
    def cpu(self) -> float:
        """Seconds, user and system, of the process and of every descendant that was waited for."""
        return self.user + self.system


def pinned(core: int) -> list[str]:
    """A command prefix that pins to `core`; nothing where the machine has no such core."""
    return ["taskset", "-c", str(core)] if core in os.sched_getaffinity(0) and shutil.which("taskset") else []


def end_with_parent() -> None:
    """For `preexec_fn`: the child is killed when this process ends, however it ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def allow_many_descriptors() -> None:
    """For `preexec_fn`: raises the soft limit to the hard one."""
    end_with_parent()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def start(command: list, out, err, environment: dict | None = None) -> subprocess.Popen:
    return subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                            env={**os.environ, **(environment or {})}, preexec_fn=allow_many_descriptors)


def measure(command: list, seconds: float, environment: dict | None = None, screen: "Screen | None" = None) -> Outcome:
    """Runs `command`; ends it, with its tree, where it takes longer than `seconds`. With a `screen` that is its standard error."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        process = start(command, out, screen.end if screen else err, environment)
        try:
            while True:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if screen:
                    err.write(screen.read())
                if pid:
                    break
                if time.monotonic() - began > seconds:
                    raise TimeoutError(f"still running after {seconds:.0f} s: {' '.join(map(str, command))}")
                time.sleep(0.005)
        except BaseException:
            end_tree(process)
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    return Outcome(process.returncode, *texts, wall, usage.ru_utime, usage.ru_stime)


class Screen:
    """A pseudo terminal for a command's standard error: `with Screen(100, 30) as screen:`, then `screen.read()` what is drawn."""

    def __init__(self, columns: int, lines: int):
        self._size = struct.pack("HHHH", lines, columns, 0, 0)

    def __enter__(self) -> "Screen":
        self._reader, self.end = pty.openpty()
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, self._size)
        os.set_blocking(self._reader, False)
        return self

    def __exit__(self, *_) -> None:
        os.close(self._reader)
        os.close(self.end)

    def read(self) -> bytes:
        """What has been written since; empty where nothing was."""
        drawn = b""
        with contextlib.suppress(BlockingIOError):
            while part := os.read(self._reader, 1 << 16):
                drawn += part
        return drawn


def descendants(root: int) -> list[int]:
    """Living processes below `root`; `root` itself is not in it."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
                if fields[0] not in "ZX":
                    children.setdefault(int(fields[1]), []).append(int(name))
    found, queue = [], [root]
    while queue:
        below = children.get(queue.pop(0), [])
        found += below
        queue += below
    return found


def end_tree(process: subprocess.Popen) -> None:
    below = descendants(process.pid)
    if process.poll() is None:
        process.kill()
        process.wait()
    for pid in below:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def resident_tree(root: int) -> int:
    """Resident bytes of `root` and everything below it; pages shared between them count once for each."""
    return sum(resident_bytes(pid) for pid in [root, *descendants(root)])
