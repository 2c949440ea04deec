"""What there is in an account, as far as the stack could leave something behind."""

import boto3
from botocore.config import Config

from bench.emulator import REGION


class Account:
    def __init__(self, endpoint: str):
        self._endpoint = endpoint

    def client(self, service: str):
        return boto3.client(
            service, REGION, endpoint_url=self._endpoint, aws_access_key_id="test", aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 2}, read_timeout=60),
        )

    def everything(self) -> dict[str, list[str]]:
        """Names by kind. Left out: the record of a deleted stack, keys that are to be deleted, revisions of task
        definitions that are no longer active; AWS keeps those for a while, too."""
        kms = self.client("kms")
        keys = [key["KeyId"] for key in kms.list_keys()["Keys"]]
        stacks = self.client("cloudformation").describe_stacks()["Stacks"]
        found = {
            "stacks": [stack["StackName"] for stack in stacks if stack["StackStatus"] != "DELETE_COMPLETE"],
            "functions": self._names("lambda", "list_functions", "Functions", "FunctionName"),
            "mappings": self._names("lambda", "list_event_source_mappings", "EventSourceMappings", "UUID"),
            "queues": self.client("sqs").list_queues().get("QueueUrls", []),
            "tables": self.client("dynamodb").list_tables()["TableNames"],
            "clusters": self.client("ecs").list_clusters()["clusterArns"],
            "definitions": self.client("ecs").list_task_definitions(status="ACTIVE")["taskDefinitionArns"],
            "repositories": self._names("ecr", "describe_repositories", "repositories", "repositoryName"),
            "roles": self._names("iam", "list_roles", "Roles", "RoleName"),
            "policies": [
                policy["PolicyName"] for policy in self.client("iam").list_policies(Scope="Local")["Policies"]
            ],
            "log groups": self._names("logs", "describe_log_groups", "logGroups", "logGroupName"),
            "alarms": self._names("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
            "dashboards": self._names("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
            "rules": self._names("events", "list_rules", "Rules", "Name"),
            "topics": self._names("sns", "list_topics", "Topics", "TopicArn"),
            "keys": [
                key for key in keys
                if kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] not in ("PendingDeletion", "Deleted")
            ],
            "VPCs": self._names("ec2", "describe_vpcs", "Vpcs", "VpcId"),
            "subnets": self._names("ec2", "describe_subnets", "Subnets", "SubnetId"),
            "security groups": self._names("ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
            "gateways": self._names("ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId"),
            "endpoints": self._names("ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
            "buckets": self._names("s3", "list_buckets", "Buckets", "Name"),
        }
        return {kind: sorted(names) for kind, names in found.items()}

    def _names(self, service: str, operation: str, member: str, name: str) -> list[str]:
        return [entry[name] for entry in getattr(self.client(service), operation)()[member]]
