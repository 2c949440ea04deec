"""One run from the launcher to the report: 2 tasks, 10 requests a second for 8 s, are 80 requests, everywhere."""

import time
from dataclasses import dataclass

import pytest

from bench import diagnosis, results_table, wire_check
from bench.account import Account
from bench.chain import Chain
from bench.results_table import FINAL, HEADER, RETENTION, STARTED, WINDOW, Item
from reference import identities
from reference.percentile import nearest_rank
from reference.schedule import Schedule
from reference.server_log import Record
from reference.server_process import ScheduledServer

pytestmark = pytest.mark.product

TASKS, RATE, DURATION, VUS = 2, 10, 8, 100
REQUESTS = RATE * DURATION
HOLDS = [0.01, 0.02, 0.04, 0.07, 0.1]
"""The percentiles that are looked at lie within these steps, not on their edges."""


@dataclass
class Finished:
    chain: Chain
    answer: dict
    launched_at: float
    items: list[Item]
    records: list[Record]
    summary: dict

    @property
    def test_id(self) -> str:
        return self.answer["testId"]


@pytest.fixture(scope="module")
def finished(product, product_fleet, tmp_path_factory):
    """The run, once for all tests of this module."""
    folder = tmp_path_factory.mktemp("chain")
    account = Account(folder / "account", product, product_fleet)
    target = ScheduledServer(Schedule(holds=HOLDS), folder / "target")
    chain = None
    try:
        chain = Chain(account, account.deploy(), folder / "commands")
        launched_at = time.time()
        payload = {"taskCount": TASKS, "targetUrl": target.url(), "vus": VUS, "rate": RATE, "duration": DURATION}
        answer = chain.launch(payload)
        items = chain.wait_for_end(answer["testId"], TASKS)
        summary = chain.summary(answer["testId"])
        yield Finished(chain, answer, launched_at, items, target.records(), summary)
    finally:
        if chain:
            print(diagnosis.of(account, chain.stack))
            chain.end()
        target.stop()
        account.stop()


def test_the_launcher_answers_as_the_contract_says(finished):
    answer = finished.answer
    assert {"testId", "status", "taskArns", "failures", "estimatedCostUSD"} <= answer.keys(), answer
    assert len(set(answer["taskArns"])) == TASKS and answer["failures"] == []
    assert answer["estimatedCostUSD"] >= 0
    tasks = finished.chain.tasks(finished.test_id)
    assert sorted(task.arn for task in tasks) == sorted(answer["taskArns"])
    assert [task.index for task in tasks] == list(range(TASKS))


def test_the_target_got_exactly_what_was_asked_for(finished):
    assert len(finished.records) == REQUESTS
    first, last = finished.records[0].arrived, finished.records[-1].arrived
    assert abs((last - first) / 1e9 - (DURATION - 1 / RATE)) < 0.3, "arrivals were not spread over the duration"


def test_the_table_holds_exactly_what_the_target_got(finished):
    assert results_table.total(finished.items) == REQUESTS
    assert results_table.total(finished.items, "failed") == 0
    for task in range(TASKS):
        own = [item for item in finished.items if item.task == task and item.kind == WINDOW]
        assert results_table.total(own) == REQUESTS // TASKS, f"task {task}: {[str(item) for item in own]}"
    statuses = [item.attributes["statusCodes"] for item in results_table.of_kind(finished.items, WINDOW)]
    assert sum(int(count) for codes in statuses for count in codes.values()) == REQUESTS


def test_the_report_says_what_the_target_got(finished):
    summary = finished.summary
    identities.assert_consistent(summary)
    assert summary["verdict"] == "passed" and summary["testId"] == finished.test_id
    assert summary["requests"]["scheduled"] == summary["requests"]["completed"] == REQUESTS
    assert summary["statusCodes"] == {"200": REQUESTS} and not identities.errors(summary)
    tasks = summary["tasks"]
    assert tasks["requested"] == tasks["reported"] == TASKS, tasks
    assert tasks["windowsReceived"] == tasks["windowsExpected"] == len(results_table.of_kind(finished.items, WINDOW))


def test_items_have_the_keys_and_attributes_of_the_contract(finished):
    keys = [item.timestamp for item in finished.items]
    assert keys == sorted(set(keys)), "a query does not return the items by time"
    kinds = [item.kind for item in finished.items]
    assert kinds.count(HEADER) == 1 and kinds.count(STARTED) == kinds.count(FINAL) == TASKS, kinds
    for item in finished.items:
        if item.kind == HEADER:
            continue
        second, rest = divmod(item.timestamp, 1_000_000)
        assert rest == item.task * 10 + item.kind and item.task in range(TASKS), str(item)
        assert finished.launched_at - 2 < second < time.time() + 2, f"{item}: not the seconds of the window"
        # By the window's time, not by that of writing.
        assert item.number("ttl") == second + RETENTION, f"{item}: ttl {item.attributes['ttl']}, window at {second}"
        assert item.number("taskIndex") == item.task
        assert item.attributes["kind"] == {STARTED: "started", WINDOW: "window", FINAL: "final"}[item.kind]


def test_windows_can_be_read_by_a_person(finished):
    for item in results_table.of_kind(finished.items, WINDOW):
        assert item.number("rps") == pytest.approx(item.number("requests"), abs=0.01), "windows are of one second"
        if not item.number("requests"):
            continue
        times = [item.number(name) for name in ("p50", "p90", "p95", "p99", "p999", "max")]
        assert times == sorted(times) and 9 < times[0] and times[-1] < 1000, f"{item}: {times} ms"
        assert "errors" in item.attributes and "statusCodes" in item.attributes


def test_the_stored_histograms_are_the_truth(finished):
    """By an independent decoder and merge: counts exact, percentiles as the target held them."""
    holds = [record.hold / 1e6 for record in finished.records]
    for name in ("responseTime", "serviceTime"):
        histogram = results_table.merged(finished.items, name)
        assert histogram.get_total_count() == REQUESTS, name
        for percent in (50, 75, 90):
            seen, truth = histogram.get_value_at_percentile(percent) / 1000, nearest_rank(holds, percent)
            assert truth - 0.2 <= seen <= truth * 1.03 + 30, f"{name} p{percent}: {seen} ms, held for {truth} ms"
            reported = finished.summary[name][f"p{percent}"]
            assert seen == pytest.approx(reported, rel=0.002), f"{name} p{percent}: table {seen}, report {reported}"


def test_every_request_was_one_that_aws_takes(finished):
    seen = wire_check.assert_clean(
        finished.chain.account.front.exchanges(), finished.chain.account.identities(), at_least=20
    )
    assert "ecs.RunTask" in seen and seen & {"sqs.SendMessage", "sqs.SendMessageBatch"}, seen
    assert seen & {"dynamodb.BatchWriteItem", "dynamodb.PutItem"} and "dynamodb.Query" in seen, seen


def test_tasks_end_by_themselves_with_status_0(finished):
    for task in finished.chain.tasks(finished.test_id):
        assert finished.chain.account.fleet.exit_code(task.arn, 10) == 0, finished.chain.account.fleet.output(task.arn)


def test_messages_are_those_of_the_contract(finished):
    bodies = sent_bodies(finished.chain)
    messages = [results_table.message_of(body) for body in bodies]
    assert max(len(body.encode()) for body in bodies) <= 256 * 1024
    for task in range(TASKS):
        own = sorted((m for m in messages if m["taskIndex"] == task), key=lambda m: m["sequence"])
        assert [m["sequence"] for m in own] == list(range(len(own))), "sequence numbers have gaps, or came twice"
        assert [m["kind"] for m in own] == ["started", *["window"] * (len(own) - 2), "final"]
        assert {m["taskCount"] for m in own} == {TASKS} and {m["testId"] for m in own} == {finished.test_id}


def sent_bodies(chain: Chain) -> list[str]:
    bodies = []
    for exchange in chain.account.front.exchanges("sqs.SendMessage", "sqs.SendMessageBatch"):
        call = exchange.request.json()
        bodies += [entry["MessageBody"] for entry in call.get("Entries", [call])]
    return bodies


def test_runs_lists_it(finished):
    listed = finished.chain.command("runs", "--format", "json", "--on", "aws").wait(20).expect(0)
    assert finished.test_id in str(listed)
