"""Makes the pictures of the report's pages in docs/reports.md: of real runs, by a real browser."""

import pytest

from reference.schedule import Freeze, Schedule
from reports.picture import WANTED, save

pytestmark = WANTED


@pytest.fixture(scope="module")
def stalled(passed_run):
    schedule = Schedule(holds=[0.005], freeze=Freeze(after=4, seconds=2.5))
    return passed_run("checkout", schedule, "--rate", 100, "--vus", 10, "--tasks", 2, "--duration", "20s")


def test_the_stalled_target(stalled, open_page):
    page = open_page(stalled.path("html"), viewport={"width": 900, "height": 1500})
    save(page.page.screenshot(), "report-stall.png")


def test_charts(stalled, open_page):
    page = open_page(stalled.path("html"), viewport={"width": 900, "height": 900})
    page.page.locator("#chart-latency .plot").hover()
    for chart in ("heat", "percentiles"):
        save(page.page.locator(f"#chart-{chart}").screenshot(), f"report-{chart}.png")


def test_dark_and_small(stalled, open_page):
    page = open_page(stalled.path("html"), viewport={"width": 390, "height": 844}, color_scheme="dark")
    save(page.page.screenshot(), "report-phone-dark.png")


def test_the_comparison(command, passed_run, open_page, tmp_path):
    load = ("--rate", 100, "--vus", 50, "--duration", "12s")
    base = passed_run("picture-base", Schedule(holds=[0.01, 0.012, 0.02]), *load)
    new = passed_run("picture-new", Schedule(holds=[0.018, 0.021, 0.035]), *load)
    command(
        "compare", base.test_id, new.test_id, "--out", f"html={tmp_path}/compare.html",
        "--fail-if", "p(50) worse than 10%",
    ).expect(99)
    page = open_page(tmp_path / "compare.html", viewport={"width": 1000, "height": 830})
    save(page.page.screenshot(), "compare.png")
