"""The image runs where Fargate would run it: half a CPU, 1 GiB, nothing writable, nobody's rights."""

import itertools
import os
import subprocess
import time
from pathlib import Path

import pytest

from bench import ports
from bench.podman import Podman
from judge.bundle import Container, limits
from judge.programs import need, run

_NUMBERS = itertools.count()


def environment(port: int) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test", "TABLE_NAME": "table", "QUEUE_URL": f"http://127.0.0.1:{port}/queue",
        "TEST_ID": "run", "TASK_INDEX": "0", "TASK_COUNT": "1",
    }


@pytest.fixture
def container(unpacked: Path):
    need("runc")
    if os.geteuid() != 0:
        pytest.skip("runc needs root here")
    made: list[Container] = []

    def make(variables: dict[str, str]) -> Container:
        made.append(Container(unpacked, f"loadtester-image-{os.getpid()}-{next(_NUMBERS)}", variables))
        return made[-1]

    yield make
    for one in made:
        one.delete()


def wait_for(condition, what: str, seconds: float = 30):
    deadline = time.monotonic() + seconds
    while (value := condition()) is None:
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.05)
    return value


def test_without_its_variables_the_worker_says_which(container):
    code, output = container({}).finish()
    assert code not in (0, 126, 127)
    assert "TABLE_NAME is not set" in output


def test_the_worker_runs_without_rights_within_its_limits(container, silent_server: int):
    running = container(environment(silent_server))
    process = running.start()
    try:
        pid = wait_for(running.pid, "the worker")
        status = dict(
            line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line
        )
        assert status["Name"].startswith("load-test-worke")
        assert set(status["Uid"].split()) == {"65532"} and set(status["Gid"].split()) == {"65532"}
        assert int(status["CapEff"], 16) == 0 and status["NoNewPrivs"] == "1"
        assert limits(pid) == {"cpu": 500, "memory": 1 << 30}
        root = next(
            line.split() for line in Path(f"/proc/{pid}/mountinfo").read_text().splitlines() if line.split()[4] == "/"
        )
        assert "ro" in root[5].split(",")
        assert process.poll() is None, "it ended although nobody answered it"
    finally:
        running.delete()
        process.wait(20)


def test_the_worker_reaches_out_and_ends_by_itself(container):
    """Nobody listens: the call is made, refused, tried again, and reported; no file was needed on the way."""
    process = container(environment(ports.free_port())).start()
    try:
        output, _ = process.communicate(timeout=150)
    except subprocess.TimeoutExpired:
        process.kill()
        pytest.fail("it did not end")
    assert "task 0 of run run ends: failed" in output
    assert "read-only file system" not in output.lower()


def test_podman_loads_and_runs_it_read_only(archive: Path, tmp_path: Path):
    need("podman", "runc", "conmon")
    if os.geteuid() != 0:
        pytest.skip("podman needs root here")
    podman = Podman(Path("/tmp") / f"image-judge-{os.getpid()}")
    try:
        loaded = podman.run("load", "--quiet", "--input", str(archive)).stdout
        name = loaded.strip().rsplit(" ", 1)[-1]
        ran = podman.run(
            "run", "--rm", "--read-only", "--cpus", "0.5", "--memory", "1g", "--cap-drop", "all", name, check=False
        )
        assert "TABLE_NAME is not set" in ran.stderr + ran.stdout, ran.stderr
        assert podman.run("image", "inspect", "--format", "{{.User}}", name).stdout.strip() == "65532:65532"
    finally:
        podman.stop()
