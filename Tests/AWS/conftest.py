"""Fixtures: every process, container and file of a test is the test's own, and ends with it."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import diagnosis, standins, wire_check
from bench.account import Account
from bench.binaries import Package
from bench.chain import Chain
from bench.podman import Podman
from reference.schedule import Schedule
from reference.server_process import ScheduledServer


@pytest.fixture(autouse=True)
def _built_product(request: pytest.FixtureRequest) -> None:
    """A test of the product fails, clearly and at once, where there is no product."""
    if request.node.get_closest_marker("product"):
        request.getfixturevalue("product")


@pytest.fixture(scope="session")
def standin(tmp_path_factory) -> Package:
    return standins.package(tmp_path_factory.mktemp("stand-in"))


@pytest.fixture(scope="session")
def product() -> Package:
    return Package.built()


@pytest.fixture(scope="session")
def containers(standin: Package) -> Iterator[Podman | str]:
    """podman, once it has run a container; where it cannot, the reason."""
    if os.environ.get("LOADTESTER_AWS_FLEET") == "processes":
        yield "LOADTESTER_AWS_FLEET=processes"
        return
    missing = [name for name in ("podman", "runc", "conmon") if not shutil.which(name)]
    if missing or os.geteuid() != 0:
        yield f"not installed: {', '.join(missing)}" if missing else "podman's service needs root here"
        return
    # A socket's path may have 107 bytes, fewer than pytest's folders take.
    folder = Path(tempfile.mkdtemp(prefix="aws-bench-"))
    podman = Podman(folder / "p")
    try:
        podman.make_image(standin.worker, standin.image)
        tried = podman.run("run", "--rm", "--env", "SECONDS=0", standin.image, check=False)
        yield podman if tried.returncode == 0 else f"podman cannot run containers here: {tried.stderr.strip()}"
    finally:
        podman.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def fleet(containers: Podman | str) -> Podman | None:
    """None: tasks run as processes, and why is printed once."""
    if isinstance(containers, str):
        print(f"tasks run as processes, not as containers: {containers}")
        return None
    return containers


@pytest.fixture(scope="session")
def product_fleet(fleet: Podman | None, product: Package) -> Podman | None:
    if fleet:
        fleet.make_image(product.worker, product.image)
    return fleet


@pytest.fixture
def open_account(tmp_path: Path):
    """`open_account(package, podman, auth=, faults=)` → Account."""
    opened: list[Account] = []

    def open_(package: Package, podman: Podman | None, **options) -> Account:
        opened.append(Account(tmp_path / f"account-{len(opened)}", package, podman, **options))
        return opened[-1]

    yield open_
    for account in reversed(opened):
        account.stop()


@pytest.fixture
def deploy(open_account, product: Package, product_fleet: Podman | None, tmp_path: Path):
    """`deploy(auth=, faults=, **settings)` → Chain of the product. A failed test prints what happened; whatever the
    product asked of AWS in any test is judged at its end. With `auth` the emulator judges signatures itself."""
    chains: list[Chain] = []

    def deploy_(auth: bool = False, faults: bool = False, **settings) -> Chain:
        account = open_account(product, product_fleet, auth=auth, faults=faults)
        chains.append(Chain(account, account.deploy(**settings), tmp_path / f"chain-{len(chains)}"))
        return chains[-1]

    yield deploy_
    for chain in chains:
        chain.end()
        print(diagnosis.of(chain.account, chain.stack))
        if not chain.account.emulator.auth:
            wire_check.assert_clean(chain.account.front.exchanges(), chain.account.identities(), at_least=0)


@pytest.fixture
def server(tmp_path: Path):
    """`server(schedule)` → ScheduledServer: the target, whose log is the truth."""
    numbers = itertools.count()
    started: list[ScheduledServer] = []

    def start(schedule: Schedule) -> ScheduledServer:
        started.append(ScheduledServer(schedule, tmp_path / f"server-{next(numbers)}"))
        return started[-1]

    yield start
    for process in started:
        process.stop()
