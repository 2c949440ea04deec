"""microburst between front and emulator: AWS's own errors, cut replies, throttling, each by rule."""

import json
import os
import shutil
import urllib.request
from pathlib import Path

from bench import ports
from bench.child import Child


class Microburst:
    """Forwards to `upstream` (a URL); what it did is in `fired()`."""

    def __init__(self, directory: Path, upstream: str):
        command = shutil.which("microburst", path=f"{Path(os.sys.executable).parent}:{os.environ['PATH']}")
        assert command, "microburst is not installed beside this Python"
        self.port = ports.free_port()
        environment = {"PATH": os.environ["PATH"], "HOME": str(directory)}
        arguments = ["--host", "127.0.0.1", "--port", str(self.port), "--upstream", upstream, "--no-resign"]
        self._process = Child([command, *arguments], directory / "microburst.log", environment)
        self._process.wait_for_http(self._url("health"))

    def set(self, *rules: dict) -> None:
        """Replaces all rules; none forwards everything."""
        self._call("POST", "rules", list(rules))

    def fired(self) -> list[dict]:
        return self._call("GET", "fired")

    def stop(self) -> None:
        self._process.stop()

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/_microburst/{path}"

    def _call(self, method: str, path: str, body: object = None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url(path), data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
