"""A TLS server that serves nobody without a certificate of its authority's, and remembers who came."""

import socket
import ssl
import threading

from reference.tls_listener import TLSListener

RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class MutualServer(TLSListener):
    """Answers requests on connections whose certificate it trusts. A client that it refuses gets the whole alert: the server
    reads on until the client has closed, so that no reset overtakes it."""

    def __init__(self, certificate, clients, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3):
        super().__init__(certificate, version)
        self.context.verify_mode = ssl.CERT_REQUIRED
        self.context.load_verify_locations(clients)
        self.names: list[str] = []
        self.refused = 0
        self.requests = 0
        self._lock = threading.Lock()
        self.start()

    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}/"

    def serve(self, connection: socket.socket):
        connection.settimeout(20)
        with self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) as secure:
            try:
                secure.do_handshake()
            except ssl.SSLError:
                with self._lock:
                    self.refused += 1
                self._drain(secure)
                return
            except OSError:
                return
            subject = dict(pair for part in secure.getpeercert()["subject"] for pair in part)
            with self._lock:
                self.names.append(subject["commonName"])
            try:
                self._answer(secure)
            except OSError:
                pass

    def _answer(self, secure: ssl.SSLSocket):
        received = b""
        while more := secure.recv(4096):
            received += more
            while b"\r\n\r\n" in received:
                received = received.split(b"\r\n\r\n", 1)[1]
                with self._lock:
                    self.requests += 1
                secure.sendall(RESPONSE)

    @staticmethod
    def _drain(secure: ssl.SSLSocket):
        try:
            socket.socket.shutdown(secure, socket.SHUT_WR)
            while socket.socket.recv(secure, 4096):
                pass
        except OSError:
            pass
