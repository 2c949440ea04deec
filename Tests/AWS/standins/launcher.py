"""Stand-in launcher: one RunTask per task, which is told of the deployment what the launcher itself is told."""

import os

import boto3
import runtime


def handle(event: dict) -> dict:
    ecs, arns, failures = boto3.client("ecs"), [], []
    for index in range(event["taskCount"]):
        environment = {"TEST_ID": event["testId"], "TASK_INDEX": str(index), "TASK_COUNT": str(event["taskCount"])}
        environment |= {name: os.environ[name] for name in ("TABLE_NAME", "QUEUE_URL")} | event.get("environment", {})
        entries = [{"name": key, "value": value} for key, value in environment.items()]
        subnets = os.environ["SUBNETS"].split(",")
        answer = ecs.run_task(
            cluster=os.environ["CLUSTER"], taskDefinition=os.environ["TASK_DEFINITION"], count=1, launchType="EC2",
            clientToken=f"{event['testId']}-{index}",
            networkConfiguration={"awsvpcConfiguration": {"subnets": subnets}},
            overrides={"containerOverrides": [{"name": os.environ["CONTAINER_NAME"], "environment": entries}]},
        )
        arns += [task["taskArn"] for task in answer["tasks"]]
        failures += answer["failures"]
    return {"testId": event["testId"], "taskArns": arns, "failures": failures}


runtime.serve(handle)
