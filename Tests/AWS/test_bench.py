"""The bench judged with stand-ins: functions run, batches are delivered, tasks run, identities are checked."""

import json
import signal
import socket
import time

import pytest
from botocore.exceptions import ClientError

from bench.cuts import unreachable
from bench.fleet_view import tasks_of
from bench.identity import Credentials
from reference.processes import wait_until


@pytest.fixture(params=["containers", "processes"])
def account(request, open_account, standin, containers):
    """An account whose tasks are containers, then one whose tasks are processes."""
    if request.param == "containers" and isinstance(containers, str):
        pytest.skip(containers)
    return open_account(standin, containers if request.param == "containers" else None)


def launch(account, test_id: str, **environment: str) -> list[str]:
    payload = json.dumps({"testId": test_id, "taskCount": 2, "environment": environment})
    answer = account.client("lambda").invoke(FunctionName="EcsLoadTestLauncher", Payload=payload)
    body = json.load(answer["Payload"])
    assert "FunctionError" not in answer, body
    return body["taskArns"]


def view(account, stack, test_id: str):
    return tasks_of(account, stack.names.cluster, test_id)


def test_tasks_run_with_their_overrides_and_end_with_their_status(account):
    stack = account.deploy()
    arns = launch(account, "t1", SECONDS="1", EXIT="7")
    tasks = view(account, stack, "t1")
    assert sorted(arns) == sorted(task.arn for task in tasks) and [task.index for task in tasks] == [0, 1]
    assert [account.fleet.exit_code(arn, 10) for arn in arns] == [7, 7]
    wait_until(lambda: {t.status for t in view(account, stack, "t1")} == {"STOPPED"}, 5, "both tasks STOPPED")
    assert [task.exit_code for task in view(account, stack, "t1")] == [7, 7]
    output = account.fleet.output(tasks[1].arn)
    for line in ("TEST_ID=t1", "TASK_INDEX=1", "TASK_COUNT=2", f"TABLE_NAME={stack.names.table}",
                 f"QUEUE_URL={stack.queue_url}", f"AWS_ENDPOINT_URL={account.emulator.front_url}"):
        assert line in output.splitlines(), output
    assert f"AWS_CONTAINER_CREDENTIALS_FULL_URI={account.emulator.front_url}/v2/credentials/" in output


def test_a_signal_reaches_the_task_and_stop_task_sends_one(account):
    stack = account.deploy()
    first, second = launch(account, "t1")
    wait_until(lambda: {t.status for t in view(account, stack, "t1")} == {"RUNNING"}, 10, "both tasks RUNNING")
    time.sleep(0.2)
    account.fleet.signal(first, signal.SIGTERM)
    assert account.fleet.exit_code(first, 5) == 143
    assert "terminated" in account.fleet.output(first)
    stopped = account.client("ecs", front=True).stop_task(cluster=stack.names.cluster, task=second, reason="enough")
    assert stopped["task"]["stoppedReason"] == "enough"


def test_a_poison_message_alone_becomes_a_dead_letter(open_account, standin):
    account = open_account(standin, None)
    stack = account.deploy(visibility=1)
    bodies = [json.dumps({"testId": "m", "timestamp": i}) for i in range(9)]
    sqs = account.client("sqs")
    entries = [{"Id": str(i), "MessageBody": body} for i, body in enumerate([*bodies, "poison"])]
    sqs.send_message_batch(QueueUrl=stack.queue_url, Entries=entries)
    table = account.client("dynamodb")

    def stored() -> int:
        return table.scan(TableName=stack.names.table)["Count"]

    def dead() -> list[str]:
        found = sqs.receive_message(QueueUrl=stack.dead_letters_url, VisibilityTimeout=0).get("Messages", [])
        return [message["Body"] for message in found]

    wait_until(lambda: stored() == 9, 10, "nine items in the table")
    wait_until(lambda: dead() == ["poison"], 15, "the poison message in the dead letters")
    assert stored() == 9


def test_a_cut_reply_doubles_a_message(open_account, standin):
    account = open_account(standin, None, faults=True)
    sqs = account.client("sqs", front=True)
    url = sqs.create_queue(QueueName="a")["QueueUrl"]
    account.faults.set({"service": "sqs", "operation": "SendMessage", "times": 1, "response": {"abort_bytes": 1}})
    with pytest.raises(Exception, match="[Cc]onnection"):
        sqs.send_message(QueueUrl=url, MessageBody="once")
    sqs.send_message(QueueUrl=url, MessageBody="once")
    received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert [message["Body"] for message in received] == ["once", "once"]
    assert [fired["action"] for fired in account.faults.fired()] == ["response:abort"]


def test_what_is_unreachable_is_cut_and_the_rest_is_not(open_account, standin):
    account = open_account(standin, None)
    sqs, dynamodb = account.client("sqs", front=True), account.client("dynamodb", front=True)
    with unreachable(account.front, "sqs.*"):
        with pytest.raises(Exception, match="[Cc]onnection"):
            sqs.list_queues()
        dynamodb.list_tables()
    sqs.list_queues()


def test_with_auth_roles_are_enforced_and_forgeries_refused(open_account, standin):
    account = open_account(standin, None, auth=True)
    stack = account.deploy()
    assert len(launch(account, "t1", SECONDS="0")) == 2
    task = account.session(stack.names.role_arn("task"))
    account.client("sqs", task).send_message(QueueUrl=stack.queue_url, MessageBody='{"testId":"a","timestamp":1}')
    for service, credentials, code in (
        ("ecs", task, "AccessDenied"),
        ("dynamodb", Credentials(task.key, "forged", task.token), "SignatureDoesNotMatch|InvalidSignature"),
        ("dynamodb", Credentials("AKIANOBODYNOBODY0000", "x"), "UnrecognizedClient"),
    ):
        client = account.client(service, credentials)
        with pytest.raises(ClientError, match=code):
            client.list_clusters() if service == "ecs" else client.list_tables()


def test_the_front_keeps_no_request_that_was_cut_short(open_account, standin):
    account = open_account(standin, None)
    with socket.create_connection(("127.0.0.1", account.emulator.port), timeout=5) as half:
        half.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
        half.shutdown(socket.SHUT_WR)
        assert half.recv(100) == b""
    account.client("sqs", front=True).list_queues()
    assert [exchange.request.operation for exchange in account.front.exchanges()] == ["sqs.ListQueues"]
