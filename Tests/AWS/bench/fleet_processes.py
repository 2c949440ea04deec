"""Stand-in where containers cannot run: a rule of the front that runs each task as a process of this machine.

Without a container engine the emulator's tasks are entries that stay RUNNING. This rule starts a worker for each task
that RunTask answers with, ends it at StopTask, and writes its end into the answers of DescribeTasks.
"""

import os
import signal
import time
from pathlib import Path

from bench.child import Child
from bench.exchange import Answer, Forward, Request

_GRACE = 5.0


class ProcessFleet:
    kind = "processes"

    def __init__(self, directory: Path, worker: Path, ecs, front_url: str):
        self._directory, self._worker, self._ecs, self._front = directory, worker, ecs, front_url
        self._children: dict[str, Child] = {}

    def __call__(self, request: Request, forward: Forward) -> Answer | None:
        if request.operation not in ("ecs.RunTask", "ecs.StopTask", "ecs.DescribeTasks", "ecs.ListTasks"):
            return None
        self._tell_the_emulator_who_ended()
        answer = forward(request)
        if answer.status != 200:
            return answer
        if request.operation == "ecs.RunTask":
            for task in answer.json()["tasks"]:
                self._start(request, task)
        elif request.operation == "ecs.StopTask":
            self._end(answer.json()["task"]["taskArn"])
        elif request.operation == "ecs.DescribeTasks":
            return self._with_ends(answer)
        return answer

    def signal(self, task_arn: str, number: signal.Signals) -> None:
        os.kill(self._children[task_arn].pid, number)

    def exit_code(self, task_arn: str, seconds: float) -> int:
        code = self._children[task_arn].process.wait(seconds)
        return code if code >= 0 else 128 - code

    def output(self, task_arn: str) -> str:
        return self._children[task_arn].output()

    def stop(self) -> None:
        for child in self._children.values():
            child.stop(0.1)

    def _start(self, request: Request, task: dict) -> None:
        definition = self._ecs.describe_task_definition(taskDefinition=task["taskDefinitionArn"])["taskDefinition"]
        container = definition["containerDefinitions"][0]
        overrides = next(iter(request.json().get("overrides", {}).get("containerOverrides", [])), {})
        entries = container.get("environment", []) + overrides.get("environment", [])
        name = task["taskArn"].rsplit("/", 1)[-1]
        environment = {entry["name"]: entry["value"] for entry in entries} | {
            "AWS_ENDPOINT_URL": self._front,
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{self._front}/v2/credentials/{name}",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": f"token-of-{name}",
        }
        command = [str(self._worker), *(overrides.get("command") or container.get("command") or [])]
        self._children[task["taskArn"]] = Child(command, self._directory / name / "log", environment)

    def _end(self, task_arn: str) -> None:
        child = self._children.get(task_arn)
        if child and child.process.poll() is None:
            child.stop(_GRACE)

    def _tell_the_emulator_who_ended(self) -> None:
        for arn, child in self._children.items():
            if child.process.poll() is not None and not getattr(child, "told", False):
                child.told = True
                cluster = arn.split("/")[1]
                self._ecs.stop_task(cluster=cluster, task=arn, reason="Essential container exited")

    def _with_ends(self, answer: Answer) -> Answer:
        body = answer.json()
        for task in body["tasks"]:
            child = self._children.get(task["taskArn"])
            if child and (code := child.process.poll()) is not None:
                for container in task["containers"]:
                    container["exitCode"] = code if code >= 0 else 128 - code
                task["executionStoppedAt"] = time.time()
        return Answer.of(body)
