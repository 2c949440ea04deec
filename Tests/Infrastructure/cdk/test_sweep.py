"""The schedule's event where the command has deployed it: with the stack's own settings, on tasks that ECS lists."""

import json
import time

from test_deploy import NEVER

GRACE = 60


def invoke(account, name: str, payload: dict) -> dict:
    answer = account.client("lambda").invoke(FunctionName=name, Payload=json.dumps(payload).encode())
    content = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, content
    return content


def sweep(account) -> dict:
    """What the schedule sends, to where it sends it."""
    events = account.client("events")
    (rule,) = events.list_rules()["Rules"]
    (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    assert rule["ScheduleExpression"] == "rate(5 minutes)"
    return invoke(account, target["Arn"].rsplit(":", 1)[-1], json.loads(target["Input"]))


def run_task(account, test_id: str | None) -> str:
    ecs = account.client("ecs")
    (definition,) = ecs.list_task_definitions(status="ACTIVE")["taskDefinitionArns"]
    task = ecs.describe_task_definition(taskDefinition=definition)["taskDefinition"]
    container = task["containerDefinitions"][0]["name"]
    variables = [{"name": "TEST_ID", "value": test_id}] if test_id else []
    answer = ecs.run_task(
        cluster="LoadTestEcsCluster", taskDefinition=definition, launchType="FARGATE",
        overrides={"containerOverrides": [{"name": container, "environment": variables}]},
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-1"]}},
    )
    return answer["tasks"][0]["taskArn"]


def test_tasks_without_a_run_are_ended_and_those_of_a_run_are_not(checkout, endpoint, account):
    place = checkout(endpoint)
    place.cdk("bootstrap")
    place.cdk("deploy", *NEVER, "--context", f"sweepGrace={GRACE}", "--context", f"endpointUrl={endpoint}")
    launched = invoke(account, "EcsLoadTestLauncher", {
        "testId": "alive", "targetUrl": "http://example.com/", "vus": 1, "duration": 30, "taskCount": 2,
    })
    assert len(launched["taskArns"]) == 2
    orphans = {run_task(account, "gone"), run_task(account, None)}
    assert sweep(account)["stopped"] == [], "the grace is not over"

    time.sleep(GRACE + 2)
    report = sweep(account)

    assert {task["task"]: task["reason"] for task in report["stopped"]}.keys() == orphans
    assert sorted(task["reason"] for task in report["stopped"]) == ["nameless", "unknownRun"]
    assert report["isComplete"] and report["listed"] == report["examined"] == 4
    running = account.client("ecs").list_tasks(cluster="LoadTestEcsCluster", desiredStatus="RUNNING")["taskArns"]
    assert set(running) == set(launched["taskArns"])
    place.cdk("destroy", "--force")
