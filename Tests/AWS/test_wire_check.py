"""The checker judged: what boto3 sends is right, and each way of being wrong is found and named."""

import dataclasses
import json

import pytest

from bench import boto_calls, wire_check
from bench.boto_calls import KEY, TOKEN, faults
from bench.exchange import Request
from bench.identity import Credentials

ITEM = {"testId": {"S": "t"}, "timestamp": {"N": "1795578357023000011"}, "histogram": {"B": b"\x00\xff"}}
CALLS = {
    "send": ("sqs", "send_message", {"QueueUrl": "http://q/1", "MessageBody": "a"}),
    "send-batch": (
        "sqs", "send_message_batch", {"QueueUrl": "http://q/1", "Entries": [{"Id": "0", "MessageBody": "ü"}]},
    ),
    "put": ("dynamodb", "put_item", {"TableName": "LoadTestResults", "Item": ITEM}),
    "batch-write": (
        "dynamodb", "batch_write_item", {"RequestItems": {"LoadTestResults": [{"PutRequest": {"Item": ITEM}}]}},
    ),
    "query": ("dynamodb", "query", {"TableName": "LoadTestResults", "KeyConditionExpression": "testId = :t"}),
    "run-task": (
        "ecs", "run_task", {"taskDefinition": "f", "count": 1, "launchType": "FARGATE", "clientToken": "a" * 64},
    ),
    "invoke": ("lambda", "invoke", {"FunctionName": "EcsLoadTestLauncher", "Payload": b'{"taskCount":2}'}),
    "identity": ("sts", "get_caller_identity", {}),
    "object": ("s3", "get_object", {"Bucket": "plans", "Key": "a plan/with +.json"}),
}


@pytest.fixture(scope="module")
def requests() -> dict[str, Request]:
    return boto_calls.requests(CALLS)


def header(request: Request, name: str, value: str | None) -> Request:
    rest = [(key, old) for key, old in request.headers if key.lower() != name.lower()]
    return dataclasses.replace(request, headers=rest if value is None else [*rest, (name, value)])


def body(request: Request, **changes: object) -> Request:
    """The same request, unsigned for its new body: members set, or left out with None."""
    members = {key: value for key, value in (request.json() | changes).items() if value is not None}
    return dataclasses.replace(request, body=json.dumps(members).encode())


@pytest.mark.parametrize("name", CALLS)
def test_what_boto3_sends_is_right(requests, name):
    assert faults(requests[name]) == ""


@pytest.mark.parametrize(("name", "changes", "expected"), [
    ("send", {"MessageBody": None}, 'Missing required parameter in input: "MessageBody"'),
    ("send", {"QueueURL": "http://q/1"}, "unknown member 'QueueURL'"),
    ("send", {"MessageBody": 5}, "5 is no string"),
    ("send", {"MessageBody": "a\u0000b"}, "U+0000 is not taken"),
    ("send", {"MessageBody": "a\uffffb"}, "U+FFFF is not taken"),
    ("send", {"MessageBody": "x" * 1_048_577}, "1048577 characters"),
    ("send", {"DelaySeconds": "5"}, '"5" is no integer'),
    ("send-batch", {"Entries": [{"Id": "a", "MessageBody": "1"}] * 2}, "not distinct"),
    ("send-batch", {"Entries": [{"Id": str(i), "MessageBody": "1"} for i in range(11)]}, "11 entries"),
    ("send-batch", {"Entries": [{"Id": "a b", "MessageBody": "1"}]}, "batch id 'a b'"),
    ("put", {"Item": {"testId": {"S": "t"}, "timestamp": {"N": 5}}}, "5 is no string"),
    ("put", {"Item": {"timestamp": {"N": "1e"}}}, "no number of DynamoDB"),
    ("put", {"Item": {"timestamp": {"N": "1" * 39}}}, "no number of DynamoDB"),
    ("put", {"Item": {"b": {"B": "not base64!"}}}, "not base64"),
    ("put", {"Item": {"s": {"SS": []}}}, "an empty set"),
    ("put", {"Item": {"s": {"S": "x" * 410_000}}}, "at most 409600"),
    ("put", {"ReturnValues": "EVERYTHING"}, "'EVERYTHING' is none of"),
    ("batch-write", {"RequestItems": {"LoadTestResults": [{"PutRequest": {"Item": {"testId": {"S": "t"}}}}] * 2}},
     "same key twice"),
    ("batch-write", {"RequestItems": {"T": [{"PutRequest": {"Item": {"testId": {"S": str(i)}}}} for i in range(26)]}},
     "at most 25"),
    ("run-task", {"count": 11}, "count 11"),
    ("run-task", {"clientToken": "a" * 65}, "longer than 64"),
    ("run-task", {"launchType": "Fargate"}, "'Fargate' is none of"),
    ("run-task", {"taskDefinition": None}, 'Missing required parameter in input: "taskDefinition"'),
])
def test_a_wrong_input_is_found(requests, name, changes, expected):
    assert expected in faults(body(requests[name], **changes))


@pytest.mark.parametrize(("name", "change", "expected"), [
    ("send", lambda r: header(r, "X-Amz-Target", "AmazonSQS.Send"), "is no operation of AmazonSQS"),
    ("put", lambda r: header(r, "X-Amz-Target", "AmazonSQS.PutItem"), "is no operation of DynamoDB_20120810"),
    ("put", lambda r: header(r, "Content-Type", "application/json"), "not application/x-amz-json-1.0"),
    ("put", lambda r: dataclasses.replace(r, target="/table"), "takes POST / only"),
    ("put", lambda r: dataclasses.replace(r, body=b"{"), "body is not JSON"),
    ("put", lambda r: dataclasses.replace(r, body=b'{"TableName":"a","TableName":"b"}'), "member 'TableName' twice"),
    ("invoke", lambda r: dataclasses.replace(r, target="/2015-03-31/function/a/invocations"), "no operation of lambda"),
    ("invoke", lambda r: header(r, "X-Amz-Invocation-Type", "Sync"), "'Sync' is none of"),
])
def test_a_wrong_operation_is_found(requests, name, change, expected):
    assert expected in faults(change(requests[name]))


def signed_with(request: Request, old: str, new: str) -> Request:
    value = request.header("Authorization")
    assert old in value
    return header(request, "Authorization", value.replace(old, new))


@pytest.mark.parametrize(("change", "expected"), [
    (lambda r: header(r, "Authorization", None), "no Authorization header"),
    (lambda r: signed_with(r, KEY, "AKIDOTHER"), "none that was given out"),
    (lambda r: signed_with(r, "us-east-1", "eu-west-1"), "scope is of region eu-west-1"),
    (lambda r: signed_with(r, "content-type;host", "host;content-type"), "not sorted"),
    (lambda r: signed_with(r, "x-amz-target;", ""), "header x-amz-target is not signed"),
    (lambda r: header(r, "X-Amz-Date", "20150830T123600Z"), "signed at 20150830T123600Z"),
    (lambda r: header(r, "X-Amz-Security-Token", None), "x-amz-security-token was not sent"),
    (lambda r: header(r, "X-Amz-Security-Token", "another"), "not the one that was given out"),
    (lambda r: header(r, "X-Amz-Security-Token", ""), "not the one that was given out"),
    (lambda r: header(r, "Host", "localhost:1"), "not the one that botocore makes"),
    (lambda r: header(r, "X-Amz-Content-Sha256", "0" * 64), "is not the body's"),
    (lambda r: dataclasses.replace(r, body=r.body.replace(b'"a"', b'"b"')), "not the one that botocore makes"),
    (lambda r: dataclasses.replace(r, target="/?a=b"), "not the one that botocore makes"),
])
def test_a_wrong_signature_is_found(requests, change, expected):
    assert expected in faults(change(requests["send"]))


def test_a_secret_that_is_not_the_callers_is_found(requests):
    assert wire_check.faults(requests["put"], {KEY: Credentials(KEY, "another", TOKEN)}) == [
        "the signature is not the one that botocore makes of the same request"
    ]
