"""Fixtures: every process, container and file of a test is the test's own, and ends with it."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import ports
from bench.child import Child
from judge import bundle
from judge.programs import need


@pytest.fixture(scope="session")
def package() -> Path:
    folder = os.environ.get("LOADTESTER_AWS_PACKAGE")
    assert folder, "LOADTESTER_AWS_PACKAGE is not set: export the folder that scripts/build-aws has packed"
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def archive(package: Path) -> Path:
    path = package / "load-test-worker.tar"
    assert path.is_file(), f"{path} is missing: build it with scripts/build-aws"
    return path


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    need("skopeo", "umoci")
    return bundle.unpack(archive, tmp_path)


@pytest.fixture
def silent_server() -> Iterator[int]:
    """A port that takes connections and never answers: whoever calls AWS there waits."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    """`docker-registry serve`: its host and port."""
    need("docker-registry", "skopeo")
    authority = f"127.0.0.1:{ports.free_port()}"
    settings = tmp_path / "registry.yml"
    settings.write_text(
        "version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\n"
        f"storage: {{filesystem: {{rootdirectory: {tmp_path}/registry}}}}\nhttp: {{addr: '{authority}'}}\n"
    )
    process = Child(["docker-registry", "serve", str(settings)], tmp_path / "registry.log", {"PATH": os.environ["PATH"]})
    try:
        process.wait_for_http(f"http://{authority}/v2/", 30)
        yield authority
    finally:
        process.stop()
