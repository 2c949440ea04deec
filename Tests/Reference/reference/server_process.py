"""Starts the judge's servers as processes of their own, and ends them by id."""

import subprocess
import sys
from pathlib import Path

from reference import processes, server_log
from reference.schedule import Schedule

_ROOT = Path(__file__).resolve().parent.parent


class ServerProcess:
    """`python -m MODULE ARGUMENTS`, ready once it has printed its port."""

    def __init__(self, module: str, arguments: list[str], prefix: list[str] | None = None):
        self.process = subprocess.Popen(
            [*(prefix or []), sys.executable, "-m", module, *arguments], cwd=_ROOT, stdout=subprocess.PIPE, text=True
        )
        line = self.process.stdout.readline()
        assert line.strip().isdigit(), f"{module} did not start: {line!r}"
        self.port = int(line)

    def url(self, path: str = "/", scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()


class ScheduledServer(ServerProcess):
    """The schedule server, and its log."""

    def __init__(self, schedule: Schedule, directory: Path, prefix: list[str] | None = None):
        directory.mkdir(parents=True)
        self._log, self._started = directory / "log", directory / "started"
        super().__init__(
            "reference.schedule_server", [schedule.encoded(), str(self._log), str(self._started)], prefix
        )

    def wait_for_first_request(self, seconds: float = 15) -> None:
        processes.wait_until(self._started.exists, seconds, "first request at the server")

    def records(self) -> list[server_log.Record]:
        """Stops the server, if it still runs, and reads its log."""
        self.stop()
        return server_log.read(self._log)
