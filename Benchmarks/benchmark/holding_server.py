"""A server that accepts any number of connections and answers each request after a fixed wait.

`python3 holding_server.py SECONDS` prints its port, then serves on loopback until it is killed. The wait is the same
for all, so that answers fall due in the order of the requests and one queue is enough.
"""

import collections
import contextlib
import resource
import select
import socket
import sys
import time

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def main(wait: float) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    listener.setblocking(False)
    poll = select.epoll()
    poll.register(listener, select.EPOLLIN)
    print(listener.getsockname()[1], flush=True)
    clients: dict[int, socket.socket] = {}
    due: collections.deque[tuple[float, int, socket.socket]] = collections.deque()
    while True:
        pause = max(0.0, due[0][0] - time.monotonic()) if due else -1
        for number, _ in poll.poll(pause):
            if number == listener.fileno():
                with contextlib.suppress(BlockingIOError):
                    while True:
                        client, _ = listener.accept()
                        client.setblocking(False)
                        clients[client.fileno()] = client
                        poll.register(client, select.EPOLLIN)
                continue
            client = clients[number]
            try:
                received = client.recv(65536)
            except OSError:
                received = b""
            if received:
                due.append((time.monotonic() + wait, number, client))
            else:
                poll.unregister(number)
                clients.pop(number).close()
        now = time.monotonic()
        while due and due[0][0] <= now:
            _, number, client = due.popleft()
            if clients.get(number) is client:
                with contextlib.suppress(OSError):
                    client.send(ANSWER)


main(float(sys.argv[1]))
