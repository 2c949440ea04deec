"""The tasks of a run as ECS describes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    arn: str
    index: int
    status: str
    exit_code: int | None
    reason: str
    environment: dict[str, str]


def tasks_of(account, cluster: str, test_id: str) -> list[Task]:
    """Every task, running or ended, that was started with this TEST_ID, by index. Listed past the front, which keeps
    new tasks back; described through it, which knows of the ends of processes."""
    lists, ecs = account.client("ecs"), account.client("ecs", front=True)
    arns = []
    for status in ("RUNNING", "STOPPED"):
        for page in lists.get_paginator("list_tasks").paginate(cluster=cluster, desiredStatus=status):
            arns += page["taskArns"]
    tasks = []
    for start in range(0, len(arns), 100):
        tasks += [_task(raw) for raw in ecs.describe_tasks(cluster=cluster, tasks=arns[start:start + 100])["tasks"]]
    return sorted((t for t in tasks if t.environment.get("TEST_ID") == test_id), key=lambda task: task.index)


def _task(raw: dict) -> Task:
    overrides = raw.get("overrides", {}).get("containerOverrides", [])
    environment = {entry["name"]: entry["value"] for o in overrides for entry in o.get("environment", [])}
    return Task(
        raw["taskArn"], int(environment.get("TASK_INDEX", -1)), raw["lastStatus"],
        raw["containers"][0].get("exitCode"), raw.get("stoppedReason", ""), environment,
    )
