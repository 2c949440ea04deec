"""The judge judged: its statistics against known values, its server against a plain client."""

import http.client
import math
import random
import socket
import time

import pytest

from reference import distribution, processes
from reference.percentile import nearest_rank
from reference.schedule import Freeze, Rule, Schedule
from reference.timing import TimingMiss, timing, timing_attempts


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, 15), (5, 15), (30, 20), (40, 20), (50, 35), (100, 50)]
)
def test_nearest_rank_of_the_textbook_example(percent, expected):
    assert nearest_rank([50, 15, 40, 20, 35], percent) == expected


def test_nearest_rank_is_not_moved_by_binary_fractions():
    assert nearest_rank(range(1, 1001), 99.9) == 999


def test_lognormal_sample_has_the_distributions_own_percentiles():
    sample = distribution.lognormal(2000, median=0.020, sigma=0.6, seed=1)
    assert nearest_rank(sample, 50) == pytest.approx(0.020, rel=0.001)
    assert nearest_rank(sample, 97.725) == pytest.approx(0.020 * math.exp(1.2), rel=0.01)


def test_ks_accepts_the_exponential_and_rejects_an_even_spacing():
    source = random.Random(7)
    gaps = [source.expovariate(200) for _ in range(2000)]
    assert distribution.ks_p_value(gaps, distribution.exponential_cdf(200)) > 0.01
    assert distribution.ks_p_value([1 / 200] * 2000, distribution.exponential_cdf(200)) < 1e-6
    assert distribution.ks_p_value(gaps, distribution.exponential_cdf(240)) < 0.01


def test_a_timing_test_is_tried_three_times_and_a_count_never():
    tries = {"timing": 0, "count": 0}

    @timing_attempts
    def misses_twice():
        tries["timing"] += 1
        timing(tries["timing"] == 3, "late")

    @timing_attempts
    def wrong_count():
        tries["count"] += 1
        raise AssertionError("one request too many")

    misses_twice()
    with pytest.raises(AssertionError):
        wrong_count()
    assert tries == {"timing": 3, "count": 1}
    assert issubclass(TimingMiss, AssertionError)


@timing_attempts
def test_server_holds_as_long_as_it_was_told_and_logs_it(server):
    holds = [0.001, 0.0103, 0.0207]
    target = server(Schedule(holds=holds))
    client = http.client.HTTPConnection("127.0.0.1", target.port, timeout=5)
    observed = []
    for _ in range(60):
        began = time.monotonic()
        client.request("GET", "/a?b=1", headers={"X-Probe": "1"})
        assert client.getresponse().read() == b"x" * 100
        observed.append(time.monotonic() - began)
    client.close()
    records = target.records()
    assert len(records) == 60 and {r.path for r in records} == {"/a?b=1"}
    excess = sorted(r.hold / 1e9 - holds[i % 3] for i, r in enumerate(records))
    assert excess[0] >= 0
    timing(nearest_rank(excess, 50) < 0.0003, f"holds are late by {nearest_rank(excess, 50) * 1e6:.0f} µs at p50")
    behind = sorted(seen - r.hold / 1e9 for seen, r in zip(observed, records))
    timing(nearest_rank(behind, 50) < 0.002, f"client sees {nearest_rank(behind, 50) * 1e6:.0f} µs more than the log")


def test_server_freezes_and_thaws_all_at_once(server):
    target = server(Schedule(freeze=Freeze(after=0.2, seconds=0.5)))
    sockets = [socket.create_connection(("127.0.0.1", target.port), timeout=5) for _ in range(3)]
    for sock in sockets:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        sock.recv(65536)
    time.sleep(0.3)
    for sock in sockets:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.05)
    answers = [sock.recv(65536) for sock in sockets]
    assert all(answers)
    ends = [r.arrived + r.hold for r in target.records()][3:]
    assert max(ends) - min(ends) < 0.05e9
    for sock in sockets:
        sock.close()


def test_server_resets_holds_and_refuses_in_the_given_pattern(server):
    rules = [Rule(4, "held"), Rule(3, "reset"), Rule(2, "503")]
    target = server(Schedule(rules=rules, body_step=37))
    seen = []
    for _ in range(12):
        with socket.create_connection(("127.0.0.1", target.port), timeout=0.3) as sock:
            sock.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
            try:
                seen.append((sock.recv(65536).split(b" ", 2)[1].decode()))
            except ConnectionResetError:
                seen.append("reset")
            except TimeoutError:
                seen.append("held")
    records = target.records()
    assert seen == [r.action for r in records]
    assert seen == ["200", "503", "reset", "held", "200", "reset", "200", "held", "reset", "503", "200", "held"]
    assert {r.request_bytes for r in records} == {len("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")}


def test_process_tree_lists_children_and_their_memory():
    import subprocess

    shell = subprocess.Popen(["sh", "-c", "sleep 30 & wait"])
    try:
        processes.wait_until(lambda: processes.descendants(shell.pid), 5, "a child")
        children = processes.descendants(shell.pid)
        assert processes.resident_bytes(children[0]) > 0
    finally:
        processes.end([*children, shell.pid])
        shell.wait()
    processes.wait_until(lambda: not any(map(processes.is_alive, children)), 5, "end of the children")
