"""Runs the built command as its user would: arguments in, summary, standard error and exit status out."""

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from reference import processes

PASSED, USAGE, THRESHOLD_FAILED, INTERRUPTED, INVALID = 0, 64, 99, 105, 106


def binary() -> str:
    path = os.environ.get("LOADTESTER_BIN")
    assert path, "LOADTESTER_BIN is not set: export the path of the built `loadtester` command"
    assert os.access(path, os.X_OK), f"LOADTESTER_BIN={path} is not an executable file"
    return path


@dataclass(frozen=True)
class Result:
    exit_code: int
    stdout: str
    stderr: str
    wall: float

    @property
    def summary(self) -> dict:
        """The JSON document that is the whole of standard output."""
        try:
            return json.loads(self.stdout)
        except ValueError as error:
            raise AssertionError(f"standard output is not one JSON document ({error}):\n{self}") from None

    def expect(self, *exit_codes: int) -> dict:
        """The summary of a run that ended with one of `exit_codes`."""
        assert self.exit_code in exit_codes, f"exit {self.exit_code}, expected {exit_codes}:\n{self}"
        return self.summary

    def __str__(self) -> str:
        output = f"stdout: {self.stdout[-3000:]}\nstderr: {self.stderr[-3000:]}"
        return f"exit {self.exit_code} after {self.wall:.1f} s\n{output}"


class Running:
    """The command, started. Its output goes to files, so that it can never block on a full pipe."""

    def __init__(
        self, arguments: list[str], directory: Path, prefix: list[str] | None = None, environment: dict | None = None
    ):
        directory.mkdir(parents=True)
        self._out, self._err = directory / "stdout", directory / "stderr"
        self._began = time.monotonic()
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                [*(prefix or []), binary(), *arguments],
                stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=directory, start_new_session=True,
                env={**os.environ, **(environment or {})},
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def watch_memory(self) -> processes.MemoryWatch:
        return processes.MemoryWatch(self.pid)

    def workers(self, count: int, seconds: float = 10) -> list[int]:
        """The worker processes, once there are at least `count`."""
        def enough() -> bool:
            return len(processes.descendants(self.pid)) >= count

        processes.wait_until(enough, seconds, f"{count} worker processes")
        return processes.descendants(self.pid)

    def signal(self, number: signal.Signals, group: bool = False) -> None:
        """To the command alone, or to its whole process group as a terminal's Ctrl-C is."""
        os.killpg(self.pid, number) if group else os.kill(self.pid, number)

    def wait(self, seconds: float) -> Result:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.end()
            raise AssertionError(f"still running after {seconds} s:\n{self._result()}") from None
        return self._result()

    def _result(self) -> Result:
        text = [path.read_bytes().decode("utf-8", "replace") for path in (self._out, self._err)]
        return Result(self.process.returncode, *text, time.monotonic() - self._began)

    def end(self) -> None:
        """Ends whatever still runs of the command and of its workers."""
        tree = processes.descendants(self.pid)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        processes.end(tree)
