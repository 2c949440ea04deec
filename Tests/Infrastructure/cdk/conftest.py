"""Fixtures: an account and a checkout per test, ended and deleted with it."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import ports
from bench.child import Child
from judge import fetched
from judge.command import Checkout
from judge.inventory import Account


@pytest.fixture(scope="session")
def package() -> Path:
    folder = os.environ.get("LOADTESTER_AWS_PACKAGE")
    assert folder, "LOADTESTER_AWS_PACKAGE is not set: export the folder that scripts/build-aws has packed"
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def cdk() -> Path:
    if not shutil.which("node"):
        pytest.skip("Node is not installed, which the cdk command needs")
    return fetched.cdk()


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    """An emulated account."""
    command = shutil.which("ministack", path=f"{Path(os.sys.executable).parent}:{os.environ['PATH']}")
    assert command, "ministack is not installed beside this Python"
    port = ports.free_port()
    folder = tmp_path / "emulator"
    folder.mkdir()
    process = Child([command], folder / "log", {
        "PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0", "DOCKER_HOST": "unix:///nonexistent",
    })
    try:
        process.wait_for_http(f"http://127.0.0.1:{port}/_ministack/health", 90)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stop()


@pytest.fixture
def account(endpoint: str) -> Account:
    return Account(endpoint)


@pytest.fixture
def checkout(cdk: Path, package: Path, tmp_path: Path):
    """`checkout(endpoint=None)` → Checkout."""
    numbers = itertools.count()
    return lambda endpoint=None: Checkout(tmp_path / f"checkout-{next(numbers)}", cdk, package, endpoint)
