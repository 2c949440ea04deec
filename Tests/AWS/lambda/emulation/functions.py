"""The functions that ship, as `scripts/build-aws` packs them."""

import os
from pathlib import Path

NAMES = ("EcsLoadTestLauncher", "LoadTestProcessor")

# An event that the function answers without calling AWS, and what its answer must hold.
EVENTS = {
    "EcsLoadTestLauncher": ({}, lambda answer: "targetUrl" in answer["errorMessage"] and answer["errorType"]),
    "LoadTestProcessor": ({"Records": []}, lambda answer: answer == {"batchItemFailures": []}),
}

# As the stack sets it. No call to AWS is made, and none would leave the machine: nobody listens on port 9.
ENVIRONMENT = {
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    "AWS_SESSION_TOKEN": "session-token-of-the-tests",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_EC2_METADATA_DISABLED": "true",
    "TABLE_NAME": "LoadTestResults",
    "QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/LoadTestQueue",
    "CLUSTER": "LoadTestEcsCluster",
    "TASK_DEFINITION": "load-test",
    "CONTAINER_NAME": "load-test-worker",
    "SUBNETS": "subnet-0a",
    "SECURITY_GROUPS": "sg-0a",
    "ASSIGN_PUBLIC_IP": "ENABLED",
}


def package() -> Path | None:
    """The folder that LOADTESTER_AWS_PACKAGE names; None where it is unset."""
    named = os.environ.get("LOADTESTER_AWS_PACKAGE")
    return Path(named).resolve() if named else None


def bootstrap(name: str) -> Path:
    path = package() / name / "bootstrap"
    assert os.access(path, os.X_OK), f"{path} is missing: run scripts/build-aws"
    return path
