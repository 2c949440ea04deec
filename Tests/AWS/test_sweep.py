"""F17. The launcher as the stack's schedule invokes it: tasks that nobody waits for are ended, and no others."""

import base64
import json

import pytest

from bench.account import Account
from bench.chain import Chain
from bench.exchange import Answer

pytestmark = pytest.mark.product

ORDER = json.dumps({"sweepTasks": True})
RUN = {"testId": "alive", "taskCount": 2, "targetUrl": "http://127.0.0.1:9/", "vus": 2, "rate": 2, "duration": 60}


def created_an_hour_ago(request, forward) -> Answer | None:
    """Past every grace, without waiting for it."""
    if request.operation != "ecs.DescribeTasks":
        return None
    answer = forward(request)
    if answer.status != 200:
        return answer
    body = answer.json()
    for task in body["tasks"]:
        task["createdAt"] -= 3600
    return Answer.of(body)


@pytest.fixture
def chain(open_account, product, tmp_path):
    account: Account = open_account(product, None)
    account.front.rules.insert(0, created_an_hour_ago)
    account.ecs.list_delay = 0
    return Chain(account, account.deploy(), tmp_path / "commands")


def run_task(chain: Chain, test_id: str | None) -> str:
    """A task that somebody started, past the front: an entry of the emulator, which stays RUNNING."""
    variables = [{"name": "TEST_ID", "value": test_id}] if test_id else []
    names = chain.stack.names
    answer = chain.account.client("ecs").run_task(
        cluster=names.cluster, taskDefinition=names.family, launchType="EC2",
        overrides={"containerOverrides": [{"name": names.container, "environment": variables}]},
    )
    return answer["tasks"][0]["taskArn"]


def sweep(chain: Chain) -> tuple[dict, str, bool]:
    """The answer, the log, and whether the invocation failed."""
    answer = chain.account.client("lambda").invoke(
        FunctionName=chain.stack.names.launcher, Payload=ORDER, LogType="Tail"
    )
    log = base64.b64decode(answer.get("LogResult", "")).decode()
    return json.loads(answer["Payload"].read()), log, "FunctionError" in answer


def running(chain: Chain) -> set[str]:
    ecs = chain.account.client("ecs")
    return set(ecs.list_tasks(cluster=chain.stack.names.cluster, desiredStatus="RUNNING")["taskArns"])


def test_tasks_without_a_run_are_ended_and_those_of_a_run_are_not(chain):
    launched = chain.launch(RUN)
    assert len(launched["taskArns"]) == 2, launched
    orphans = {run_task(chain, "gone"): "unknownRun", run_task(chain, None): "nameless"}

    report, log, failed = sweep(chain)

    assert not failed, report
    assert {task["task"]: task["reason"] for task in report["stopped"]} == orphans
    assert report["isComplete"] and report["listed"] == report["examined"] == 4
    assert running(chain) == set(launched["taskArns"])
    # What a metric filter counts: a line for each.
    lines = [json.loads(line) for line in log.splitlines() if "orphaned task ended" in line]
    assert {line["fields"]["task"] for line in lines} == orphans.keys()
    assert {line["level"] for line in lines} == {"WARN"} and {line["message"] for line in lines} == {"orphaned task ended"}

    again, log, failed = sweep(chain)
    assert not failed and again["stopped"] == [] and "orphaned task" not in log


def test_what_could_not_be_ended_fails_the_invocation_once_the_rest_is_done(chain):
    stubborn, other = run_task(chain, "gone"), run_task(chain, "gone")

    def refuse(request, forward):
        if request.operation == "ecs.StopTask" and request.json()["task"] == stubborn:
            return Answer.error("AccessDeniedException", "not this one")
        return None

    chain.account.front.rules.insert(0, refuse)
    error, log, failed = sweep(chain)

    assert failed and error["errorType"] == "SweepIncomplete", error
    assert "1 orphans were ended; 1 could not be" in error["errorMessage"]
    assert running(chain) == {stubborn} and other not in running(chain)
    assert "orphaned task not ended" in log


def test_where_ecs_does_not_list_tasks_the_invocation_fails(chain):
    def refuse(request, forward):
        return Answer.error("AccessDeniedException", "no") if request.operation == "ecs.ListTasks" else None

    chain.account.front.rules.insert(0, refuse)
    error, _, failed = sweep(chain)
    assert failed and "ListTasks" in error["errorMessage"], error
