"""The judges can fail: each is given the shipped template with one fault, and must name it."""

import json

import pytest
from judges import JUDGES


def _of_type(template: dict, kind: str) -> tuple[str, dict]:
    return next((name, one) for name, one in template["Resources"].items() if one["Type"] == kind)


def _unknown_property(template):
    name, queue = _of_type(template, "AWS::SQS::Queue")
    queue["Properties"]["Visibility"] = 30
    return name


def _dangling_reference(template):
    name, table = _of_type(template, "AWS::DynamoDB::Table")
    table["Properties"]["TableName"] = {"Ref": "Nowhere"}
    return name


def _unencrypted_table(template):
    name, table = _of_type(template, "AWS::DynamoDB::Table")
    del table["Properties"]["SSESpecification"]
    return name


def _no_backup(template):
    name, table = _of_type(template, "AWS::DynamoDB::Table")
    del table["Properties"]["PointInTimeRecoverySpecification"]
    return name


def _writable_root(template):
    name, task = _of_type(template, "AWS::ECS::TaskDefinition")
    task["Properties"]["ContainerDefinitions"][0]["ReadonlyRootFilesystem"] = False
    return name


def _everything_allowed(template):
    name, policy = _of_type(template, "AWS::IAM::Policy")
    policy.get("Metadata", {}).pop("cdk_nag", None)
    policy["Properties"]["PolicyDocument"]["Statement"][0] = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    return name


def _no_tls(template):
    name, policy = _of_type(template, "AWS::SQS::QueuePolicy")
    policy["Properties"]["PolicyDocument"]["Statement"][0]["Condition"] = {}
    return None


FAULTS = [
    ("cfn-lint", "E3002", _unknown_property),
    ("cfn-lint", "E1020", _dangling_reference),
    ("checkov", "CKV_AWS_119", _unencrypted_table),
    ("checkov", "CKV_AWS_28", _no_backup),
    ("control-tower", "CT.DYNAMODB.PR.1", _no_backup),
    ("control-tower", "CT.ECS.PR.6", _writable_root),
    ("cdk-nag", "AwsSolutions-DDB3", _no_backup),
    ("cdk-nag", "AwsSolutions-IAM5", _everything_allowed),
    ("cdk-nag", "AwsSolutions-SQS4", _no_tls),
]


@pytest.mark.parametrize("judge, rule, spoil", FAULTS, ids=[f"{judge}-{rule}" for judge, rule, _ in FAULTS])
def test_a_fault_is_found(templates, tmp_path, judge, rule, spoil):
    template = json.loads(templates["default"].read_text())
    resource = spoil(template)
    file = tmp_path / "spoilt.json"
    file.write_text(json.dumps(template))
    found = [one for one in JUDGES[judge](file) if not one.suppressed]
    assert rule in {one.rule for one in found}
    assert resource is None or resource in {one.resource for one in found if one.rule == rule}
