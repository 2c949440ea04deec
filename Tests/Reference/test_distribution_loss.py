"""A worker or its parent dies: what is lost is bounded, and said."""

import os
import re
import signal
import time

import pytest

from reference import processes
from reference.identities import assert_consistent
from reference.loadtester import INVALID, PASSED
from reference.schedule import Schedule

pytestmark = pytest.mark.product

RATE, WINDOW = 200, 1.0


def run_with_a_killed_worker(server, start_run, *arguments):
    """Two tasks, 8 s; one worker gets SIGKILL 4 s after the first request."""
    target = server(Schedule(holds=[0.002]))
    command = start_run(
        target.url(), "--vus", 20, "--rate", RATE, "--duration", "8s", "--tasks", 2, *arguments
    )
    target.wait_for_first_request()
    workers = command.workers(2)
    time.sleep(4)
    os.kill(workers[0], signal.SIGKILL)
    return command.wait(40), len(target.records())


def assert_loss_is_bounded_and_said(summary: dict, arrived: int) -> None:
    assert_consistent(summary)
    # One window of one of two tasks, and a quarter of a second in which the window before it was on its way.
    lost = arrived - summary["requests"]["sent"]
    assert 0 <= lost <= RATE / 2 * (WINDOW + 0.25), f"{lost} of {arrived} requests at the server are in no report"
    # The killed task sent at least four seconds' worth, the other one eight.
    assert arrived >= RATE / 2 * 11
    tasks = summary["tasks"]
    assert tasks["requested"] == 2
    assert tasks["reported"] < 2 or tasks["windowsReceived"] < tasks["windowsExpected"], tasks
    assert re.search("task|worker|window", " ".join(summary["reasons"]), re.IGNORECASE), summary["reasons"]


@pytest.mark.guards_window_loss
def test_a_killed_worker_makes_the_run_invalid(server, start_run):
    result, arrived = run_with_a_killed_worker(server, start_run)
    summary = result.expect(INVALID)
    assert summary["verdict"] == "invalid"
    assert_loss_is_bounded_and_said(summary, arrived)


def test_a_killed_worker_is_allowed_where_partial_results_are(server, start_run):
    result, arrived = run_with_a_killed_worker(server, start_run, "--allow-partial")
    summary = result.expect(PASSED)
    assert summary["verdict"] == "passed"
    assert_loss_is_bounded_and_said(summary, arrived)


def test_workers_die_with_their_parent(server, start_run):
    target = server(Schedule(holds=[0.002]))
    command = start_run(target.url(), "--vus", 20, "--rate", 100, "--duration", "60s", "--tasks", 2)
    target.wait_for_first_request()
    workers = command.workers(2)
    try:
        command.signal(signal.SIGKILL)
        command.process.wait(5)
        processes.wait_until(lambda: not any(map(processes.is_alive, workers)), 5, "end of the orphaned workers")
    finally:
        processes.end(workers)
    last = max(record.arrived for record in target.records())
    assert time.time_ns() - last < 10e9
