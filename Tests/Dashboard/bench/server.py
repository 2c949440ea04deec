"""`loadtester serve`, started as its user would, and asked over plain sockets."""

import http.client
import json
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


def binary() -> str:
    path = os.environ.get("LOADTESTER_BIN")
    assert path, "LOADTESTER_BIN is not set: export the path of the built `loadtester` command"
    assert os.access(path, os.X_OK), f"LOADTESTER_BIN={path} is not an executable file"
    return path


def wait_until(condition, seconds: float, what: str):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds} s")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Server:
    """The process, listening. Ends with the test."""

    def __init__(self, directory: Path, *arguments: str, environment: dict | None = None, expect: bool = True):
        directory.mkdir(parents=True, exist_ok=True)
        self.data = directory / "data"
        self._log = directory / "stderr"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [binary(), "serve", "--port", "0", "--data-dir", str(self.data), *arguments],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log,
                env={**{k: v for k, v in os.environ.items() if k != "LOADTESTER_TOKEN"}, **(environment or {})},
            )
        if expect:
            self.port = int(wait_until(self._listening, 20, "the server listens").group(1))

    def _listening(self):
        assert self.process.poll() is None, f"the server ended: {self.log}"
        return re.search(r"Serving http://.*:(\d+)/", self.log)

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | str | dict | None = None, **headers: str) -> Answer:
        """One request; header names are given with underscores for dashes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, dict):
            body = json.dumps(body)
            fields.setdefault("content-type", "application/json")
        try:
            connection.request(method, path, body=body, headers=fields)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def launch(self, **payload) -> Answer:
        return self.ask("POST", "/api/runs", payload)

    def run(self, test_id: str) -> dict:
        return self.ask("GET", f"/api/runs/{test_id}").json["runs"][0]

    def wait_for_end(self, test_id: str, seconds: float = 40) -> dict:
        return wait_until(lambda: (run := self.run(test_id))["verdict"] and run, seconds, f"{test_id} ends")

    def end(self, number: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(seconds)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
