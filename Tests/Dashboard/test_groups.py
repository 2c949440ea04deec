"""Groups of steps and endpoints while a run goes on: on the terminal, on the dashboard's page, in plain lines."""

import json
import re
import subprocess

import pytest

from bench.server import binary, wait_until

#: A crowded machine may find that it was the bottleneck: what is judged here is what is shown.
ENDED = (0, 106)
HOSTILE = "<img src=x onerror=alert(1)>"


def plan(target, groups: list[str], seconds: int = 5) -> dict:
    steps = [{"get": "/browse"}]
    for position, name in enumerate(groups):
        steps.append({"group": name, "steps": [{"get": f"/cart-{position}"}, {"get": f"/pay-{position}"}]})
    return {
        "target": target.url, "profile": {"rate": 10, "for": f"{seconds}s"}, "vus": 40,
        "scenarios": [{"name": "buy", "steps": steps}],
    }


@pytest.fixture
def run(target, tmp_path):
    """`run(groups, seconds)` → arguments of a run of such a plan, named `seen`."""

    def arguments(groups: list[str], seconds: int = 5) -> list[str]:
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(plan(target, groups, seconds)))
        return ["run", str(path), "--test-id", "seen", "--data-dir", str(tmp_path / "data")]

    return arguments


@pytest.fixture
def terminal():
    pytest.importorskip("pyte", reason="pyte is not installed")
    from bench.terminal import Terminal

    opened = []

    def start(columns: int, lines: int, *arguments: str) -> Terminal:
        opened.append(Terminal(columns, lines, *arguments))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def is_timed(name: str, text: str):
    """A row with a rate above nothing and times of the last window and of the run."""
    return re.search(rf"^  {re.escape(name)} +[1-9]\d*( +[\d.,]+ (µs|ms|s)){{6}}$", text, re.MULTILINE)


def test_the_terminal_shows_both(terminal, run):
    screen = terminal(80, 26, *run(["checkout", "log out"]))
    screen.until(lambda: is_timed("checkout", screen.text) and is_timed("GET /browse", screen.text))
    for words in (r"groups +done/s +last p50", r"endpoints +sent/s +last p50", "GET /pay-1", "log out", "in flight", "errors     none"):
        assert re.search(words, screen.text), screen.text
    assert screen.end() in ENDED


def test_a_low_terminal_shows_some_and_says_how_many_are_left_out(terminal, run):
    screen = terminal(80, 14, *run([f"group-{number:02}" for number in range(12)]))

    def left_out() -> bool:
        """Once every group has been done."""
        shown = len(re.findall(r"^  group-\d\d ", screen.text, re.MULTILINE))
        return 0 < shown < 12 and re.search(rf"^    and {12 - shown} more$", screen.text, re.MULTILINE) is not None

    screen.until(lambda: is_timed("group-00", screen.text) and left_out())
    assert "asked      10 iterations/s" in screen.text, screen.text
    assert "sent" in screen.text and "run " in screen.text
    screen.resize(80, 40)
    screen.until(lambda: len(re.findall(r"^  group-\d\d ", screen.text, re.MULTILINE)) == 12)
    assert screen.end() in ENDED


def test_watch_shows_the_same(terminal, run, tmp_path):
    other = subprocess.Popen([binary(), *run(["checkout"], 10), "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        def is_there() -> bool:
            listed = subprocess.run([binary(), "runs", "--data-dir", str(tmp_path / "data")], capture_output=True, text=True)
            return "seen" in listed.stdout

        wait_until(is_there, 20, "the run is listed")
        screen = terminal(80, 30, "watch", "seen", "--on", "local", "--data-dir", str(tmp_path / "data"))
        screen.until(lambda: is_timed("checkout", screen.text))
        assert "endpoints" in screen.text
        assert screen.end() in ENDED
    finally:
        other.wait(60)


def test_plain_lines_stay_one_each(run):
    result = subprocess.run([binary(), *run(["checkout"], 3)], capture_output=True, text=True, timeout=60)
    assert result.returncode in ENDED
    lines = [line for line in result.stderr.splitlines() if re.match(r"  \ds/3s  ", line)]
    assert len(lines) >= 3
    assert all("of 10 iterations/s" in line for line in lines), lines
    assert "checkout" not in "".join(lines) and "checkout" in result.stdout


def row(page, table: str, name: str) -> list[str]:
    """The cells of a row, the name first; none while there is no such row."""
    for cells in page.locator(f"#{table} tbody tr").all():
        texts = cells.locator("th, td").all_inner_texts()
        if texts[:1] == [name]:
            return texts
    return []


def test_the_page_of_a_live_run_shows_both_and_keeps_up(server, page, target):
    answer = server.launch(plan=plan(target, ["checkout", HOSTILE], 12), testId="grouped")
    assert answer.status == 201, answer.text
    page.goto(server.url + "/runs/grouped")

    def done() -> int:
        cells = row(page, "groups", "checkout")
        return int(cells[2].replace(",", "")) if cells else 0

    wait_until(lambda: page.wait_for_timeout(50) or done() > 0, 20, "a row")
    first = done()
    wait_until(lambda: page.wait_for_timeout(50) or done() > first, 20, "the row changes")
    cells = row(page, "groups", "checkout")
    assert len(cells) == 10 and all(cell.endswith("s") for cell in cells[4:]), cells
    assert page.locator("#groups").is_visible() and page.locator("#endpoints").is_visible()
    assert row(page, "endpoints", "GET /pay-0")
    assert page.locator("#asked").inner_text() == "10 iterations"
    # What a plan calls its groups stays text.
    assert row(page, "groups", HOSTILE) and page.locator("img").count() == 0
    assert page.locator("#groups-more").inner_text() == ""
    server.ask("POST", "/api/runs/grouped/stop")
    server.wait_for_end("grouped")


def test_the_page_of_a_run_without_groups_has_no_tables(server, page, target):
    server.launch(targetUrl=target.url, vus=2, rate=20, duration=4, testId="plain")
    page.goto(server.url + "/runs/plain")
    wait_until(lambda: page.wait_for_timeout(50) or page.locator("#sent").inner_text() not in ("–", "0"), 20, "the first look")
    assert not page.locator("#groups").is_visible() and not page.locator("#endpoints").is_visible()
    server.wait_for_end("plain")


def test_the_page_tells_how_many_groups_it_leaves_out(server, page, target):
    groups = [f"group-{number:02}" for number in range(53)]
    document = plan(target, [], 8)
    document["scenarios"][0]["steps"] = [{"group": name, "steps": [{"get": "/"}]} for name in groups]
    assert server.launch(plan=document, testId="many").status == 201
    page.goto(server.url + "/runs/many")
    wait_until(lambda: page.wait_for_timeout(50) or page.locator("#groups-more").inner_text() == "and 3 more", 20, "the rest")
    assert page.locator("#groups tbody tr").count() == 50
    server.wait_for_end("many")
