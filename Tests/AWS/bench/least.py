"""The shipped stack with signatures and policies enforced, and its roles' policies one statement at a time."""

import contextlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass

from bench.emulated_template import of_type
from bench.emulator import ACCOUNT, REGION
from bench.probes import Probes
from bench.shipped import STACK, Shipped


@dataclass
class Policy:
    """The one policy of a role, as it is deployed."""

    iam: object
    role: str
    name: str
    statements: list[dict]

    @contextlib.contextmanager
    def without(self, sid: str) -> Iterator[None]:
        self._put([statement for statement in self.statements if statement["Sid"] != sid])
        try:
            yield
        finally:
            self._put(self.statements)

    def _put(self, statements: list[dict]) -> None:
        if not statements:
            self.iam.delete_role_policy(RoleName=self.role, PolicyName=self.name)
            return
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        self.iam.put_role_policy(RoleName=self.role, PolicyName=self.name, PolicyDocument=document)

NOBODY = {"Effect": "Deny", "Principal": "*", "Action": "sqs:PurgeQueue", "Resource": "*"}
"""A policy needs a statement."""


class Least:
    def __init__(self, shipped: Shipped):
        self.shipped = shipped
        shipped.template.changes.append(as_the_emulator_authorises)
        deployed = shipped.deploy()
        assert deployed.exit_code == 0, str(deployed)
        self._numbers = itertools.count()
        resources = self._resources()
        self.policies = dict(self._policies(resources))
        task_role = f"arn:aws:iam::{ACCOUNT}:role/{self.policies['TaskRole'].role}"
        shipped.account.credentials.issue = lambda: shipped.account.session(task_role)
        outputs = dict(line.split(" = ", 1) for line in deployed.stdout.splitlines())
        self.probes = Probes({
            "table": outputs["LoadTestResultsTableName"], "cluster": "LoadTestEcsCluster", "task": "LoadTestTask",
            "launcher": "EcsLoadTestLauncher", "repository": "load-test-repository",
        })

    def run(self, url: str):
        return self.shipped.command(
            "run", url, "--on", "aws", "--vus", 10, "--rate", 10, "--duration", "4s", "--tasks", 2, "--test-id",
            f"least-{next(self._numbers)}", "--format", "json",
        )

    def client_of(self, role: str):
        """`client(service)`: boto3 with keys of a session of the role."""
        account = self.shipped.account
        account.client("iam").update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"},
                {"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"]},
                 "Action": "sts:AssumeRole"},
            ],
        }))
        credentials = account.session(f"arn:aws:iam::{ACCOUNT}:role/{role}")
        return lambda service: account.client(service, credentials)

    def _resources(self) -> dict[str, str]:
        pages = self.shipped.account.client("cloudformation").get_paginator("list_stack_resources")
        found = {}
        for page in pages.paginate(StackName=STACK):
            for resource in page["StackResourceSummaries"]:
                found[resource["LogicalResourceId"]] = resource["PhysicalResourceId"]
        return found

    def _policies(self, resources: dict[str, str]) -> Iterator[tuple[str, Policy]]:
        iam = self.shipped.account.client("iam")
        roles = ("EcsLoadTestLauncher", "LoadTestProcessor", "TaskRole", "ExecutionRole")
        for logical, role in resources.items():
            part = next((part for part in roles if part in logical and "Role" in logical), None)
            if part is None or "Policy" in logical:
                continue
            for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
                document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
                document = json.loads(document) if isinstance(document, str) else document
                yield part, Policy(iam, role, name, document["Statement"])


def as_the_emulator_authorises(template: dict) -> None:
    """Where ministack asks for another action or resource than AWS: see README.md. Nothing else is allowed by it.

    It is reached without TLS, which the shipped policies of queues and topics refuse, rightly.
    """
    for kind in ("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"):
        for policy in of_type(template, kind):
            statements = policy["Properties"]["PolicyDocument"]["Statement"]
            statements[:] = [s for s in statements if "aws:SecureTransport" not in json.dumps(s)] or [NOBODY]
    cluster = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/LoadTestEcsCluster"
    for policy in of_type(template, "AWS::IAM::Policy"):
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            if any(action.startswith("ecs:") for action in actions):
                statement["Resource"] = cluster
                statement.pop("Condition", None)
            if "logs:PutLogEvents" in actions:
                # The emulator names a group without the `:*` that AWS asks for.
                group = statement["Resource"]
                statement["Resource"] = [group, {"Fn::Select": [0, {"Fn::Split": [":*", group]}]}]
            if "sqs:SendMessage" in actions:
                statement["Action"] = [*actions, "sqs:SendMessageBatch"]
