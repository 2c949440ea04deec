"""Fixtures: one data directory per test, and every process ended at its end, by id."""

import itertools
from pathlib import Path

import pytest

from reference import identities
from reference.loadtester import INVALID, PASSED, Result, Running, binary
from reference.schedule import Schedule
from reference.server_process import ScheduledServer, ServerProcess
from reference.timing import TimingMiss


@pytest.fixture(autouse=True)
def _built_command(request: pytest.FixtureRequest) -> None:
    """A test of the product fails, clearly and at once, where there is no product."""
    if request.node.get_closest_marker("product"):
        binary()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def start_loadtester(tmp_path: Path):
    """`start_loadtester(*args, prefix=, environment=)` → Running. Adds nothing to the arguments."""
    running: list[Running] = []

    def start(*arguments: object, prefix: list[str] | None = None, environment: dict | None = None) -> Running:
        directory = tmp_path / f"command-{len(running)}"
        running.append(Running([str(a) for a in arguments], directory, prefix, environment))
        return running[-1]

    yield start
    for command in running:
        command.end()


@pytest.fixture
def start_run(start_loadtester, data_dir: Path):
    """`start_run(url, *args)`: `loadtester run … --format json` in the test's own data directory."""

    def start(url: str, *arguments: object, **options) -> Running:
        return start_loadtester("run", url, *arguments, "--format", "json", "--data-dir", data_dir, **options)

    return start


@pytest.fixture
def run_loadtester(start_run):
    """`run_loadtester(url, *args, seconds=60)` → Result. Its summary, if any, satisfies every identity."""

    def run(url: str, *arguments: object, seconds: float = 60, **options) -> Result:
        result = start_run(url, *arguments, **options).wait(seconds)
        if result.exit_code not in (64, 70):
            identities.assert_consistent(result.summary)
        return result

    return run


@pytest.fixture
def run_clean(run_loadtester):
    """A run that must pass. Where the tester says that the machine starved it, that is a timing miss, not a fault."""

    def run(url: str, *arguments: object, **options) -> dict:
        result = run_loadtester(url, *arguments, **options)
        if result.exit_code == INVALID and result.summary["generator"]["saturated"]:
            raise TimingMiss(f"the generator was starved: {result.summary['reasons']}")
        summary = result.expect(PASSED)
        assert summary["verdict"] == "passed", result
        return summary

    return run


@pytest.fixture
def server(tmp_path: Path):
    """`server(schedule)` → ScheduledServer."""
    numbers = itertools.count()
    started: list[ServerProcess] = []

    def start(schedule: Schedule, prefix: list[str] | None = None) -> ScheduledServer:
        started.append(ScheduledServer(schedule, tmp_path / f"server-{next(numbers)}", prefix))
        return started[-1]

    yield start
    for process in started:
        process.stop()


@pytest.fixture
def hostile():
    """`hostile(behaviour, good_every=0, certificate=None)` → ServerProcess."""
    started: list[ServerProcess] = []

    def start(behaviour: str, good_every: int = 0, certificate=None) -> ServerProcess:
        files = [str(certificate.certificate), str(certificate.key)] if certificate else []
        started.append(ServerProcess("reference.hostile_server", [behaviour, str(good_every), *files]))
        return started[-1]

    yield start
    for process in started:
        process.stop()
