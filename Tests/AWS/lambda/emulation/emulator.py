"""Runs a function under the emulator and invokes it, one invocation at a time: it bears no two at once."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from emulation.binary import emulator

_PATH = "/2015-03-31/functions/function/invocations"


@dataclass
class Answer:
    status: int
    body: bytes
    seconds: float

    @property
    def json(self):
        return json.loads(self.body)


class Emulator:
    """`bootstrap` as Lambda would run it. It starts at the first invocation."""

    def __init__(self, bootstrap: Path, directory: Path, timeout: int = 5, environment: dict | None = None):
        directory.mkdir(parents=True)
        self._log = directory / "log"
        self._port, api = _free_ports(2)
        command = [emulator(), "--runtime-interface-emulator-address", f"127.0.0.1:{self._port}",
                   "--runtime-api-address", f"127.0.0.1:{api}", bootstrap]
        variables = {"PATH": os.environ["PATH"], "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout), **(environment or {})}
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=variables, cwd=directory)
        wait_until(lambda: _listens(self._port), "the emulator's start")

    def invoke(self, payload: object, headers: dict | None = None) -> Answer:
        """Sends `payload`, as JSON unless it is bytes, and awaits the answer."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        with contextlib.closing(connection):
            began = time.monotonic()
            connection.request("POST", _PATH, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.read(), time.monotonic() - began)

    def invoke_in_background(self, payload: object) -> "Pending":
        """Returns once the invocation has begun."""
        begun = self.log.count("INVOKE START")
        pending = Pending(lambda: self.invoke(payload))
        wait_until(lambda: self.log.count("INVOKE START") > begun, "the invocation's start")
        return pending

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace")

    @property
    def log_lines(self) -> list[dict]:
        """The function's own log lines."""
        return [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]

    @property
    def function(self) -> int:
        """Process id of the function."""
        found = []
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            found += (thread / "children").read_text().split()
        assert len(found) == 1, f"processes of the function: {found}"
        return int(found[0])

    def kill_function(self, number: int) -> None:
        """Sends the function a signal."""
        os.kill(self.function, number)

    def stop(self) -> None:
        """Ends the emulator, which ends the function."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Pending:
    """An answer that another thread waits for."""

    def __init__(self, call):
        self._answers: list[Answer] = []
        self._thread = threading.Thread(target=lambda: self._answers.append(call()), daemon=True)
        self._thread.start()

    def wait(self) -> Answer:
        self._thread.join(60)
        return self._answers[0]


def wait_until(condition, what: str, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.005)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
