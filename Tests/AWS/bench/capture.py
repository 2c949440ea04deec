"""The front: a plain reverse proxy before the emulator that keeps every exchange, and that rules may answer for it."""

import http.client
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bench.exchange import CUT, Answer, Exchange, Forward, Request, Rule

_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer", "content-length"}
_RESET = struct.pack("ii", 1, 0)


class Front:
    """Listens on `host`:`port` and forwards to `upstream`, request bytes and Host header unchanged."""

    def __init__(self, host: str, port: int, upstream: tuple[str, int]):
        self.upstream = upstream
        self.rules: list[Rule] = []
        self._exchanges: list[Exchange] = []
        self._lock = threading.Lock()
        self._server = _Server((host, port), _Handler)
        self._server.front = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def exchanges(self, *operations: str, since: float = 0) -> list[Exchange]:
        """By time of arrival; with `operations`, only those (`sqs.SendMessage`)."""
        with self._lock:
            found = [e for e in self._exchanges if e.request.at >= since]
        found.sort(key=lambda exchange: exchange.request.at)
        return [e for e in found if not operations or e.request.operation in operations]

    def forget(self) -> None:
        with self._lock:
            self._exchanges.clear()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def handle(self, request: Request, forward: Forward) -> Answer:
        answer = self._by_rules(list(self.rules), request, forward)
        with self._lock:
            self._exchanges.append(Exchange(request, answer))
        return answer

    def _by_rules(self, rules: list[Rule], request: Request, forward: Forward) -> Answer:
        if not rules:
            return forward(request)
        answer = rules[0](request, lambda passed: self._by_rules(rules[1:], passed, forward))
        return self._by_rules(rules[1:], request, forward) if answer is None else answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256
    front: Front

    def handle_error(self, request, client_address) -> None:
        """A client that goes away is no fault of the front."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline:
            self.close_connection = True
        elif self.parse_request():
            self._exchange()

    def _exchange(self) -> None:
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        body = self._body()
        if body is None:
            self.close_connection = True
            return
        request = Request(self.command, self.path, list(self.headers.items()), body)
        answer = self.server.front.handle(request, self._forward)
        if answer is CUT:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            if name.lower() not in _HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()

    def _body(self) -> bytes | None:
        """None where the client ended before it had sent all of it: no request then, for AWS neither."""
        if "chunked" not in (self.headers.get("Transfer-Encoding") or "").lower():
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            return body if len(body) == length else None
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return body

    def _forward(self, request: Request) -> Answer:
        """One connection upstream per request, so that nothing is sent twice. What upstream cuts is cut here too."""
        upstream = http.client.HTTPConnection(*self.server.front.upstream, timeout=120)
        try:
            upstream.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers:
                if name.lower() not in _HOP_BY_HOP:
                    upstream.putheader(name, value)
            upstream.putheader("Content-Length", str(len(request.body)))
            upstream.endheaders(request.body)
            response = upstream.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        except (OSError, http.client.HTTPException):
            return CUT
        finally:
            upstream.close()

    def log_message(self, *_: object) -> None:
        """Quiet: the exchanges are the log."""
