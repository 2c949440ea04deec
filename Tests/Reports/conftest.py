"""Fixtures: runs are made once and read by many tests; every process and every browser is ended at its end."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from reference.schedule import Freeze, Rule, Schedule
from reference.server_process import ScheduledServer
from reports.command import Command
from reports.page import OpenPage

FORMS = ("html", "json", "csv", "endpoints", "groups", "junit", "markdown", "hgrm", "hlog", "text")


@dataclass(frozen=True)
class Reported:
    """A run with its reports, each in a file named after its form."""

    test_id: str
    folder: Path
    exit_code: int

    def path(self, form: str) -> Path:
        return self.folder / f"report.{form}"

    def text(self, form: str) -> str:
        return self.path(form).read_bytes().decode()

    @property
    def summary(self) -> dict:
        return json.loads(self.text("json"))


@pytest.fixture(scope="session")
def command(tmp_path_factory) -> Command:
    return Command(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def report_run(command, tmp_path_factory):
    """`report_run(test_id, schedule, *args)` → Reported: a run against a server of that schedule, in every form."""

    def run(test_id: str, schedule: Schedule, *arguments: object, codes: tuple = (0, 106)) -> Reported:
        folder = tmp_path_factory.mktemp(test_id)
        server = ScheduledServer(schedule, folder / "server")
        try:
            outputs = [part for form in FORMS[1:] for part in ("--out", f"{form}={folder}/report.{form}")]
            ended = command(
                "run", server.url("/shop/cart"), "--test-id", test_id, "--quiet", *arguments,
                "--report", f"{folder}/report.html", *outputs,
            ).expect(*codes)
        finally:
            server.stop()
        return Reported(test_id, folder, ended.exit_code)

    return run


@pytest.fixture(scope="session")
def passed_run(report_run):
    """As `report_run`, tried again where the machine was too busy for the generator: the run is then named `ID-2`, …"""

    def run(test_id: str, schedule: Schedule, *arguments: object) -> Reported:
        for attempt in range(1, 7):
            made = report_run(test_id if attempt == 1 else f"{test_id}-{attempt}", schedule, *arguments)
            if made.exit_code == 0:
                return made
        pytest.fail(f"the generator was starved six times: {made.summary['reasons']}")

    return run


@pytest.fixture(scope="session")
def steady(report_run) -> Reported:
    """Twelve seconds, two tasks, some failures, a header that looks like markup."""
    schedule = Schedule(holds=[0.004, 0.006, 0.012, 0.03], rules=[Rule(50, "503")])
    header = "X-Note: \"><img src=x onerror=window.pwned=1>"
    return report_run(
        "steady", schedule, "--rate", 100, "--vus", 60, "--tasks", 2, "--duration", "12s", "-H", header,
        "-H", "Authorization: Bearer top-secret-token",
    )


@pytest.fixture(scope="session")
def stalled(report_run) -> Reported:
    """The known stall: after 4 s nothing is answered for 2.5 s. Ten virtual users: service time hides what users wait."""
    schedule = Schedule(holds=[0.005], freeze=Freeze(after=4, seconds=2.5))
    return report_run("stalled", schedule, "--rate", 150, "--vus", 10, "--tasks", 2, "--duration", "12s")


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not os.access(chromium, os.X_OK):
        pytest.skip(f"there is no browser at {chromium}: install Debian's chromium, or set CHROMIUM")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """`open_page(path, **context)` → OpenPage."""
    contexts = []

    def open_one(path: Path, **options) -> OpenPage:
        contexts.append(browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **options}))
        return OpenPage(contexts[-1], path)

    yield open_one
    for context in contexts:
        context.close()
