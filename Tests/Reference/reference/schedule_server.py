"""An HTTP/1.1 server with a known schedule of delays: `python -m reference.schedule_server SCHEDULE LOG STARTED`.

One thread, one epoll. Prints its port; creates STARTED at the first request; on SIGTERM writes LOG and ends.
A request counts as arrived when the kernel received it (SO_TIMESTAMPNS), so a late wake-up of the server is part
of the hold that it logs, never of what the client is blamed for.
"""

import gc
import heapq
import select
import signal
import socket
import struct
import sys
import time
from pathlib import Path

from reference import peer_process, precise_timer, server_log
from reference.schedule import Schedule

_SO_TIMESTAMPNS = 35
_ABORT = struct.pack("ii", 1, 0)


class Connection:
    def __init__(self, sock: socket.socket, peer_port: int, process: int | None):
        self.sock, self.peer_port, self.process = sock, peer_port, process
        self.data = b""
        self.arrived = 0


class ScheduleServer:
    def __init__(self, schedule: Schedule, started: Path):
        self.schedule, self.started = schedule, started
        self.records: list[server_log.Record] = []
        self.connections: dict[int, Connection] = {}
        self.due: list[tuple[int, int, Connection, tuple]] = []
        self.count = 0
        self.held_turns = {True: 0, False: 0}
        self.first_process: int | None = None
        self.frozen = (0, 0)
        self.stopping = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
        self.listener.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.epoll = select.epoll()
        self.epoll.register(self.listener.fileno(), select.EPOLLIN)

    def run(self) -> None:
        while not self.stopping:
            wait = (self.due[0][0] - time.time_ns()) / 1e9 if self.due else 0.2
            for fd, _ in precise_timer.wait(self.epoll, min(wait, 0.2)):
                self.accept() if fd == self.listener.fileno() else self.read(self.connections.get(fd))
            while self.due and self.due[0][0] <= time.time_ns():
                self.answer(*heapq.heappop(self.due)[2:])

    def accept(self) -> None:
        while True:
            try:
                sock, peer = self.listener.accept()
            except (BlockingIOError, ConnectionError):
                return
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            process = None
            if self.schedule.first_process_holds is not None:
                process = peer_process.owner(peer[1], self.port)
                self.first_process = self.first_process or process
            self.connections[sock.fileno()] = Connection(sock, peer[1], process)
            self.epoll.register(sock.fileno(), select.EPOLLIN)

    def read(self, connection: Connection | None) -> None:
        if connection is None:
            return
        try:
            data, ancillary, _, _ = connection.sock.recvmsg(65536, 64)
        except BlockingIOError:
            return
        except OSError:
            data, ancillary = b"", []
        if not data:
            return self.close(connection)
        stamps = [value for level, kind, value in ancillary if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPNS)]
        seconds, nanos = struct.unpack("qq", stamps[0]) if stamps else (0, time.time_ns())
        connection.arrived = seconds * 1_000_000_000 + nanos
        connection.data += data
        while (end := connection.data.find(b"\r\n\r\n")) >= 0:
            head = connection.data[:end].decode("latin-1")
            size = end + 4 + _content_length(head)
            if len(connection.data) < size:
                return
            connection.data = connection.data[size:]
            self.request(connection, head, size)

    def request(self, connection: Connection, head: str, size: int) -> None:
        self.count += 1
        number, arrived = self.count, connection.arrived
        if number == 1:
            self.started.touch()
            if freeze := self.schedule.freeze:
                begin = arrived + int(freeze.after * 1e9)
                self.frozen = (begin, begin + int(freeze.seconds * 1e9))
        method, path = head.split(" ", 2)[:2]
        facts = (number, arrived, time.monotonic_ns(), size, method, path, head)
        action = self.schedule.action(number)
        if action == "held":
            self.log(facts, connection, 0, action, 0)
        elif action == "reset":
            self.log(facts, connection, 0, action, 0)
            connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
            self.close(connection)
        else:
            heapq.heappush(self.due, (self.due_time(connection, arrived), number, connection, facts))

    def due_time(self, connection: Connection, arrived: int) -> int:
        slow = self.schedule.first_process_holds is not None and connection.process == self.first_process
        holds = self.schedule.first_process_holds if slow else self.schedule.holds
        due = arrived + int(holds[self.held_turns[slow] % len(holds)] * 1e9)
        self.held_turns[slow] += 1
        return self.frozen[1] if self.frozen[0] <= due < self.frozen[1] else due

    def answer(self, connection: Connection, facts: tuple) -> None:
        status = self.schedule.action(facts[0])
        length = self.schedule.body_length(facts[0])
        response = f"HTTP/1.1 {status} Scheduled\r\nContent-Length: {length}\r\n\r\n".encode() + b"x" * length
        # Taken before the write: on one core the client may run, and be done, before `send` returns.
        now = time.time_ns()
        try:
            connection.sock.send(response)
        except OSError:
            return self.log(facts, connection, 0, "gone", 0)
        self.log(facts, connection, now - facts[1], status, len(response))

    def log(self, facts: tuple, connection: Connection, hold: int, action: str, sent: int) -> None:
        number, arrived, received, size, method, path, head = facts
        peer = connection.peer_port
        self.records.append(
            server_log.Record(number, arrived, received, hold, action, size, sent, method, path, peer, head)
        )

    def close(self, connection: Connection) -> None:
        fd = connection.sock.fileno()
        if fd >= 0:
            self.epoll.unregister(fd)
            self.connections.pop(fd, None)
            connection.sock.close()


def _content_length(head: str) -> int:
    for line in head.split("\r\n")[1:]:
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-length":
            return int(value)
    return 0


def main() -> None:
    schedule, log, started = sys.argv[1:]
    precise_timer.remove_timer_slack()
    server = ScheduleServer(Schedule.decoded(schedule), Path(started))

    def stop(*_: object) -> None:
        server.stopping = True

    signal.signal(signal.SIGTERM, stop)
    gc.disable()
    print(server.port, flush=True)
    server.run()
    server_log.write(server.records, Path(log))


if __name__ == "__main__":
    main()
