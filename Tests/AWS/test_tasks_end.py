"""F13, F14, F15: a task or a run that is told to end early keeps what it measured."""

import signal
import time

import pytest

from bench import results_table
from bench.emulator import ROOT
from bench.exchange import CUT
from bench.results_table import FINAL
from bench.wire_signature import Signature
from reference import identities
from reference.loadtester import INTERRUPTED, INVALID
from reference.processes import wait_until
from reference.schedule import Schedule

pytestmark = pytest.mark.product


def launch(chain, target, test_id: str, duration: int = 60) -> None:
    chain.launch({
        "testId": test_id, "taskCount": 2, "targetUrl": target.url(), "vus": 20, "rate": 20, "duration": duration,
    })


def stop(chain, test_id: str):
    return chain.command("stop", test_id).wait(40)


def ended(chain, test_id: str) -> bool:
    return all(task.status == "STOPPED" for task in chain.tasks(test_id))


def test_a_task_that_gets_sigterm_flushes_and_ends_with_143(deploy, server):
    """F13: what Spot and scaling in do to one task. The other one goes on to its end."""
    chain, target = deploy(), server(Schedule(holds=[0.2]))
    launch(chain, target, "spot", duration=8)
    target.wait_for_first_request(40)
    time.sleep(2.3)
    first, second = chain.tasks("spot")
    chain.account.fleet.signal(first.arn, signal.SIGTERM)
    assert chain.account.fleet.exit_code(first.arn, 30) == 143, chain.account.fleet.output(first.arn)
    assert chain.account.fleet.exit_code(second.arn, 30) == 0, chain.account.fleet.output(second.arn)
    items = chain.wait_for_end("spot", tasks=2)
    records = target.records()
    assert results_table.total(items) == len(records), "the task that ended early lost requests it had sent"
    own = [item for item in items if item.task == 1]
    assert results_table.total(own) == 80, "the other task did not carry out its share"
    summary = chain.summary("spot", INTERRUPTED, INVALID)
    identities.assert_consistent(summary)
    assert summary["requests"]["sent"] == summary["requests"]["completed"] == len(records)
    assert summary["reasons"], "that a task ended early is not said"


def test_stop_ends_the_load_at_once_and_keeps_the_results(deploy, server):
    """F14, and twice: the second time says the same and does nothing."""
    chain, target = deploy(), server(Schedule(holds=[0.02]))
    launch(chain, target, "stopped")
    target.wait_for_first_request(40)
    time.sleep(2)
    asked = time.time()
    first = stop(chain, "stopped")
    assert first.exit_code == 0, first
    chain.wait_for_end("stopped", tasks=2)
    second = stop(chain, "stopped")
    assert second.exit_code == 0, second
    wait_until(lambda: ended(chain, "stopped"), 30, "end of the tasks")
    items, records = chain.items("stopped"), target.records()
    assert max(record.arrived for record in records) / 1e9 - asked <= 5, "load went on for more than 5 s after the stop"
    assert results_table.total(items) == len(records) > 20
    summary = chain.summary("stopped", INTERRUPTED)
    identities.assert_consistent(summary)
    assert summary["verdict"] == "interrupted" and summary["requests"]["sent"] == len(records)
    assert summary["tasks"]["reported"] == 2


def test_stop_before_the_start_leaves_nothing(deploy, server):
    """F15. The tasks cannot join the barrier until the run has been stopped."""
    chain, target = deploy(), server(Schedule())

    def no_barrier(request, forward):
        signature = Signature.of(request)
        of_a_task = signature and signature.key not in (ROOT.key, "000000000000")
        return CUT if request.operation == "dynamodb.UpdateItem" and of_a_task else None

    chain.account.front.rules.insert(0, no_barrier)
    launch(chain, target, "early", duration=5)
    answer = stop(chain, "early")
    chain.account.front.rules.remove(no_barrier)
    assert answer.exit_code == 0, answer
    wait_until(lambda: ended(chain, "early"), 45, "end of the tasks")
    assert target.records() == [], "a run that was stopped before its start put load on the target"
    again = stop(chain, "early")
    assert (again.exit_code, again.stdout) == (answer.exit_code, answer.stdout), again


def test_stop_of_a_run_that_never_was_says_so(deploy):
    result = stop(deploy(), "never-was")
    assert result.exit_code != 0 and "never-was" in result.stderr + result.stdout, result


def test_a_run_whose_tasks_have_all_died_comes_to_an_end(deploy, server):
    """F11."""
    chain, target = deploy(), server(Schedule())
    arguments = ("--vus", 4, "--rate", 20, "--duration", "60s", "--tasks", 2, "--test-id", "dead")
    command = chain.run(target.url(), *arguments)
    target.wait_for_first_request(60)
    time.sleep(2)
    for task in chain.tasks("dead"):
        chain.account.fleet.signal(task.arn, signal.SIGKILL)
    summary = command.wait(60).expect(INVALID)
    assert summary["verdict"] == "invalid" and summary["reasons"], summary
    lost = len(target.records()) - results_table.total(chain.items("dead"))
    assert 0 <= lost <= 20 * 1.25, f"{lost} requests are in no window: more than one window of each task"


def test_tasks_do_not_outlive_the_duration_when_everybody_else_is_gone(deploy, server):
    """F16. The launcher is long gone and nobody watches: tasks end by themselves."""
    chain, target = deploy(), server(Schedule())
    launch(chain, target, "alone", duration=2)
    items = chain.wait_for_end("alone", tasks=2)
    assert len([item for item in items if item.kind == FINAL]) == 2
    wait_until(lambda: ended(chain, "alone"), 10, "end of the tasks")
