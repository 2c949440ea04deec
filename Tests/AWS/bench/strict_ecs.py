"""ECS as AWS documents it, where the emulator is lax: a rule of the front.

Client tokens: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html; limits and required
members: the pages of RunTask and DescribeTasks there; launch rate: 100 at once, then 20 a second, per account and
Region (developer guide, request throttling); what was just started is not listed yet (eventual consistency).
"""

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.exchange import Answer, Forward, Request
from bench.launch_bucket import LaunchBucket

_STARTED_BY = re.compile(r"[A-Za-z0-9/_-]{0,128}")
OVERRIDES_LIMIT = 8192
TASKS_PER_CALL = 10
TOKEN_LENGTH = 64


@dataclass
class StrictECS:
    """`awsvpc`: the task definition is taken to be of that network mode, as on Fargate it must be.

    `failures_use_tokens`: whether a token that was answered with `failures` is answered so again. AWS does not say; the
    product has to bear either.
    """

    awsvpc: bool = True
    list_delay: float = 1.0
    """Seconds until ListTasks names a new task."""
    failures_use_tokens: bool = True
    bucket: LaunchBucket = field(default_factory=LaunchBucket)
    refused: list[str] = field(default_factory=list)
    """Why calls were refused, in order."""
    _failures: list[tuple[str, str]] = field(default_factory=list)
    _tokens: dict[str, "_Token"] = field(default_factory=dict)
    _launched: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fail_next(self, count: int, reason: str, detail: str = "") -> None:
        """The next `count` RunTask calls that are valid answer 200, with no task and one entry in `failures`."""
        with self._lock:
            self._failures += [(reason, detail)] * count

    def __call__(self, request: Request, forward: Forward) -> Answer | None:
        if request.operation == "ecs.RunTask":
            return self._run_task(request, forward)
        if request.operation == "ecs.ListTasks":
            return self._without_the_newest(forward(request))
        if request.operation == "ecs.DescribeTasks" and not 1 <= len(request.json().get("tasks", [])) <= 100:
            return self._refuse("InvalidParameterException", "tasks: 1 to 100 are described at once")
        return None

    def _run_task(self, request: Request, forward: Forward) -> Answer:
        call = request.json()
        if problem := self._problem(call):
            return self._refuse(*problem)
        token = call.get("clientToken")
        if token is None:
            return self._launch(call, lambda: forward(request))
        with self._lock:
            entry = self._tokens.setdefault(token, _Token(_without_token(call)))
        if entry.parameters != _without_token(call):
            return self._refuse("ConflictException", f"clientToken {token} was used with other parameters")
        # Calls with one token wait for each other: only the first of them launches.
        with entry.lock:
            if entry.answer is None:
                answer = self._launch(call, lambda: forward(request))
                if answer.status == 200 and (answer.json()["tasks"] or self.failures_use_tokens):
                    entry.answer = answer
                return answer
            return entry.answer

    def _without_the_newest(self, answer: Answer) -> Answer:
        if answer.status != 200:
            return answer
        body, now = answer.json(), time.monotonic()
        listed = [arn for arn in body["taskArns"] if now - self._launched.get(arn, 0) >= self.list_delay]
        return Answer.of(body | {"taskArns": listed})

    def _problem(self, call: dict) -> tuple[str, str] | None:
        count = call.get("count", 1)
        network = call.get("networkConfiguration", {}).get("awsvpcConfiguration", {})
        overrides = len(json.dumps(call.get("overrides", {}), separators=(",", ":")).encode())
        if not 1 <= count <= TASKS_PER_CALL:
            return "InvalidParameterException", f"count {count} is not within 1 to {TASKS_PER_CALL}"
        if len(call.get("clientToken", "")) > TOKEN_LENGTH:
            return "InvalidParameterException", f"clientToken is longer than {TOKEN_LENGTH} characters"
        if overrides > OVERRIDES_LIMIT:
            return "InvalidParameterException", f"Container Overrides length must be at most {OVERRIDES_LIMIT}"
        if self.awsvpc and "awsvpcConfiguration" not in call.get("networkConfiguration", {}):
            return "InvalidParameterException", (
                "Network Configuration must be provided when networkMode 'awsvpc' is specified."
            )
        if self.awsvpc and not network.get("subnets"):
            return "InvalidParameterException", "subnets can not be empty."
        if call.get("launchType") and call.get("capacityProviderStrategy"):
            return "InvalidParameterException", "Specify a launch type or a capacity provider strategy, not both."
        if not _STARTED_BY.fullmatch(call.get("startedBy", "")):
            return "InvalidParameterException", "startedBy is not up to 128 of A-Za-z0-9-/_"
        return None

    def _launch(self, call: dict, send: Callable[[], Answer]) -> Answer:
        count = call.get("count", 1)
        with self._lock:
            if not self.bucket.take(count, time.monotonic()):
                self.refused.append("ThrottlingException")
                return Answer.error("ThrottlingException", "Rate exceeded")
            failure = self._failures.pop(0) if self._failures else None
        if failure:
            entry = {"arn": "arn:aws:ecs:us-east-1:000000000000:container-instance/none"}
            entry |= {"reason": failure[0], "detail": failure[1]}
            return Answer.of({"tasks": [], "failures": [entry]})
        answer = send()
        if answer.status == 200:
            self._launched |= {task["taskArn"]: time.monotonic() for task in answer.json()["tasks"]}
        return answer

    def _refuse(self, code: str, message: str) -> Answer:
        with self._lock:
            self.refused.append(f"{code}: {message}")
        return Answer.error(code, message)


@dataclass
class _Token:
    parameters: str
    answer: Answer | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


def _without_token(call: dict) -> str:
    return json.dumps({key: value for key, value in call.items() if key != "clientToken"}, sort_keys=True)
