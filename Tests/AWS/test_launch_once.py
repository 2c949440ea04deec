"""F1, F2, F3: whatever happens to the launcher and its events, a run is one fleet."""

import hashlib
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.chain import Chain, Refused
from bench.exchange import CUT, Answer, Forward, Request
from reference.schedule import Schedule

pytestmark = pytest.mark.product


def payload(target, test_id: str, tasks: int = 3, **changes: object) -> dict:
    return {"testId": test_id, "taskCount": tasks, "targetUrl": target.url(), "vus": tasks, "rate": 2 * tasks,
            "duration": 2} | changes


def assert_one_fleet(chain: Chain, target, test_id: str, tasks: int) -> None:
    """One task per index, and the load of one run."""
    indices = [task.index for task in chain.tasks(test_id)]
    assert indices == list(range(tasks)), f"tasks of the indices {indices} were started"
    chain.wait_for_end(test_id, tasks)
    assert len(target.records()) == 2 * tasks * 2


def test_an_event_delivered_several_times_is_one_fleet(deploy, server):
    """Three at the same time, one later, one without anybody who awaits the answer."""
    chain, target = deploy(), server(Schedule())
    event = payload(target, "thrice")
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: chain.launch(event), range(3)))
    answers.append(chain.launch(event))
    chain.account.client("lambda").invoke(
        FunctionName=chain.stack.names.launcher, InvocationType="Event", Payload=json.dumps(event)
    )
    assert {answer["testId"] for answer in answers} == {"thrice"}
    assert len({tuple(sorted(answer["taskArns"])) for answer in answers}) == 1, [a["taskArns"] for a in answers]
    assert_one_fleet(chain, target, "thrice", 3)


def test_every_task_is_asked_for_by_a_token_of_its_own(deploy, server):
    chain, target = deploy(), server(Schedule())
    chain.launch(payload(target, "tokens"))
    calls = [exchange.request.json() for exchange in chain.account.front.exchanges("ecs.RunTask")]
    assert all(call.get("count", 1) == 1 for call in calls), "one call gives all its tasks the same index"
    expected = {hashlib.sha256(f"tokens:{index}".encode()).hexdigest() for index in range(3)}
    assert {call.get("clientToken") for call in calls} == expected
    for call in calls:
        container = call["overrides"]["containerOverrides"][0]
        assert container["name"] == chain.stack.names.container
        names = {entry["name"] for entry in container["environment"]}
        assert {"TEST_ID", "TASK_INDEX", "TASK_COUNT"} <= names, names
        assert call["networkConfiguration"]["awsvpcConfiguration"]["subnets"] == ["subnet-0a", "subnet-0b"]
    assert_one_fleet(chain, target, "tokens", 3)


@pytest.mark.parametrize("started", [True, False], ids=["reply-lost", "call-lost"])
def test_a_launcher_that_dies_half_way_is_completed_by_its_retry(deploy, server, started):
    """F2. After two tasks RunTask hangs until the function's time-out; with `reply-lost` it has started the task."""
    chain, target = deploy(launcher_timeout=6), server(Schedule())
    released, passed, lock = threading.Event(), [0], threading.Lock()

    def hang(request: Request, forward: Forward) -> Answer | None:
        if request.operation != "ecs.RunTask" or released.is_set():
            return None
        with lock:
            passed[0] += 1
            if passed[0] <= 2:
                return None
        if started:
            forward(request)
        released.wait(30)
        return CUT

    chain.account.front.rules.insert(0, hang)
    event = payload(target, "halfway", tasks=5)
    try:
        chain.launch(event)
    except Refused:
        pass
    before = len(chain.tasks("halfway"))
    released.set()
    assert 2 <= before <= 5, f"{before} tasks after the first attempt"
    answer = chain.launch(event)
    assert len(answer["taskArns"]) == 5, answer
    assert_one_fleet(chain, target, "halfway", 5)


def test_another_payload_under_the_same_name_is_a_conflict(deploy, server):
    """F3."""
    chain, target = deploy(), server(Schedule())
    chain.launch(payload(target, "taken"))
    calls = len(chain.account.front.exchanges("ecs.RunTask"))
    for changes in ({"rate": 7}, {"duration": 3}, {"targetUrl": target.url("/other")}, {"taskCount": 2}):
        with pytest.raises(Refused) as refused:
            chain.launch(payload(target, "taken") | changes)
        assert "taken" in refused.value.text and "other parameters" in refused.value.text, refused.value.text
    assert len(chain.account.front.exchanges("ecs.RunTask")) == calls, "a refused payload asked for tasks"
    assert_one_fleet(chain, target, "taken", 3)


def test_two_runs_on_one_target_are_never_mixed(deploy, server):
    """F40. Both are allowed, and each counts its own."""
    chain, target = deploy(), server(Schedule())
    for name, rate in (("one", 12), ("two", 20)):
        chain.launch(payload(target, name, tasks=2, targetUrl=target.url(f"/{name}"), rate=rate, duration=4, vus=20))
    for name in ("one", "two"):
        chain.wait_for_end(name, tasks=2)
    deadline = time.monotonic() + 10
    summaries = {name: chain.summary(name) for name in ("one", "two")}
    assert time.monotonic() < deadline
    paths = [record.path for record in target.records()]
    for name, requests in (("one", 48), ("two", 80)):
        assert paths.count(f"/{name}") == summaries[name]["requests"]["sent"] == requests, name
