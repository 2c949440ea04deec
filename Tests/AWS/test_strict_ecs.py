"""The strict front of ECS judged, with a stand-in for the emulator behind it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.exchange import Answer, Request
from bench.launch_bucket import LaunchBucket
from bench.strict_ecs import StrictECS
from reference.processes import wait_until

NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}


class Backend:
    """Launches whatever it is asked for, and counts."""

    def __init__(self):
        self.launched = 0
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Answer:
        with self._lock:
            count = request.json().get("count", 1)
            first, self.launched = self.launched, self.launched + count
        return Answer.of({"tasks": [{"taskArn": f"task/{first + i}"} for i in range(count)], "failures": []})


@pytest.fixture
def backend() -> Backend:
    return Backend()


@pytest.fixture
def ecs() -> StrictECS:
    return StrictECS()


def run_task(ecs: StrictECS, backend: Backend, **changes: object) -> Answer:
    call = {"taskDefinition": "f", "networkConfiguration": NETWORK, **changes}
    headers = [("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.RunTask")]
    body = Answer.of({key: value for key, value in call.items() if value is not None}).body
    return ecs(Request("POST", "/", headers, body), backend)


def call(ecs: StrictECS, operation: str, backend, **parameters: object) -> Answer | None:
    headers = [("X-Amz-Target", f"AmazonEC2ContainerServiceV20141113.{operation}")]
    return ecs(Request("POST", "/", headers, Answer.of(parameters).body), backend)


def test_other_operations_are_passed_on(ecs, backend):
    assert call(ecs, "StopTask", backend, task="a") is None
    assert call(ecs, "DescribeTasks", backend, tasks=["a"]) is None


@pytest.mark.parametrize("tasks", [[], ["a"] * 101])
def test_one_to_a_hundred_tasks_are_described_at_once(ecs, backend, tasks):
    assert call(ecs, "DescribeTasks", backend, tasks=tasks).status == 400


def test_a_new_task_is_not_listed_yet(backend):
    ecs = StrictECS(list_delay=0.2)
    run_task(ecs, backend)

    def listed() -> list[str]:
        return call(ecs, "ListTasks", lambda _: Answer.of({"taskArns": ["task/old", "task/0"]})).json()["taskArns"]

    assert listed() == ["task/old"]
    wait_until(lambda: listed() == ["task/old", "task/0"], 2, "the new task in the list")


def test_the_same_token_is_answered_with_the_same_tasks(ecs, backend):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: run_task(ecs, backend, clientToken="a").json(), range(8)))
    assert answers == [answers[0]] * 8 and backend.launched == 1
    assert run_task(ecs, backend, clientToken="b").json() != answers[0]


def test_a_token_with_other_parameters_is_a_conflict(ecs, backend):
    run_task(ecs, backend, clientToken="a")
    answer = run_task(ecs, backend, clientToken="a", startedBy="another")
    assert (answer.status, answer.json()["__type"]) == (400, "ConflictException")
    assert backend.launched == 1 and len(ecs.refused) == 1


def test_without_a_token_every_call_launches(ecs, backend):
    for _ in range(3):
        run_task(ecs, backend)
    assert backend.launched == 3


@pytest.mark.parametrize(("changes", "expected"), [
    ({"count": 11}, "count 11"),
    ({"count": 0}, "count 0"),
    ({"clientToken": "a" * 65}, "longer than 64"),
    ({"networkConfiguration": None}, "Network Configuration must be provided"),
    ({"networkConfiguration": {"awsvpcConfiguration": {"subnets": []}}}, "subnets can not be empty"),
    ({"overrides": {"containerOverrides": [{"environment": [{"name": "A", "value": "x" * 8200}]}]}}, "at most 8192"),
    ({"launchType": "FARGATE", "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT"}]}, "not both"),
    ({"startedBy": "a" * 129}, "up to 128"),
    ({"startedBy": "run.1"}, "up to 128"),
])
def test_what_aws_refuses_is_refused(ecs, backend, changes, expected):
    answer = run_task(ecs, backend, **changes)
    assert answer.status == 400 and expected in answer.json()["message"]
    assert backend.launched == 0


@pytest.mark.parametrize("used", [True, False])
def test_failures_come_as_scripted_and_use_the_token_up_or_not(backend, used):
    ecs = StrictECS(failures_use_tokens=used)
    ecs.fail_next(1, "Capacity is unavailable at this time.", "try again later")
    answer = run_task(ecs, backend, clientToken="a")
    assert answer.status == 200 and answer.json()["tasks"] == []
    assert answer.json()["failures"][0]["reason"] == "Capacity is unavailable at this time."
    assert len(run_task(ecs, backend, clientToken="a").json()["tasks"]) == (0 if used else 1)
    assert len(run_task(ecs, backend, clientToken="b").json()["tasks"]) == 1


def test_the_launch_rate_is_that_of_fargate(backend):
    ecs = StrictECS(bucket=LaunchBucket(burst=100, per_second=0))
    answers = [run_task(ecs, backend, count=10).status for _ in range(11)]
    assert answers == [200] * 10 + [400] and backend.launched == 100
    assert ecs.refused == ["ThrottlingException"]


def test_the_bucket_fills_again():
    bucket = LaunchBucket(burst=100, per_second=20)
    assert bucket.take(100, now=0) and not bucket.take(1, now=0)
    assert not bucket.take(21, now=1) and bucket.take(20, now=1)
    assert bucket.take(100, now=1000) and not bucket.take(1, now=1000)
