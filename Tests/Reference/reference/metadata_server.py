"""A stand-in for a cloud's metadata service: `python -m reference.metadata_server LOG`.

Listens on all addresses of its network and prints its port. What comes in on 127.0.0.1 is redirected to the metadata
address, or, for any path but `/`, answered. Every connection to any other address is a line in LOG: that address.
"""

import socket
import sys
import threading
from pathlib import Path

METADATA = "169.254.169.254"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def in_a_network_of_its_own(hosts: Path) -> list[str]:
    """A prefix: loopback is up, has the metadata address as well, and `hosts` is /etc/hosts."""
    script = (
        f'ip link set lo up && ip addr add {METADATA}/32 dev lo && mount --bind "{hosts}" /etc/hosts && exec "$@"'
    )
    return ["unshare", "-n", "-m", "sh", "-c", script, "own-network"]


def beside(pid: int) -> list[str]:
    """A prefix: in the network, and with the files, of process `pid`."""
    return ["nsenter", f"--net=/proc/{pid}/ns/net", f"--mount=/proc/{pid}/ns/mnt"]


def _serve(connection: socket.socket, port: int, log: Path) -> None:
    with connection:
        address = connection.getsockname()[0].removeprefix("::ffff:")
        if address != "127.0.0.1":
            with log.open("a") as lines:
                lines.write(f"{address}\n")
        pending = b""
        while piece := connection.recv(65536):
            pending += piece
            while b"\r\n\r\n" in pending:
                head, pending = pending.split(b"\r\n\r\n", 1)
                location = f"http://{METADATA}:{port}/latest/meta-data/".encode()
                redirect = b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"
                connection.sendall(redirect if head.startswith(b"GET / ") and address == "127.0.0.1" else OK)


def main() -> None:
    log = Path(sys.argv[1])
    log.touch()
    with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as listener:
        port = listener.getsockname()[1]
        print(port, flush=True)
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, port, log), daemon=True).start()


if __name__ == "__main__":
    main()
