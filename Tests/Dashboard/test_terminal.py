"""The live screen, on a real pseudo terminal."""

import re
import signal
import subprocess

import pytest

from bench.server import binary

pytest.importorskip("pyte", reason="pyte is not installed")
from bench.terminal import Terminal  # noqa: E402

#: A crowded machine may find that it was the bottleneck: what is judged here is the screen.
ENDED = (0, 106)
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def terminal(tmp_path):
    """`terminal(columns, lines, *arguments)` → Terminal, with the test's own data."""
    opened = []

    def start(columns: int, lines: int, *arguments: str, **options) -> Terminal:
        opened.append(Terminal(columns, lines, *arguments, "--data-dir", str(tmp_path / "data"), **options))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def run(target, seconds: int = 4) -> tuple[str, ...]:
    return ("run", target.url, "-u", "4", "-r", "20", "-d", f"{seconds}s", "--test-id", "seen")


def rows_of(frame: bytes) -> list[str]:
    """The lines of a frame, without sequences; the terminal makes CR LF of LF."""
    return [row.rstrip("\r") for row in re.sub(rb"\x1b\[[?\d;]*[a-zA-Z]", b"", frame).decode().split("\n")]


def test_one_screen_tells_where_the_run_stands_and_then_gives_way_to_the_report(terminal, target):
    screen = terminal(100, 30, *run(target))
    screen.until(lambda: re.search(r"sent +[1-9]", screen.text))
    shown = screen.text
    assert screen.shown[0] == f"seen  GET {target.url}"
    for words in ("of 4 s", "20 asked", "in flight", "p50", "p95", "p99", "last 1 s", "tasks      1 running", "errors     none"):
        assert words in shown, shown
    assert b"\x1b[32m" in screen.raw, "colours on a terminal"
    assert screen.end() in ENDED
    assert screen.raw.count(ENTER) == screen.raw.count(LEAVE) == 1
    after = screen.raw.split(LEAVE)[1].decode()
    assert "80 sent" in after
    assert screen.raw.count(b"\x1b[H") >= 4, "redrawn once a second"


def test_no_color_is_heeded(terminal, target):
    screen = terminal(80, 24, *run(target, 2), environment={"NO_COLOR": "1"})
    assert screen.end() in ENDED
    assert not re.search(rb"\x1b\[\d*m", screen.raw)


@pytest.mark.parametrize(("columns", "lines"), [(200, 50), (80, 24), (40, 12), (20, 6), (8, 2)])
def test_it_keeps_within_any_size(terminal, target, columns, lines):
    screen = terminal(columns, lines, *run(target, 3))
    screen.until(lambda: screen.raw.count(b"\x1b[H") >= 3)
    frames = screen.raw.split(b"\x1b[H")[1:]
    for frame in frames[:-1]:
        rows = rows_of(frame)
        assert len(rows) <= lines
        assert all(len(row) <= columns for row in rows)
    assert screen.end() in ENDED


def test_it_follows_a_resize(terminal, target):
    screen = terminal(100, 30, *run(target, 6))
    screen.until(lambda: "20 asked" in screen.text)
    screen.resize(50, 10)
    count = screen.raw.count(b"\x1b[H")
    screen.until(lambda: screen.raw.count(b"\x1b[H") > count + 1)
    frame = rows_of(screen.raw.split(b"\x1b[H")[-2])
    assert len(frame) <= 10 and all(len(row) <= 50 for row in frame)


def test_the_first_interrupt_drains_and_the_second_ends_and_both_give_the_terminal_back(terminal, target):
    screen = terminal(100, 30, *run(target, 60))
    screen.until(lambda: re.search(r"sent +[1-9]", screen.text))
    screen.press(b"\x03")
    screen.until(lambda: "Stopping" in screen.raw.decode(errors="replace"))
    assert screen.end() in (105, 106)
    after = screen.raw.split(LEAVE)[1].decode()
    assert "Stopping" in after and "stopped before its end" in after


def test_the_second_interrupt_gives_the_terminal_back(terminal):
    from bench.target import Target

    slow = Target(hold=20)
    try:
        screen = terminal(100, 30, *run(slow, 60))
        screen.until(lambda: "of 1 m" in screen.text or "of 60 s" in screen.text)
        screen.press(b"\x03")
        screen.until(lambda: "Stopping" in screen.text)
        screen.press(b"\x03")
        assert screen.end() == 105
        assert screen.raw.rstrip().count(LEAVE) == 1
        assert b"\x1b[?25h" in screen.raw and b"\x1b[?7h" in screen.raw
    finally:
        slow.close()


def test_errors_are_told_by_kind(terminal):
    screen = terminal(100, 30, "run", "http://127.0.0.1:1/", "-u", "2", "-r", "10", "-d", "3s")
    screen.until(lambda: re.search(r"errors +connect_refused \d", screen.text))
    assert screen.end() == 99


def test_watch_shows_the_same_view(terminal, target, tmp_path):
    other = subprocess.Popen(
        [binary(), *run(target, 8), "--quiet", "--data-dir", str(tmp_path / "data")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        def is_there() -> bool:
            listed = subprocess.run([binary(), "runs", "--data-dir", str(tmp_path / "data")], capture_output=True, text=True)
            return "seen" in listed.stdout

        from bench.server import wait_until

        wait_until(is_there, 20, "the run is listed")
        screen = terminal(100, 30, "watch", "seen", "--on", "local")
        screen.until(lambda: re.search(r"sent +[1-9]", screen.text))
        assert "tasks      1 running" in screen.text
        assert screen.end() in ENDED
        assert "160 sent" in screen.raw.split(LEAVE)[1].decode()
    finally:
        other.wait(60)


def test_a_pipe_gets_plain_lines_and_quiet_nothing(target, tmp_path):
    for quiet in ([], ["--quiet"]):
        result = subprocess.run(
            [binary(), "run", target.url, "-u", "2", "-r", "10", "-d", "2s", *quiet, "--data-dir", str(tmp_path / "data")],
            capture_output=True, text=True, timeout=60,
        )
        assert result.returncode in ENDED
        assert "\x1b" not in result.stderr
        lines = [line for line in result.stderr.splitlines() if re.match(r"  \ds/2s  ", line)]
        assert len(lines) >= 2 if not quiet else result.stderr == ""


def test_a_dumb_terminal_gets_plain_lines_and_a_plain_report(terminal, target):
    screen = terminal(80, 24, *run(target, 2), environment={"TERM": "dumb"})
    assert screen.end() in ENDED
    assert b"\x1b" not in screen.raw and b"Latency" in screen.raw
