"""nginx as the peer: one process on core 0, loopback, random ports, in a folder of its own, ended by its id."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmark import processes

CORE = 0
CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_rlimit_nofile 20000;
events {{ worker_connections 19000; multi_accept on; }}
http {{
    access_log off;
    sendfile on;
    tcp_nodelay on;
    keepalive_timeout 3600s;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type application/octet-stream;
    open_file_cache max=16 inactive=3600s;
    server {{
        listen 127.0.0.1:{http} backlog=16384;
        listen 127.0.0.1:{https} ssl backlog=16384;
        ssl_certificate {folder}/certificate.pem;
        ssl_certificate_key {folder}/key.pem;
        ssl_protocols TLSv1.3;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        root {folder}/files;
        location = /200b {{ return 200 "{body}"; }}
        location = /json {{ return 200 '{json}'; }}
        location = /status {{ stub_status; }}
    }}
}}
"""

# 200 bytes.
JSON = '{"token": "b0a6f7c2d1e84c5f", "state": "open", "items": [' + ", ".join(str(n) for n in range(10_000, 10_017)) + "], \"note\": \"seventeen\"}"


class Missing(Exception):
    """A tool that a benchmark needs is not on this machine; says which package brings it."""


def required(command: str, package: str) -> str:
    path = shutil.which(command, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None:
        raise Missing(f"{command} not found: apt-get install {package}")
    return path


class Nginx:
    """`with Nginx() as server:` then `server.http`, `server.https` (no trailing slash), paths /200b and /10k."""

    def __enter__(self) -> "Nginx":
        nginx, openssl = required("nginx", "nginx-light"), required("openssl", "openssl")
        self._directory = tempfile.TemporaryDirectory(prefix="loadtester-nginx-")
        folder = Path(self._directory.name)
        (folder / "files").mkdir()
        (folder / "files/10k").write_bytes(b"x" * 10_240)
        subprocess.run(
            [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
            check=True, capture_output=True)
        ports = _free_ports(2)
        (folder / "nginx.conf").write_text(
            CONFIGURATION.format(folder=folder, http=ports[0], https=ports[1], body="x" * 200, json=JSON))
        self.http, self.https = f"http://127.0.0.1:{ports[0]}", f"https://127.0.0.1:{ports[1]}"
        self.process = subprocess.Popen(
            [*processes.pinned(CORE), nginx, "-p", folder, "-e", folder / "error.log", "-c", folder / "nginx.conf"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=processes.end_with_parent)
        try:
            self._wait_until_ready(ports, folder / "error.log")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._directory.cleanup()

    def requests(self) -> int:
        """Requests nginx has answered so far, by its own count; the question itself is one of them."""
        with urllib.request.urlopen(f"{self.http}/status", timeout=5) as answer:
            return int(answer.read().split(b"\n")[2].split()[2])

    def _wait_until_ready(self, ports: list[int], log: Path) -> None:
        deadline = time.monotonic() + 10
        for port in ports:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if self.process.poll() is not None or time.monotonic() > deadline:
                        raise RuntimeError(f"nginx did not start: {log.read_text() if log.exists() else ''}") from None
                    time.sleep(0.02)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for held in sockets:
        held.bind(("127.0.0.1", 0))
    ports = [held.getsockname()[1] for held in sockets]
    for held in sockets:
        held.close()
    return ports
