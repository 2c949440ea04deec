"""Makes the pictures of docs/reports.md that show a run while it goes on, and the terminal after it."""

import re

import pytest

from reference.schedule import Freeze, Rule, Schedule
from reference.server_process import ScheduledServer
from reports import screen
from reports.picture import WANTED, document, save

pytestmark = WANTED
LEAVE = b"\x1b[?1049l"
COLUMNS, LINES = 120, 26
#: Exit status of a run of which a threshold did not hold: that of the stall.
MISSED = 99


@pytest.fixture
def target(tmp_path):
    """`target(freeze)` → the address of a server with some failures, and a stall where one is asked for."""
    servers = []

    def start(freeze: Freeze | None = None) -> str:
        schedule = Schedule(holds=[0.011, 0.013, 0.017, 0.024, 0.031, 0.058], rules=[Rule(150, "503")], freeze=freeze)
        servers.append(ScheduledServer(schedule, tmp_path / f"target-{len(servers)}"))
        return servers[-1].url("/cart")

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def take(open_page, tmp_path):
    def one(name: str, shown) -> None:
        path = tmp_path / f"{name}.html"
        path.write_text(document(screen.page(shown), screen.STYLE))
        page = open_page(path, viewport={"width": 1060, "height": 400})
        save(page.page.locator("body").screenshot(), name)

    return one


def test_the_terminal(target, take, tmp_path):
    """The live view in its alternate screen, and what stands on the terminal once it has given way."""
    pyte = pytest.importorskip("pyte")
    from bench.terminal import Terminal

    for attempt in range(1, 7):
        terminal = Terminal(
            COLUMNS, LINES, "run", target(Freeze(after=6, seconds=1.5)), "-r", "60", "-u", "60", "-d", "16s",
            "--test-id", f"cart-{attempt}", "--threshold", "p(99) < 250ms", "--data-dir", str(tmp_path / "data"),
        )
        try:
            terminal.until(lambda: re.search(r"1[23] s of 16 s", terminal.text))
            # A frame that is drawn whole: the next one has begun.
            frame = terminal.raw.rpartition(b"\x1b[H")[0].rpartition(b"\x1b[H")[2]
            if terminal.end() == MISSED:
                take("live-terminal.png", drawn(pyte, frame, LINES))
                take("form-text.png", drawn(pyte, terminal.raw.split(LEAVE)[1], 80))
                return
        finally:
            terminal.close()
    pytest.fail("the generator was starved six times")


def drawn(pyte, output: bytes, lines: int):
    shown = pyte.Screen(COLUMNS, lines)
    pyte.ByteStream(shown).feed(output)
    return shown


def test_the_dashboard(target, browser, tmp_path):
    from bench.server import Server, wait_until

    server = Server(tmp_path / "serve")
    context = browser.new_context(viewport={"width": 1200, "height": 860})
    try:
        page = context.new_page()
        before = target()
        for name, rate in (("mon", 40), ("tue", 40), ("wed", 60)):
            launched = server.launch(targetUrl=before, vus=40, rate=rate, duration=3, testId=name)
            assert launched.status == 201, launched.text
            server.wait_for_end(name)
        now = target(Freeze(after=6, seconds=1.5))
        launched = server.launch(targetUrl=now, vus=60, rate=60, duration=16, testId="cart")
        assert launched.status == 201, launched.text
        page.goto(f"{server.url}/runs/cart")
        # From here: the page's own policy forbids scripts that a test would put into it.
        wait_until(lambda: re.match(r"1[234] s of", page.inner_text("#state")), 60, "the run is well under way")
        save(page.screenshot(), "dashboard-live.png")
        page.goto(server.url)
        page.wait_for_selector("#runs")
        save(page.screenshot(clip={"x": 0, "y": 0, "width": 1200, "height": 420}), "dashboard-runs.png")
        server.wait_for_end("cart")
    finally:
        context.close()
        server.kill()
