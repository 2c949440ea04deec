"""Ctrl-C at any time: a run that has begun is brought to its end, everything else ends at once."""

import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.server import binary, wait_until
from bench.target import Target

INTERRUPTED = 105


@pytest.fixture
def begin(tmp_path):
    """`begin(*arguments)` → the process, with the test's own data."""
    started = []

    def one(*arguments: str) -> subprocess.Popen:
        started.append(subprocess.Popen(
            [binary(), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield one
    for process in started:
        process.kill()
        process.communicate()


def takes_signals(process: subprocess.Popen) -> bool:
    """Whether it has begun to keep SIGINT for itself."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except FileNotFoundError:
        return False
    return bool(int(re.search(r"SigBlk:\s*(\w+)", status)[1], 16) & 1 << (signal.SIGINT - 1))


@pytest.mark.parametrize("wait", [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.25])
def test_a_run_that_has_hardly_begun_does_not_go_on(begin, target, tmp_path, wait):
    process = begin("run", target.url, "-r", "20", "-d", "60s", "--test-id", "early", "--data-dir", str(tmp_path / "data"))
    wait_until(lambda: takes_signals(process), 10, "it takes signals")
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode in (INTERRUPTED, 106), said
    listed = subprocess.run([binary(), "runs", "--data-dir", str(tmp_path / "data")], capture_output=True, text=True).stdout
    assert "early" not in listed or "interrupted" in listed or "invalid" in listed, listed


def test_what_waits_for_something_else_ends_at_once(begin):
    slow = Target(hold=30)
    try:
        for arguments in (["run", "-"], ["validate", "-"], ["run", slow.url, "--debug"]):
            process = begin(*arguments)
            wait_until(lambda: takes_signals(process), 10, "it takes signals")
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == INTERRUPTED, arguments
    finally:
        slow.close()
