"""The chain under faults: what is lost is bounded and named, and nothing else is lost."""

import re
import signal
import time

import pytest

from bench import results_table
from bench.cuts import unreachable
from bench.unprocessed import leave_unprocessed
from bench.unsent import leave_unsent
from reference import identities
from reference.loadtester import INVALID
from reference.schedule import Schedule

pytestmark = pytest.mark.product

SEND = ("SendMessage", "SendMessageBatch")
WRITE = ("BatchWriteItem", "PutItem")


def launch(chain, target, test_id: str, rate: int = 10, duration: int = 5, tasks: int = 2) -> None:
    chain.launch({
        "testId": test_id, "taskCount": tasks, "targetUrl": target.url(), "vus": 20, "rate": rate, "duration": duration,
    })


def assert_nothing_is_lost(chain, target, test_id: str, requests: int) -> dict:
    """Table, target and report agree on `requests`, and the run passed."""
    records = target.records()
    items = chain.items(test_id)
    summary = chain.summary(test_id)
    identities.assert_consistent(summary)
    seen = {
        "target": len(records), "table": results_table.total(items), "report": summary["requests"]["sent"],
        "histograms": results_table.merged(items, "responseTime").get_total_count(),
    }
    assert set(seen.values()) == {requests}, f"{requests} requests were asked for, but {seen}"
    assert summary["verdict"] == "passed", summary["reasons"]
    assert summary["tasks"]["windowsReceived"] == summary["tasks"]["windowsExpected"]
    return summary


def test_a_killed_task_loses_one_window_at_most_and_is_named(deploy, server):
    """F10. Two tasks, 8 s at 20/s each; one gets SIGKILL 4 s after the first request."""
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    launch(chain, target, "killed", rate=40, duration=8)
    target.wait_for_first_request(40)
    time.sleep(4)
    victim = chain.tasks("killed")[0]
    chain.account.fleet.signal(victim.arn, signal.SIGKILL)
    chain.wait_for_end("killed", tasks=1)
    time.sleep(1)
    records, items = target.records(), chain.items("killed")
    summary = chain.summary("killed", INVALID)
    assert summary["verdict"] == "invalid"
    identities.assert_consistent(summary)
    lost = len(records) - results_table.total(items)
    assert 0 <= lost <= 20 * 1.25, f"{lost} of {len(records)} requests are in no window: more than one window"
    survivor = [item for item in items if item.task == 1]
    assert results_table.total(survivor) == 160, "the other task lost something too"
    assert summary["tasks"]["requested"] == 2
    assert summary["tasks"]["windowsReceived"] < summary["tasks"]["windowsExpected"], summary["tasks"]
    assert re.search(r"task", " ".join(summary["reasons"]), re.IGNORECASE), summary["reasons"]


def test_doubled_messages_change_nothing(deploy, server):
    """F19. The replies to every third send are cut, so that the worker sends again what the queue has already."""
    chain, target = deploy(faults=True), server(Schedule(holds=[0.005]))
    chain.account.faults.set(*({
        "service": "sqs", "operation": operation, "sequence": {"fail": 1, "pass": 2}, "times": 6,
        "response": {"abort_bytes": 1},
    } for operation in SEND))
    launch(chain, target, "doubled")
    chain.wait_for_end("doubled", tasks=2)
    fired = [event["operation"] for event in chain.account.faults.fired()]
    assert len(fired) >= 2, f"no reply was cut: {fired}"
    assert_nothing_is_lost(chain, target, "doubled", 50)


def test_a_throttled_table_delays_and_loses_nothing(deploy, server):
    """F30. Eight writes are throttled; what failed altogether comes again after the queue's visibility time-out."""
    chain, target = deploy(faults=True, visibility=5), server(Schedule(holds=[0.005]))
    launch(chain, target, "throttled")
    chain.account.faults.set(*({
        "service": "dynamodb", "operation": operation, "times": 8,
        "error": {"code": "ProvisionedThroughputExceededException", "status": 400},
    } for operation in WRITE))
    chain.wait_for_end("throttled", tasks=2)
    assert len(chain.account.faults.fired()) >= 4
    assert_nothing_is_lost(chain, target, "throttled", 50)


def test_unprocessed_items_are_written_again_and_only_they(deploy, server):
    """F30. Of each of six batches only the first item is taken. The processor is let go when all messages are there."""
    chain, target = deploy(visibility=20, processing=False), server(Schedule(holds=[0.005]))
    launch(chain, target, "unprocessed")
    chain.wait_for_queue(lambda waiting: waiting >= 14, 60)
    with leave_unprocessed(chain.account.front, times=6) as left:
        chain.start_processing()
        chain.wait_for_end("unprocessed", tasks=2)
        assert left.unprocessed, "no batch held several items: nothing was tried"
    assert left.unprocessed <= left.written, f"never written: {left.unprocessed - left.written}"
    assert not left.written_again, f"written already, and sent again: {left.written_again}"
    assert_nothing_is_lost(chain, target, "unprocessed", 50)


def test_entries_that_a_batch_leaves_out_are_sent_again_and_only_they(deploy, server):
    """F26. The last entry of each of the first six batches is not stored; single messages are refused instead."""
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    with leave_unsent(chain.account.front, times=6) as left:
        launch(chain, target, "unsent")
        chain.wait_for_end("unsent", tasks=2)
    assert left.unsent, "nothing was left out: nothing was tried"
    assert left.unsent <= left.sent, f"{len(left.unsent - left.sent)} messages were never sent again"
    assert not left.sent_again, f"{len(left.sent_again)} messages were stored, and sent again"
    assert_nothing_is_lost(chain, target, "unsent", 50)


def test_a_queue_out_of_reach_neither_loses_windows_nor_disturbs_the_load(deploy, server):
    """F27. The queue is gone for 4 of 8 seconds; workers keep their windows and send them later."""
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    launch(chain, target, "outage", rate=20, duration=8)
    target.wait_for_first_request(40)
    time.sleep(1.5)
    began = time.time()
    with unreachable(chain.account.front, "sqs.Send*"):
        time.sleep(4)
    ended = time.time()
    chain.wait_for_end("outage", tasks=2)
    assert_nothing_is_lost(chain, target, "outage", 160)
    meanwhile = [r for r in target.records() if began + 0.5 < r.arrived / 1e9 < ended - 0.5]
    assert abs(len(meanwhile) - 20 * (ended - began - 1)) <= 4, f"{len(meanwhile)} requests in the outage of 4 s"


def test_a_table_out_of_reach_of_the_workers_does_not_disturb_the_load(deploy, server):
    """The control flag cannot be read for 3 s: no reason to stop."""
    chain, target = deploy(visibility=6), server(Schedule(holds=[0.005]))
    launch(chain, target, "blind", rate=20, duration=6)
    target.wait_for_first_request(40)
    time.sleep(1)
    with unreachable(chain.account.front, "dynamodb.GetItem", "dynamodb.UpdateItem"):
        time.sleep(3)
    chain.wait_for_end("blind", tasks=2)
    assert_nothing_is_lost(chain, target, "blind", 120)
