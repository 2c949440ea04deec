"""Fixtures: every process ended at its end, by id."""

from pathlib import Path

import pytest

from emulation import functions, probe
from emulation.emulator import Emulator
from emulation.runtime_api import Function, RuntimeAPI


@pytest.fixture(scope="session")
def probe_path() -> Path:
    return probe.probe()


@pytest.fixture(params=functions.NAMES)
def function(request: pytest.FixtureRequest) -> str:
    """The name of each function that ships."""
    if functions.package() is None:
        pytest.skip("LOADTESTER_AWS_PACKAGE names no package; scripts/build-aws makes one")
    return request.param


@pytest.fixture
def start_emulator(tmp_path: Path):
    """`start_emulator(bootstrap, timeout=, environment=)` → Emulator."""
    started: list[Emulator] = []

    def start(bootstrap: Path, **options) -> Emulator:
        started.append(Emulator(bootstrap, tmp_path / f"emulator-{len(started)}", **options))
        return started[-1]

    yield start
    for emulator in started:
        emulator.stop()


@pytest.fixture
def runtime_api():
    api = RuntimeAPI()
    yield api
    api.stop()


@pytest.fixture
def start_function(runtime_api: RuntimeAPI):
    """`start_function(bootstrap, environment=)` → Function, which talks to `runtime_api`."""
    started: list[Function] = []

    def start(bootstrap: Path, **options) -> Function:
        started.append(Function(bootstrap, runtime_api.address, **options))
        return started[-1]

    yield start
    for function in started:
        if function.process.poll() is None:
            function.end()


@pytest.fixture
def report(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture):
    """Prints a measurement whether or not the test passes."""

    def say(text: str) -> None:
        with capsys.disabled():
            print(f"\n{request.node.name}: {text}")

    return say
