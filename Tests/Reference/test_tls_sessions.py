"""TLS sessions are resumed on new connections, or not, as asked; ALPN and SNI arrive."""

import socket
import ssl

import pytest

from reference import certificates
from reference.tls_listener import TLSListener

pytestmark = pytest.mark.product

RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


class TLSServer(TLSListener):
    """Answers one request per connection and remembers what each handshake said."""

    def __init__(self, certificate, version: ssl.TLSVersion):
        super().__init__(certificate, version)
        self.context.set_alpn_protocols(["http/1.1"])
        self.context.sni_callback = lambda _, name, __: self.names.append(name)
        self.names: list[str | None] = []
        self.handshakes: list[tuple[bool, str | None]] = []
        self.start()

    def serve(self, connection: socket.socket):
        try:
            with self.context.wrap_socket(connection, server_side=True) as secure:
                self.handshakes.append((secure.session_reused, secure.selected_alpn_protocol()))
                received = b""
                while b"\r\n\r\n" not in received:
                    received += secure.recv(4096)
                secure.sendall(RESPONSE)
        except OSError:
            pass


@pytest.fixture(params=[ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["TLS-1.2", "TLS-1.3"])
def server(request, tmp_path):
    authority = certificates.Authority(tmp_path / "authority")
    server = TLSServer(authority.leaf("named", "DNS:shop.example"), request.param)
    server.authority = authority
    yield server
    server.close()


def run(server, run_loadtester, *arguments):
    return run_loadtester(
        f"https://shop.example:{server.port}/", "--vus", 1, "--rate", 20, "--duration", "1s", "--no-keepalive",
        "--resolve", f"shop.example:{server.port}:127.0.0.1", "--ca-file", server.authority.certificate, *arguments,
    ).expect(0)


def test_sessions_are_resumed(server, run_loadtester):
    summary = run(server, run_loadtester)
    assert summary["statusCodes"] == {"200": 20}
    assert [resumed for resumed, _ in server.handshakes] == [False] + [True] * 19
    assert {protocol for _, protocol in server.handshakes} == {"http/1.1"}
    assert set(server.names) == {"shop.example"}


def test_sessions_are_not_resumed_when_told(server, run_loadtester):
    summary = run(server, run_loadtester, "--no-session-resumption")
    assert summary["statusCodes"] == {"200": 20}
    assert not any(resumed for resumed, _ in server.handshakes)


def test_another_server_name_is_sent_and_checked(server, run_loadtester):
    summary = run_loadtester(
        f"https://127.0.0.1:{server.port}/", "--vus", 1, "--rate", 20, "--duration", "1s", "--no-keepalive",
        "--server-name", "shop.example", "--ca-file", server.authority.certificate,
    ).expect(0)
    assert summary["statusCodes"] == {"200": 20}
    assert set(server.names) == {"shop.example"}
