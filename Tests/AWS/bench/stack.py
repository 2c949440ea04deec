"""The stack of the contract, made by hand with boto3: what the product meets in an account."""

import json
import time
from dataclasses import dataclass, field

from bench import roles
from bench.binaries import Package, function_zip
from bench.names import Names


@dataclass(frozen=True)
class Settings:
    """Numbers of the contract; tests of redelivery shorten `visibility` (seconds)."""

    visibility: int = 300
    receives: int = 3
    batch: int = 10
    processing: bool = True
    """Whether the queue is mapped to the processor."""
    subnets: str = "subnet-0a,subnet-0b"
    launcher_timeout: int = 60
    processor_timeout: int = 50
    launcher_environment: dict = field(default_factory=dict)
    worker_environment: dict = field(default_factory=dict)
    processor_environment: dict = field(default_factory=dict)


class Stack:
    """Deployed on construction. `client(service)` → boto3 client; `endpoint`: where the parts find AWS."""

    def __init__(self, client, endpoint: str, package: Package, settings: Settings, names: Names = Names()):
        self.client, self.endpoint, self.settings, self.names = client, endpoint, settings, names
        self.image = package.image
        self._make_queues()
        self._make_table()
        self._make_roles()
        self._make_functions(package)
        self._make_task()

    def _make_queues(self) -> None:
        sqs = self.client("sqs")
        dead = sqs.create_queue(QueueName=self.names.dead_letters, Attributes={"MessageRetentionPeriod": "1209600"})
        self.dead_letters_url = dead["QueueUrl"]
        attributes = sqs.get_queue_attributes(QueueUrl=self.dead_letters_url, AttributeNames=["QueueArn"])
        self.dead_letters_arn = attributes["Attributes"]["QueueArn"]
        redrive = {"deadLetterTargetArn": self.dead_letters_arn, "maxReceiveCount": self.settings.receives}
        self.queue_url = sqs.create_queue(QueueName=self.names.queue, Attributes={
            "VisibilityTimeout": str(self.settings.visibility), "MessageRetentionPeriod": "345600",
            "RedrivePolicy": json.dumps(redrive),
        })["QueueUrl"]

    def _make_table(self) -> None:
        dynamodb = self.client("dynamodb")
        dynamodb.create_table(
            TableName=self.names.table, BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": "testId", "AttributeType": "S"}, {"AttributeName": "timestamp", "AttributeType": "N"},
            ],
            KeySchema=[
                {"AttributeName": "testId", "KeyType": "HASH"}, {"AttributeName": "timestamp", "KeyType": "RANGE"},
            ],
        )
        dynamodb.update_time_to_live(
            TableName=self.names.table, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"}
        )

    def _make_roles(self) -> None:
        iam = self.client("iam")
        for of, service, policy in (
            ("launcher", "lambda.amazonaws.com", roles.launcher(self.names)),
            ("processor", "lambda.amazonaws.com", roles.processor(self.names)),
            ("task", "ecs-tasks.amazonaws.com", roles.task(self.names)),
            ("execution", "ecs-tasks.amazonaws.com", None),
        ):
            iam.create_role(RoleName=self.names.role(of), AssumeRolePolicyDocument=roles.trust(service))
            if policy:
                iam.put_role_policy(RoleName=self.names.role(of), PolicyName="least", PolicyDocument=policy)

    def _make_functions(self, package: Package) -> None:
        launcher = {
            "TABLE_NAME": self.names.table, "QUEUE_URL": self.queue_url, "CLUSTER": self.names.cluster,
            "TASK_DEFINITION": self.names.family, "CONTAINER_NAME": self.names.container,
            "SUBNETS": self.settings.subnets, "SECURITY_GROUPS": "sg-0a", "ASSIGN_PUBLIC_IP": "ENABLED",
            "ALLOW_PRIVATE_TARGETS": "true", "AWS_ENDPOINT_URL": self.endpoint,
        }
        processor = {"TABLE_NAME": self.names.table, "AWS_ENDPOINT_URL": self.endpoint}
        self._make_function(
            self.names.launcher, "launcher", package.launcher, 256, self.settings.launcher_timeout,
            launcher | self.settings.launcher_environment,
        )
        self._make_function(
            self.names.processor, "processor", package.processor, 512, self.settings.processor_timeout,
            processor | self.settings.processor_environment,
        )
        for name in (self.names.launcher, self.names.processor):
            self._wait_for(name)
        self.client("lambda").create_event_source_mapping(
            EventSourceArn=self.names.queue_arn, FunctionName=self.names.processor, BatchSize=self.settings.batch,
            FunctionResponseTypes=["ReportBatchItemFailures"], Enabled=self.settings.processing,
        )

    def _make_function(self, name, role, bootstrap, memory, timeout, environment) -> None:
        self.client("lambda").create_function(
            FunctionName=name, Runtime="provided.al2023", Handler="bootstrap", MemorySize=memory, Timeout=timeout,
            Role=self.names.role_arn(role), Code={"ZipFile": function_zip(bootstrap)},
            Environment={"Variables": environment},
        )

    def _wait_for(self, name: str) -> None:
        functions = self.client("lambda")
        deadline = time.monotonic() + 20
        while functions.get_function_configuration(FunctionName=name)["State"] != "Active":
            assert time.monotonic() < deadline, f"{name} is not active"
            time.sleep(0.05)

    def _make_task(self) -> None:
        self.client("logs").create_log_group(logGroupName=self.names.log_group)
        ecs = self.client("ecs")
        ecs.create_cluster(clusterName=self.names.cluster)
        # Fargate sets the region; all else a task is told by the launcher.
        environment = {"AWS_REGION": "us-east-1"} | self.settings.worker_environment
        logs = {"awslogs-group": self.names.log_group, "awslogs-region": "us-east-1", "awslogs-stream-prefix": "task"}
        ecs.register_task_definition(
            # Fargate's awsvpc has no counterpart here: tasks use this machine's network. See bench/strict_ecs.py.
            family=self.names.family, networkMode="host", requiresCompatibilities=["EC2"], cpu="512", memory="1024",
            taskRoleArn=self.names.role_arn("task"), executionRoleArn=self.names.role_arn("execution"),
            containerDefinitions=[{
                "name": self.names.container, "image": self.image, "essential": True, "stopTimeout": 120,
                "environment": [{"name": key, "value": value} for key, value in environment.items()],
                "logConfiguration": {"logDriver": "awslogs", "options": logs},
            }],
        )
