"""All that a stack could leave in an account, by kind."""


def of(client) -> dict[str, set[str]]:
    """`client(service)`: boto3. Equal inventories before and after mean that nothing was left."""
    ecs, ec2 = client("ecs"), client("ec2")
    keys = [client("kms").describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in client("kms").list_keys()["Keys"]]
    return {
        "functions": _names(client("lambda").list_functions()["Functions"], "FunctionName"),
        "mappings": _names(client("lambda").list_event_source_mappings()["EventSourceMappings"], "UUID"),
        "tables": set(client("dynamodb").list_tables()["TableNames"]),
        "queues": set(client("sqs").list_queues().get("QueueUrls", [])),
        "clusters": set(ecs.list_clusters()["clusterArns"]),
        "task definitions": set(ecs.list_task_definitions(status="ACTIVE")["taskDefinitionArns"]),
        "repositories": _names(client("ecr").describe_repositories()["repositories"], "repositoryName"),
        "roles": _names(client("iam").list_roles()["Roles"], "RoleName"),
        "log groups": _names(client("logs").describe_log_groups()["logGroups"], "logGroupName"),
        "rules": _names(client("events").list_rules()["Rules"], "Name"),
        "topics": _names(client("sns").list_topics()["Topics"], "TopicArn"),
        "alarms": _names(client("cloudwatch").describe_alarms()["MetricAlarms"], "AlarmName"),
        "dashboards": _names(client("cloudwatch").list_dashboards()["DashboardEntries"], "DashboardName"),
        "keys": {key["KeyId"] for key in keys if key["KeyState"] not in ("PendingDeletion",)},
        "networks": _names(ec2.describe_vpcs()["Vpcs"], "VpcId"),
        "subnets": _names(ec2.describe_subnets()["Subnets"], "SubnetId"),
        "security groups": _names(ec2.describe_security_groups()["SecurityGroups"], "GroupId"),
        "buckets": _names(client("s3").list_buckets()["Buckets"], "Name"),
    }


def more(before: dict[str, set[str]], after: dict[str, set[str]]) -> dict[str, set[str]]:
    """What is there after, and was not before."""
    return {kind: found - before[kind] for kind, found in after.items() if found - before[kind]}


def _names(entries: list[dict], key: str) -> set[str]:
    return {entry[key] for entry in entries}
