"""The runtime API alone, for what the emulator does not show: trace headers, SIGTERM, when the first request comes."""

import http.server
import os
import queue
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Invocation:
    payload: bytes
    headers: dict = field(default_factory=dict)


class RuntimeAPI:
    """Serves one function; a request for an invocation waits until there is one."""

    def __init__(self):
        self.answers: queue.Queue[tuple[str, bytes]] = queue.Queue()
        self.first_request = threading.Event()
        self.first_request_at = 0.0
        self.taken = threading.Event()
        self._invocations: queue.Queue[Invocation | None] = queue.Queue()
        self._count = 0
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self) -> str:
        return "127.0.0.1:%d" % self._server.server_address[1]

    def invoke(self, payload: bytes, headers: dict | None = None) -> tuple[str, bytes]:
        """The path and the body of the function's answer."""
        self.offer(payload, headers)
        return self.answers.get(timeout=30)

    def offer(self, payload: bytes, headers: dict | None = None) -> None:
        """Invokes without waiting for the answer; `taken` is set once the function has the invocation."""
        self.taken.clear()
        self._invocations.put(Invocation(payload, headers or {}))

    def stop(self) -> None:
        self._invocations.put(None)
        self._server.shutdown()
        self._server.server_close()

    def _next(self) -> tuple[Invocation, int] | None:
        if not self.first_request.is_set():
            self.first_request_at = time.monotonic()
            self.first_request.set()
        invocation = self._invocations.get()
        self._count += 1
        return (invocation, self._count) if invocation else None

    def _handler(self):
        api = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                if (found := api._next()) is None:
                    self.close_connection = True
                    return
                invocation, number = found
                self.send_response(200)
                self.send_header("Lambda-Runtime-Aws-Request-Id", f"request-{number}")
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int(time.time() * 1000) + 60_000))
                for name, value in invocation.headers.items():
                    self.send_header(name, value)
                self._end(invocation.payload)
                api.taken.set()

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(202)
                self._end(b'{"status":"OK"}')
                api.answers.put((self.path, body))

            def _end(self, body: bytes):
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


class Function:
    """A function's process, which talks to a RuntimeAPI."""

    def __init__(self, bootstrap: Path, address: str, environment: dict | None = None, is_told: bool = True):
        """With `is_told` false, `environment` alone says where the API is, if anything does."""
        told = {"AWS_LAMBDA_RUNTIME_API": address} if is_told else {}
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [bootstrap], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={"PATH": os.environ["PATH"], **told, **(environment or {})},
        )

    def end(self, number: int = signal.SIGKILL) -> tuple[int, str]:
        """Sends a signal and awaits the end: exit status (negative for a signal) and what was written."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> tuple[int, str]:
        try:
            output, _ = self.process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            output, _ = self.process.communicate()
            raise AssertionError(f"the function did not end: {output}")
        return self.process.returncode, output
