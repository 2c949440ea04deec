"""A TLS server of one version on loopback, with a thread per connection. What it does there is its subclass's."""

import socket
import ssl
import threading


class TLSListener:
    """`context` may be changed until `start`; `serve(connection)` gets each accepted socket, before any handshake."""

    def __init__(self, certificate, version: ssl.TLSVersion):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate.certificate, certificate.key)
        self.context.minimum_version = self.context.maximum_version = version
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]

    def start(self):
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def serve(self, connection: socket.socket):
        raise NotImplementedError

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()
