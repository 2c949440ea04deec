"""Free ports of loopback addresses."""

import contextlib
import socket


def free_port(*hosts: str) -> int:
    """A TCP port that is free on each of `hosts` (default 127.0.0.1) at this moment."""
    hosts = hosts or ("127.0.0.1",)
    for _ in range(50):
        with contextlib.ExitStack() as held:
            first = held.enter_context(socket.create_server((hosts[0], 0)))
            port = first.getsockname()[1]
            try:
                for host in hosts[1:]:
                    held.enter_context(socket.create_server((host, port)))
            except OSError:
                continue
            return port
    raise AssertionError(f"no port is free on all of {hosts}")
