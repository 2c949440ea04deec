"""F19–F24, F36: what a queue may do with messages, and what messages may be."""

import json
import random
import time

import pytest

from bench import results_table
from bench.cuts import unreachable
from bench.exchange import CUT
from bench.results_table import HEADER
from reference.processes import wait_until
from reference.schedule import Schedule

pytestmark = pytest.mark.product


def run(chain, target, test_id: str, duration: int = 3, wait: bool = True) -> None:
    chain.launch({
        "testId": test_id, "taskCount": 2, "targetUrl": target.url(), "vus": 20, "rate": 20, "duration": duration,
    })
    if wait:
        chain.wait_for_end(test_id, tasks=2)


def sent(chain) -> list[str]:
    """The messages that workers sent, in order."""
    bodies = []
    for exchange in chain.account.front.exchanges("sqs.SendMessage", "sqs.SendMessageBatch"):
        call = exchange.request.json()
        bodies += [entry["MessageBody"] for entry in call.get("Entries", [call])]
    return bodies


def results(chain, test_id: str) -> list[dict]:
    return [item.attributes for item in chain.items(test_id) if item.kind != HEADER]


def ended(chain, test_id: str) -> bool:
    return all(task.status == "STOPPED" for task in chain.tasks(test_id))


def dead_letters(chain) -> list[str]:
    sqs, found = chain.account.client("sqs"), {}
    for _ in range(3):
        answer = sqs.receive_message(
            QueueUrl=chain.stack.dead_letters_url, MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        found |= {message["MessageId"]: message["Body"] for message in answer.get("Messages", [])}
    return list(found.values())


def send(chain, bodies: list[str]) -> None:
    sqs = chain.account.client("sqs")
    for start in range(0, len(bodies), 10):
        entries = [{"Id": str(i), "MessageBody": body} for i, body in enumerate(bodies[start:start + 10])]
        assert not sqs.send_message_batch(QueueUrl=chain.stack.queue_url, Entries=entries).get("Failed")


def test_any_order_and_number_of_deliveries_makes_the_same_results(deploy, server):
    """F19, F20, F21: all messages again, each up to three times, shuffled, onto an empty table; then once more."""
    chain, target = deploy(), server(Schedule(holds=[0.005, 0.03]))
    run(chain, target, "replay")
    before, printed = results(chain, "replay"), chain.summary("replay")
    table = chain.account.client("dynamodb")
    for item in before:
        key = {"testId": {"S": "replay"}, "timestamp": {"N": str(item["timestamp"])}}
        table.delete_item(TableName=chain.stack.names.table, Key=key)
    assert results(chain, "replay") == []
    source = random.Random(20)
    bodies = [body for body in sent(chain) for _ in range(source.randint(1, 3))]
    source.shuffle(bodies)
    send(chain, bodies)
    chain.wait_for_queue(lambda waiting: waiting == 0)
    assert results(chain, "replay") == before, "replayed messages made other items"
    assert chain.summary("replay") == printed
    send(chain, bodies[:10])
    chain.wait_for_queue(lambda waiting: waiting == 0)
    assert results(chain, "replay") == before and chain.summary("replay") == printed
    assert dead_letters(chain) == []


def measured(message: dict) -> bool:
    """A window in which there were responses."""
    return message["kind"] == "window" and any(endpoint["completed"] for endpoint in message["endpoints"][:1])


def poison(kind: str, body: str) -> str:
    message = json.loads(body)
    if kind == "no-json":
        return "{" + body[:40]
    if kind == "unknown-version":
        return json.dumps(message | {"schemaVersion": 2})
    if kind == "unknown-kind":
        return json.dumps(message | {"kind": "rumour"})
    if kind == "field-missing":
        return json.dumps({key: value for key, value in message.items() if key != "taskIndex"})
    if kind == "wrong-type":
        return json.dumps(message | {"windowStart": "yesterday"})
    if kind == "foreign-name":
        return json.dumps(message | {"testId": "../../x"})
    endpoint = message["endpoints"][0]
    damaged = endpoint | {"responseTime": endpoint["responseTime"][:24] + "AAAA" + endpoint["responseTime"][28:]}
    return json.dumps(message | {"endpoints": [damaged]})


POISON = ["no-json", "unknown-version", "unknown-kind", "field-missing", "wrong-type", "foreign-name", "damaged"]


def test_poison_becomes_dead_letters_alone_and_its_reason_is_logged(deploy, server):
    """F22, F23: each kind of poison among good messages of one batch."""
    chain, target = deploy(visibility=1, processing=False), server(Schedule())
    run(chain, target, "mixed", duration=3, wait=False)
    chain.wait_for_queue(lambda waiting: waiting >= 10, 60)
    window = next(body for body in sent(chain) if measured(json.loads(body)))
    bad = [poison(kind, window) for kind in POISON]
    send(chain, bad)
    chain.start_processing()
    chain.wait_for_windows("mixed", 6)
    wait_until(lambda: len(dead_letters(chain)) >= len(bad), 40, f"{len(bad)} dead letters")
    assert sorted(dead_letters(chain)) == sorted(bad)
    assert results_table.total(chain.items("mixed")) == len(target.records()) == 60
    log = chain.account.client("logs").filter_log_events(logGroupName=f"/aws/lambda/{chain.stack.names.processor}")
    text = "\n".join(event["message"] for event in log["events"])
    for label in ("notJSON", "unknownVersion", "unknownKind", "wrongType", "outOfRange", "damagedHistogram"):
        assert label in text, f"the processor's log does not say {label}:\n{text[-2000:]}"


def test_dead_letters_sent_back_a_week_later_make_the_same_results(deploy, server):
    """F36. The table is out of reach until every message has become a dead letter."""
    chain, target = deploy(visibility=1, processor_timeout=3, processing=False), server(Schedule())
    run(chain, target, "late", duration=2, wait=False)
    # Two tasks: started, two windows at least, final.
    chain.wait_for_queue(lambda waiting: waiting >= 8, 60)
    wait_until(lambda: ended(chain, "late"), 20, "end of the tasks")
    messages = len(sent(chain))
    with unreachable(chain.account.front, "dynamodb.BatchWriteItem", "dynamodb.PutItem"):
        chain.start_processing()
        wait_until(lambda: len(dead_letters(chain)) == messages, 90, f"{messages} dead letters")
        chain.wait_for_queue(lambda waiting: waiting == 0, 60)
    letters = dead_letters(chain)
    assert results(chain, "late") == []
    send(chain, letters)
    items = chain.wait_for_end("late", tasks=2)
    assert results_table.total(items) == len(target.records()) == 40
    assert chain.summary("late")["requests"]["sent"] == 40


def test_a_processor_killed_after_its_write_writes_the_same_again(deploy, server):
    """F24. The reply to the first writes comes after the function's time-out."""
    chain, target = deploy(visibility=4, processor_timeout=2), server(Schedule())
    written = []

    def late(request, forward):
        if request.operation not in ("dynamodb.BatchWriteItem", "dynamodb.PutItem") or len(written) >= 2:
            return None
        if b'"kind"' not in request.body:
            return None
        written.append(request)
        forward(request)
        time.sleep(3)
        return CUT

    chain.account.front.rules.insert(0, late)
    run(chain, target, "twice")
    assert len(written) == 2, "no write was late: nothing was tried"
    assert results_table.total(chain.items("twice")) == len(target.records()) == 60
    assert chain.summary("twice")["requests"]["sent"] == 60
    assert dead_letters(chain) == []
