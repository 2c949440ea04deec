"""The least that each part needs, as IAM policies. With AUTH the emulator enforces them."""

import json

from bench.emulator import ACCOUNT, REGION


def trust(service: str) -> str:
    return _document([{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}])


def launcher(names) -> str:
    return _document([
        _allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], names.table_arn),
        _on_cluster(names, ["ecs:RunTask", "ecs:StopTask", "ecs:DescribeTasks", "ecs:ListTasks"]),
        _allow(
            ["iam:PassRole"], [names.role_arn("task"), names.role_arn("execution")],
            {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        ),
        _logs(names.launcher),
    ])


def task(names) -> str:
    """A worker sends results, and takes part in the barrier that the run's header holds."""
    return _document([
        # AWS needs `sqs:SendMessage` for batches too; ministack asks for an action that AWS does not have.
        _allow(["sqs:SendMessage", "sqs:SendMessageBatch"], names.queue_arn),
        _allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], names.table_arn),
    ])


def processor(names) -> str:
    return _document([
        _allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], names.queue_arn),
        _allow(["dynamodb:PutItem", "dynamodb:BatchWriteItem"], names.table_arn),
        _logs(names.processor),
    ])


def operator(names) -> str:
    """Who starts, watches, reads and stops runs from a terminal."""
    return _document([
        # The configuration tells the size of tasks, for the cost after the run.
        _allow(
            ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"],
            f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{names.launcher}",
        ),
        _allow(
            ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:UpdateItem"], names.table_arn,
        ),
        _on_cluster(names, ["ecs:DescribeTasks", "ecs:StopTask", "ecs:ListTasks"]),
    ])


def _allow(actions: list[str], resource: str | list[str], condition: dict | None = None) -> dict:
    statement = {"Effect": "Allow", "Action": actions, "Resource": resource}
    return statement | {"Condition": condition} if condition else statement


def _on_cluster(names, actions: list[str]) -> dict:
    """ministack authorises every call of ECS on the cluster named in it, and knows neither the resources nor the
    condition keys that AWS uses (task definition, task, `ecs:cluster`): those are judged in the template."""
    return _allow(actions, f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{names.cluster}")


def _logs(function: str) -> dict:
    group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/{function}:*"
    return _allow(["logs:CreateLogStream", "logs:PutLogEvents"], group)


def _document(statements: list[dict]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
