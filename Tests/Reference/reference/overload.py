"""Ways to starve a generator, each undone with its process."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CORE = 0


@contextlib.contextmanager
def busy_core() -> Iterator[list[str]]:
    """A prefix that pins a command to a core where something else takes nearly all the time."""
    hog = subprocess.Popen(
        ["nice", "-n", "-15", "taskset", "-c", str(CORE), sys.executable, "-c", "while True: pass"],
        start_new_session=True,
    )
    try:
        # With autogroups, nice values only weigh inside one session: the session itself needs the weight too.
        autogroup = Path(f"/proc/{hog.pid}/autogroup")
        if autogroup.exists():
            autogroup.write_text("-15")
        yield ["taskset", "-c", str(CORE)]
    finally:
        hog.kill()
        hog.wait()


def few_descriptors(limit: int) -> list[str]:
    """A prefix that leaves a command `limit` descriptors, hard."""
    return ["sh", "-c", f'ulimit -n {limit}; exec "$@"', "few-descriptors"]


def few_ports(count: int) -> list[str]:
    """A prefix that puts a command into a network of its own, with loopback up and `count` ports for connections."""
    script = f'ip link set lo up && echo "40000 {39999 + count}" > /proc/sys/net/ipv4/ip_local_port_range && exec "$@"'
    return ["unshare", "-n", "sh", "-c", script, "few-ports"]


def same_network(pid: int) -> list[str]:
    return ["nsenter", f"--net=/proc/{pid}/ns/net"]


def may_raise_priority() -> bool:
    return os.cpu_count() > 1 and _succeeds(["nice", "-n", "-15", "taskset", "-c", str(CORE), "true"])


def may_make_a_network() -> bool:
    return _succeeds([*few_ports(50), "true"])


def _succeeds(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=10)
    except OSError:
        return False
    # `nice` goes on at the old priority where it may not raise it, and only says so.
    return done.returncode == 0 and not done.stderr
