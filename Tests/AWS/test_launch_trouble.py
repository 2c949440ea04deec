"""F4, F5, F6: ECS does not give what was asked for."""

import time

import pytest

from bench.chain import Refused
from bench.launch_bucket import LaunchBucket
from reference.processes import wait_until
from reference.schedule import Schedule

pytestmark = pytest.mark.product

NO_CAPACITY = "Capacity is unavailable at this time. Please try again later or in a different availability zone"


def payload(target, test_id: str, tasks: int = 2, **changes: object) -> dict:
    return {"testId": test_id, "taskCount": tasks, "targetUrl": target.url(), "vus": tasks, "rate": 2 * tasks,
            "duration": 1} | changes


def launched(chain, event: dict) -> tuple[dict, str]:
    """The answer and all its text, whether the launcher calls it an error or not."""
    try:
        answer = chain.launch(event)
        return answer, str(answer)
    except Refused as refused:
        return {}, refused.text


@pytest.mark.parametrize("used", [True, False], ids=["tokens-used-up", "tokens-kept"])
def test_capacity_that_comes_back_is_waited_for(deploy, server, used):
    """F4. Two calls find no capacity; the others, and the repeated ones, do."""
    chain, target = deploy(), server(Schedule())
    chain.account.ecs.failures_use_tokens = used
    chain.account.ecs.fail_next(2, NO_CAPACITY)
    answer = chain.launch(payload(target, "patient", tasks=3))
    assert len(answer["taskArns"]) == 3 and answer["failures"] == [], answer
    assert [task.index for task in chain.tasks("patient")] == [0, 1, 2]
    assert chain.launch(payload(target, "patient", tasks=3))["taskArns"] == answer["taskArns"]
    chain.wait_for_end("patient", tasks=3)
    assert len(target.records()) == 6


def starve(chain, index: str) -> None:
    """There is never capacity for the task of that index."""
    def rule(request, forward):
        if request.operation == "ecs.RunTask":
            containers = request.json().get("overrides", {}).get("containerOverrides", [])
            if {"name": "TASK_INDEX", "value": index} in [e for c in containers for e in c.get("environment", [])]:
                chain.account.ecs.fail_next(1, NO_CAPACITY)
        return None

    chain.account.front.rules.insert(0, rule)


def test_capacity_that_stays_away_is_named_and_leaves_no_task(deploy, server):
    """F4. One of two tasks starts, the other never: the run is given up, and what had started is stopped."""
    chain, target = deploy(launcher_timeout=12), server(Schedule())
    starve(chain, index="1")
    _, text = launched(chain, payload(target, "starved", duration=60))
    assert "capacity" in text.lower(), f"the reason is not named: {text}"
    wait_until(lambda: all(t.status == "STOPPED" for t in chain.tasks("starved")), 15, "end of the task that started")
    assert target.records() == [], "a run that was given up put load on its target"


def test_a_fleet_that_is_large_enough_is_kept(deploy, server):
    """F4. One of three tasks cannot be had; with minTasks 2 the two that run are a fleet."""
    chain, target = deploy(launcher_timeout=12), server(Schedule())
    starve(chain, index="2")
    answer = chain.launch(payload(target, "degraded", tasks=3, minTasks=2))
    assert len(answer["taskArns"]) == 2, answer
    assert "capacity" in str(answer["failures"]).lower(), f"what is missing is not named: {answer}"
    time.sleep(2)
    assert [task.status for task in chain.tasks("degraded")] == ["RUNNING", "RUNNING"]


def test_a_throttled_launch_goes_on_at_the_rate_that_is_allowed(deploy, server):
    """F5. Five tasks, of which the account lets two start at once and then one a second."""
    chain, target = deploy(), server(Schedule())
    chain.account.ecs.bucket = LaunchBucket(burst=2, per_second=1)
    answer = chain.launch(payload(target, "slow", tasks=5))
    assert len(answer["taskArns"]) == 5, answer
    assert "ThrottlingException" in chain.account.ecs.refused, "nothing was throttled: nothing was tried"
    assert [task.index for task in chain.tasks("slow")] == list(range(5))
    chain.wait_for_end("slow", tasks=5)


def test_a_launcher_without_subnets_says_so(deploy, server):
    chain, target = deploy(subnets=""), server(Schedule())
    _, text = launched(chain, payload(target, "nowhere"))
    assert "etwork" in text or "subnet" in text, f"what is missing is not named: {text}"
    assert chain.tasks("nowhere") == []


def test_tasks_that_never_run_end_the_run_with_their_reason(deploy, server):
    """F6. The image is not there."""
    chain, target = deploy(), server(Schedule())
    if chain.account.fleet.kind != "containers":
        pytest.skip("tasks are processes here, which have no image")
    definition = chain.account.client("ecs").describe_task_definition(taskDefinition=chain.stack.names.family)
    containers = definition["taskDefinition"]["containerDefinitions"]
    containers[0]["image"] = "localhost/no-such-image:1"
    chain.account.client("ecs").register_task_definition(
        family=chain.stack.names.family, networkMode="host", cpu="512", memory="1024", containerDefinitions=containers,
    )
    result = chain.run(target.url(), "--vus", 2, "--rate", 2, "--duration", "1s", "--tasks", 2).wait(100)
    assert result.exit_code in (70, 106), result
    assert "image" in (result.stdout + result.stderr).lower(), f"ECS's reason is not passed on:\n{result}"
    assert target.records() == []
