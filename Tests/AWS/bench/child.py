"""A process that the bench starts, and ends by its id."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path


class Child:
    """Output goes to a file, so that it can never block on a full pipe."""

    def __init__(self, command: list[str], log: Path, environment: dict[str, str]):
        self.name, self.log = Path(command[0]).name, log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment,
                cwd=log.parent, start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def output(self) -> str:
        return self.log.read_bytes().decode("utf-8", "replace")

    def wait_until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            ended = self.process.poll()
            assert ended is None, f"{self.name} ended with {ended} before {what}:\n{self.output()[-3000:]}"
            assert time.monotonic() < deadline, f"{what}: not within {seconds} s:\n{self.output()[-3000:]}"
            time.sleep(0.05)

    def wait_for_http(self, url: str, seconds: float = 60) -> None:
        def answers() -> bool:
            try:
                urllib.request.urlopen(url, timeout=5).close()
            except urllib.error.HTTPError:
                return True
            except OSError:
                return False
            return True

        self.wait_until(answers, seconds, f"an answer of {url}")

    def stop(self, seconds: float = 10) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
