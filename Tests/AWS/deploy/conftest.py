"""A deployment by the product's own command, in an account of the test's own whose tasks pull the image that was pushed."""

import shutil
import tempfile
from pathlib import Path

import pytest

from bench import diagnosis, ports, wire_check
from bench.account import Account
from bench.emulator import ACCOUNT, FRONT_HOST, HOST, REGION
from bench.podman import Podman
from bench.shipped import Shipped, package


@pytest.fixture(scope="session")
def shipped_package(product) -> Path:
    return package()


@pytest.fixture(scope="session")
def open_shipped(product, containers, shipped_package):
    """`open_shipped(directory, auth=)` → Shipped with nothing deployed, and what ends it."""

    def open_(directory: Path, auth: bool = False):
        port = ports.free_port(HOST, FRONT_HOST)
        folder = Path(tempfile.mkdtemp(prefix="aws-deploy-"))
        podman = None
        if isinstance(containers, Podman):
            registry = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
            podman = Podman(folder / "p", {registry: f"{FRONT_HOST}:{port}"})
        account = Account(directory / "account", product, podman, auth=auth, port=port)
        shipped = Shipped(account, shipped_package, directory / "commands")

        def end() -> None:
            shipped.end()
            print(diagnosis.of(account, None))
            try:
                if not auth:
                    wire_check.assert_clean(account.front.exchanges(), account.identities(), at_least=0)
            finally:
                account.stop()
                if podman:
                    podman.stop()
                shutil.rmtree(folder, ignore_errors=True)

        return shipped, end

    return open_


@pytest.fixture
def ship(open_shipped, tmp_path):
    """`ship(auth=)` → Shipped of this test. What it asked of AWS is judged at its end."""
    ends = []

    def ship_(auth: bool = False) -> Shipped:
        shipped, end = open_shipped(tmp_path / f"shipped-{len(ends)}", auth)
        ends.append(end)
        return shipped

    yield ship_
    for end in ends:
        end()
