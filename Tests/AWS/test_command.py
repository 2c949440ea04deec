"""The command from a terminal: `run`, `results`, `runs`, `watch` and `process` on AWS."""

import json
import re
import signal
import sys
import time

import pytest

from bench import results_table
from reference import identities
from reference.loadtester import INTERRUPTED, PASSED
from reference.processes import wait_until
from reference.schedule import Schedule

pytestmark = pytest.mark.product

#: Starts a command on a pseudo terminal, and copies what it draws to standard output.
TERMINAL = [sys.executable, "-c", "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"]
LOAD = ("--vus", 10, "--rate", 10, "--duration", "4s", "--tasks", 2)


def test_run_launches_waits_and_reports(deploy, server):
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    result = chain.run(target.url(), *LOAD, "--test-id", "whole").wait(90)
    summary = result.expect(PASSED)
    identities.assert_consistent(summary)
    assert summary["testId"] == "whole" and summary["verdict"] == "passed"
    assert summary["requests"]["sent"] == len(target.records()) == results_table.total(chain.items("whole")) == 40
    assert chain.summary("whole") == summary, "'results' prints another report than 'run' did"
    text = chain.command("results", "whole", "--on", "aws").wait(30)
    assert text.exit_code == 0 and "PASSED" in text.stdout and "whole" in text.stdout, text
    listed = json.dumps(chain.command("runs", "--on", "aws", "--format", "json").wait(30).expect(0))
    assert "whole" in listed and "passed" in listed, listed


def test_the_first_interrupt_stops_the_tasks_and_still_reports(deploy, server):
    chain, target = deploy(), server(Schedule(holds=[0.05]))
    arguments = ("--vus", 20, "--rate", 20, "--duration", "60s", "--tasks", 2, "--test-id", "interrupted")
    command = chain.run(target.url(), *arguments)
    target.wait_for_first_request(60)
    time.sleep(2)
    command.signal(signal.SIGINT)
    asked = time.time()
    summary = command.wait(45).expect(INTERRUPTED)
    identities.assert_consistent(summary)
    wait_until(lambda: all(t.status == "STOPPED" for t in chain.tasks("interrupted")), 30, "end of the tasks")
    records = target.records()
    assert summary["verdict"] == "interrupted"
    assert summary["requests"]["sent"] == len(records) == results_table.total(chain.items("interrupted"))
    assert max(record.arrived for record in records) / 1e9 - asked <= 5, "load went on for more than 5 s"


def test_watch_follows_a_run_that_another_started(deploy, server):
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    chain.launch({
        "testId": "watched", "taskCount": 2, "targetUrl": target.url(), "vus": 10, "rate": 10, "duration": 4,
    })
    result = chain.command("watch", "watched").wait(90)
    assert result.exit_code == PASSED, result
    assert "watched" in result.stdout and "PASSED" in result.stdout, result
    assert len(target.records()) == 40


def test_watch_shows_groups_and_endpoints_on_a_terminal(deploy, server):
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    steps = [{"get": "/"}, {"group": "checkout", "steps": [{"get": "/cart"}, {"get": "/pay"}]}]
    plan = {"target": target.url(), "profile": {"rate": 10, "for": "8s"}, "vus": 20, "scenarios": [{"name": "buy", "steps": steps}]}
    chain.launch({"testId": "grouped", "taskCount": 2, "plan": plan})
    screen = {"TERM": "xterm", "COLUMNS": "100", "LINES": "40", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    result = chain.command("watch", "grouped", "--no-color", environment=screen, prefix=TERMINAL).wait(90)
    drawn = re.sub(r"\x1b\[[?\d;]*[a-zA-Z]", "", result.stdout)
    for heading, name in (("groups", "checkout"), ("endpoints", "GET /cart")):
        assert re.search(rf"{heading} +(done|sent)/s", drawn), result
        assert re.search(rf"{name} +[1-9]\d*( +[\d.,]+ (µs|ms|s)){{6}}", drawn), result



def test_process_carries_the_queue_into_the_table_without_the_function(deploy, server):
    chain, target = deploy(processing=False), server(Schedule(holds=[0.005]))
    chain.launch({"testId": "manual", "taskCount": 2, "targetUrl": target.url(), "vus": 10, "rate": 10, "duration": 3})
    chain.wait_for_queue(lambda waiting: waiting >= 10, 60)
    pump = chain.command("process", "--on", "aws")
    chain.wait_for_end("manual", tasks=2)
    pump.signal(signal.SIGTERM)
    pump.wait(40)
    assert len(target.records()) == results_table.total(chain.items("manual")) == 30
    assert chain.summary("manual")["verdict"] == "passed"


@pytest.mark.parametrize(("names", "named"), [
    ({"LOADTESTER_FUNCTION": "NoSuchFunction"}, "NoSuchFunction"),
    ({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "127.0.0.1:1"),
], ids=["no-function", "no-endpoint"])
def test_what_is_not_there_is_named(deploy, server, names, named):
    chain, target = deploy(), server(Schedule())
    result = chain.command(
        "run", target.url(), "--vus", 1, "--duration", "1s", "--on", "aws", environment=names
    ).wait(90)
    assert result.exit_code == 70, result
    assert named in result.stderr, f"'{named}' is not named:\n{result}"


def test_results_of_a_run_that_never_was_say_so(deploy):
    result = deploy().command("results", "never-was", "--on", "aws").wait(30)
    assert result.exit_code in (64, 70) and "never-was" in result.stderr, result
