"""A12: the wall clock steps by a minute in mid-run, and no latency moves. The machine's own clock is never touched."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from reference import clock_step
from reference.schedule import Schedule
from reference.timing import timing, timing_attempts


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return clock_step.build(tmp_path)


PROBE = """
import socket, struct, time
a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.setsockopt(socket.SOL_SOCKET, 35, 1)
receiver.bind(("127.0.0.1", 0))
def sample():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", receiver.getsockname())
    stamp = struct.unpack("qq", receiver.recvmsg(10, 64)[1][0][2])
    return time.monotonic(), time.time(), stamp[0] + stamp[1] / 1e9
before = sample(); time.sleep(0.6); after = sample()
print(*(later - earlier for earlier, later in zip(before, after)))
"""


def test_the_library_steps_clock_and_packet_stamps_but_not_the_monotonic_clock(library, tmp_path):
    variables = clock_step.environment(library, tmp_path, [(0.4, 60)])
    done = subprocess.run([sys.executable, "-c", PROBE], env=variables, capture_output=True, text=True, check=True)
    monotonic, wall, stamp = map(float, done.stdout.split())
    assert monotonic < 10
    assert wall == pytest.approx(monotonic + 60, abs=0.1)
    assert stamp == pytest.approx(monotonic + 60, abs=0.1)
    assert len(list(tmp_path.glob("loaded-*"))) == 1


@pytest.mark.product
@pytest.mark.parametrize("precision", ["exact", "1ms"])
@timing_attempts
def test_latencies_do_not_move_with_the_wall_clock(server, run_clean, library, tmp_path, precision):
    """A minute forward after 3 s, then to a minute behind after 5 s."""
    target = server(Schedule(holds=[0.005]))
    witness = Path(tempfile.mkdtemp(dir=tmp_path))
    variables = clock_step.environment(library, witness, [(3, 60), (5, -60)])
    summary = run_clean(
        target.url(), "--vus", 20, "--rate", 200, "--duration", "7s", "--tasks", 2, "--precision", precision,
        environment=variables,
    )
    assert summary["requests"]["sent"] == len(target.records()) == 1400
    loaded = len(list(witness.iterdir()))
    assert loaded >= 3, f"the library reached {loaded} processes, not the command and both its workers"
    for which in ("responseTime", "serviceTime"):
        assert summary[which]["count"] == 1400
        # 0.2 ms: on loopback the request arrives before the send returns.
        assert summary[which]["min"] >= 4.8, summary[which]
        timing(summary[which]["p50"] < 5 + 4, f"{which} p50 {summary[which]['p50']} ms")
        assert summary[which]["max"] < 5000, summary[which]
    assert len(summary["timeline"]) <= 9, "the timeline follows the wall clock"
