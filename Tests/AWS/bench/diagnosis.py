"""What a person wants to see when a test failed: refused requests, logs of the functions, ends of the tasks."""

from collections import Counter

from bench.account import Account
from bench.stack import Stack


def of(account: Account, stack: Stack | None) -> str:
    parts = [_requests(account)]
    if stack:
        parts += [_function(account, stack.names.launcher), _function(account, stack.names.processor)]
        parts.append(_tasks(account, stack))
    log = account.emulator.process.output().splitlines()
    warnings = [line for line in log if " WARNING " in line or " ERROR " in line]
    parts.append("emulator: " + "\n  ".join(warnings[-10:] or ["no warning"]))
    return "\n".join(parts)


def _requests(account: Account) -> str:
    exchanges = account.front.exchanges()
    counts = Counter((e.request.operation, e.answer.status) for e in exchanges)
    lines = [f"requests: {', '.join(f'{name} {status} × {n}' for (name, status), n in sorted(counts.items()))}"]
    refused = [e for e in exchanges if e.answer.status >= 400]
    lines += [f"  {e.request.operation} {e.answer.status}: {e.answer.body[:300]!r}" for e in refused[:8]]
    return "\n".join(lines + [f"  strict ECS: {why}" for why in account.ecs.refused[:8]])


def _function(account: Account, name: str) -> str:
    try:
        events = account.client("logs").filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    except Exception as error:
        return f"{name}: no log ({error})"
    return f"{name}:\n" + "\n".join(f"  {event['message'].rstrip()}" for event in events[-15:])


def _tasks(account: Account, stack: Stack) -> str:
    ecs, cluster, lines = account.client("ecs", front=True), stack.names.cluster, []
    for status in ("RUNNING", "STOPPED"):
        arns = account.client("ecs").list_tasks(cluster=cluster, desiredStatus=status)["taskArns"][:6]
        for task in ecs.describe_tasks(cluster=cluster, tasks=arns)["tasks"] if arns else []:
            code = task["containers"][0].get("exitCode")
            lines.append(f"task {task['taskArn'][-8:]} {task['lastStatus']} {code} {task.get('stoppedReason', '')}")
            lines += [f"  {line}" for line in _output(account, task["taskArn"]).splitlines()[-6:]]
    return "\n".join(lines)


def _output(account: Account, arn: str) -> str:
    try:
        return account.fleet.output(arn)
    except (AssertionError, KeyError) as error:
        return str(error)
