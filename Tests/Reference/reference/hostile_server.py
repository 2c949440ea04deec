"""Servers that misbehave in one way each: `python -m reference.hostile_server BEHAVIOUR GOOD_EVERY [CERT KEY]`.

Prints its port. Every GOOD_EVERY-th request (0: none) gets a proper answer instead. With CERT and KEY it speaks TLS.
Endless behaviours end when the client closes, and are held to about 13 MB/s per connection.
"""

import contextlib
import itertools
import os
import socket
import ssl
import struct
import sys
import threading
import time

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"
_ABORT = struct.pack("ii", 1, 0)


def endless_body(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\n")
    _for_ever(sock, b"x" * 65536)


def endless_chunks(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    _for_ever(sock, b"1000\r\n" + b"x" * 4096 + b"\r\n")


def endless_headers(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    _for_ever(sock, b"X-More: " + b"x" * 8000 + b"\r\n")


def endless_header_line(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _for_ever(sock, b"x" * 65536)


def endless_trailers(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
    _for_ever(sock, b"X-More: " + b"x" * 8000 + b"\r\n")


def one_byte_a_second(sock: socket.socket) -> None:
    for byte in GOOD:
        sock.sendall(bytes([byte]))
        time.sleep(1)


def chunk_size_overflow(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n")
    _until_closed(sock)


def chunk_size_negative(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n")
    _until_closed(sock)


def length_overflow(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nabc")
    _until_closed(sock)


def length_and_chunked(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n")
    _until_closed(sock)


def two_lengths(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\ngood!")
    _until_closed(sock)


def flood_of_informational(sock: socket.socket) -> None:
    _for_ever(sock, b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def redirect_loop(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")


def reset_in_body(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart")
    time.sleep(0.02)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
    sock.close()


def close_in_body(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart")
    sock.close()


def garbage(sock: socket.socket) -> None:
    sock.sendall(bytes(range(256)) + b"\r\n\r\n")
    _until_closed(sock)


def close_before_answering(sock: socket.socket) -> None:
    sock.close()


def good(sock: socket.socket) -> None:
    sock.sendall(GOOD)


def _for_ever(sock: socket.socket, piece: bytes) -> None:
    pause = len(piece) / 13e6
    while True:
        sock.sendall(piece)
        time.sleep(pause)


def _until_closed(sock: socket.socket) -> None:
    while sock.recv(65536):
        pass
    sock.close()


def _serve(
    sock: socket.socket, behave, numbers: itertools.count, good_every: int, context: ssl.SSLContext | None
) -> None:
    with contextlib.suppress(OSError, ValueError):
        if context:
            sock = context.wrap_socket(sock, server_side=True)
        data = b""
        while sock.fileno() >= 0:
            while b"\r\n\r\n" not in data:
                piece = sock.recv(65536)
                if not piece:
                    return sock.close()
                data += piece
            data = data.partition(b"\r\n\r\n")[2]
            number = next(numbers)
            (good if good_every and number % good_every == 0 else behave)(sock)


def main() -> None:
    behave, good_every = globals()[sys.argv[1]], int(sys.argv[2])
    context = None
    if len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*sys.argv[3:5])
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(listener.getsockname()[1], flush=True)
    numbers = itertools.count(1)
    parent = os.getppid()
    while os.getppid() == parent:
        sock, _ = listener.accept()
        threading.Thread(target=_serve, args=(sock, behave, numbers, good_every, context), daemon=True).start()


if __name__ == "__main__":
    main()
