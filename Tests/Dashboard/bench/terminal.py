"""A terminal of a given size, on which a command runs."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

from bench.server import binary


class Terminal:
    """The command on a pseudo terminal, its screens interpreted by pyte."""

    def __init__(self, columns: int, lines: int, *arguments: str, environment: dict | None = None):
        self.raw = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            variables = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "LC_ALL")}
            os.execve(binary(), [binary(), *arguments], {**variables, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(environment or {})})
        self.resize(columns, lines)
        self.status: int | None = None

    def resize(self, columns: int, lines: int) -> None:
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def press(self, keys: bytes) -> None:
        os.write(self._descriptor, keys)

    @property
    def shown(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.shown)

    def until(self, condition, seconds: float = 30) -> None:
        """Reads until `condition()` holds."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._read(0.1)
            if condition():
                return
        raise AssertionError(f"not within {seconds} s:\n{self.text}")

    def end(self, seconds: float = 60) -> int:
        """Reads to the end of the command; its exit status."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self._read(0.1):
            pass
        if self.status is None:
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def close(self) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._descriptor)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)
