"""Stopping a run: the first signal ends the arrivals and keeps the report, the second ends everything."""

import signal
import time

import pytest

from reference import processes
from reference.identities import assert_consistent
from reference.loadtester import INTERRUPTED
from reference.schedule import Rule, Schedule

pytestmark = pytest.mark.product


@pytest.mark.parametrize(
    ("number", "group"),
    [(signal.SIGINT, False), (signal.SIGINT, True), (signal.SIGTERM, False)],
    ids=["SIGINT", "Ctrl-C-to-the-whole-group", "SIGTERM"],
)
def test_the_first_signal_drains_and_still_reports(server, start_run, number, group):
    target = server(Schedule(holds=[0.3]))
    command = start_run(target.url(), "--vus", 60, "--rate", 100, "--duration", "60s", "--tasks", 2)
    target.wait_for_first_request()
    time.sleep(2.5)
    command.signal(number, group)
    signalled = time.time_ns()
    summary = command.wait(10).expect(INTERRUPTED)
    assert summary["verdict"] == "interrupted"
    assert_consistent(summary)
    records = target.records()
    assert summary["requests"]["sent"] == len(records), "a request that was under way is missing from the report"
    assert summary["requests"]["completed"] == len(records), "requests under way were not drained"
    assert 150 <= len(records) <= 600
    assert max(record.arrived for record in records) - signalled < 2e9, "arrivals went on after the signal"
    assert summary["tasks"]["reported"] == 2


def test_the_second_signal_ends_at_once(server, start_run):
    """Every request is held for ever, so that a drain lasts until the time-out."""
    target = server(Schedule(rules=[Rule(1, "held")]))
    command = start_run(
        target.url(), "--vus", 20, "--rate", 20, "--duration", "60s", "--tasks", 2, "--timeout", "30s"
    )
    target.wait_for_first_request()
    workers = command.workers(2)
    time.sleep(0.5)
    command.signal(signal.SIGINT)
    time.sleep(1.5)
    assert command.process.poll() is None, "the first signal did not wait for requests under way"
    command.signal(signal.SIGINT)
    assert command.wait(3).exit_code != 0
    processes.wait_until(lambda: not any(map(processes.is_alive, workers)), 3, "end of the workers")
