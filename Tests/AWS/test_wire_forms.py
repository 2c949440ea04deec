"""The checker judged on forms and XML: what boto3 sends is right, and each way of being wrong is found and named."""

import dataclasses

import pytest

from bench import boto_calls, wire_check
from bench.boto_calls import faults
from bench.exchange import Request

ENCRYPTION = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
CALLS = {
    "change-set": ("cloudformation", "create_change_set", {
        "StackName": "s", "ChangeSetName": "c", "ChangeSetType": "CREATE", "TemplateBody": '{"a b": 1}',
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"], "Tags": [{"Key": "team", "Value": "a&b"}],
    }),
    "subnets": ("ec2", "describe_subnets", {"SubnetIds": ["subnet-1", "subnet-2"]}),
    "routes": ("ec2", "describe_route_tables", {"Filters": [{"Name": "vpc-id", "Values": ["v", "w"]}]}),
    "put": ("s3", "put_object", {"Bucket": "bucket", "Key": "a b/c+.zip", "Body": b"123"}),
    "encryption": (
        "s3", "put_bucket_encryption", {"Bucket": "bucket", "ServerSideEncryptionConfiguration": ENCRYPTION},
    ),
    "policy": ("s3", "put_bucket_policy", {"Bucket": "bucket", "Policy": "{}"}),
    "list": ("s3", "list_objects_v2", {"Bucket": "bucket", "Prefix": "a"}),
    "head": ("s3", "head_bucket", {"Bucket": "bucket"}),
    "create": ("s3", "create_bucket", {"Bucket": "bucket"}),
    "delete": ("s3", "delete_object", {"Bucket": "bucket", "Key": "k"}),
    "quota": ("service-quotas", "get_service_quota", {"ServiceCode": "fargate", "QuotaCode": "L-1"}),
    "login": ("ecr", "get_authorization_token", {}),
    "function": ("lambda", "get_function_configuration", {"FunctionName": "f"}),
}


@pytest.fixture(scope="module")
def requests() -> dict[str, Request]:
    return boto_calls.requests(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_what_boto3_sends_is_right(requests, name):
    assert faults(requests[name]) == ""


@pytest.mark.parametrize(("name", "old", "new", "expected"), [
    ("change-set", b"StackName=s&", b"", 'Missing required parameter in input: "StackName"'),
    ("change-set", b"StackName=", b"Stackname=", "field 'Stackname' is 's', and of botocore's None"),
    ("change-set", b"Capabilities.member.2", b"Capabilities.member.3", "field 'Capabilities.member.3'"),
    ("change-set", b"Capabilities.member.1", b"Capabilities.1", "field 'Capabilities.1'"),
    ("change-set", b"Version=2010-05-15", b"Version=2011-05-15", "Version is '2011-05-15'"),
    ("change-set", b"Action=CreateChangeSet", b"Action=CreateChange", "Action 'CreateChange' is none"),
    ("change-set", b"StackName=s", b"StackName=s&StackName=s", "a field of the form twice"),
    ("subnets", b"SubnetId.1", b"SubnetId.member.1", "SubnetId"),
    ("routes", b"Filter.1.Value.1", b"Filter.1.Values.1", "Filter.1.Values.1"),
    ("encryption", b"SSEAlgorithm", b"SseAlgorithm", "unknown element SseAlgorithm"),
    ("encryption", b"http://s3.amazonaws.com/doc/2006-03-01/", b"urn:x", "root element is"),
    ("encryption", b"</Rule>", b"", "body is no XML"),
    ("policy", b"{}", b"{ }", "X-Amz-Checksum-Crc32 is"),
])
def test_a_wrong_body_is_named(requests, name, old, new, expected):
    request = requests[name]
    assert old in request.body
    assert expected in faults(dataclasses.replace(request, body=request.body.replace(old, new)))


@pytest.mark.parametrize(("name", "header", "expected"), [
    ("encryption", "X-Amz-Checksum-CRC32", "the operation takes no request without a checksum"),
    ("put", "X-Amz-Content-SHA256", "no X-Amz-Content-Sha256"),
    ("change-set", "Content-Type", "Content-Type is '', no form"),
])
def test_a_missing_header_is_named(requests, name, header, expected):
    headers = [(key, value) for key, value in requests[name].headers if key.lower() != header.lower()]
    assert expected in faults(dataclasses.replace(requests[name], headers=headers))


@pytest.mark.parametrize(("name", "operation"), [
    ("put", "PutObject"), ("encryption", "PutBucketEncryption"), ("list", "ListObjectsV2"), ("head", "HeadBucket"),
    ("create", "CreateBucket"), ("delete", "DeleteObject"), ("function", "GetFunctionConfiguration"),
])
def test_the_operation_is_told_by_path_query_and_headers(requests, name, operation):
    request = requests[name]
    signing_name = "lambda" if name == "function" else "s3"
    assert wire_check.identify(request, signing_name).operation.name == operation
