"""Stand-in processor: stores each message under its own key, and reports those that are no JSON."""

import json
import os

import boto3
import runtime


def handle(event: dict) -> dict:
    table, failed = boto3.client("dynamodb"), []
    for record in event["Records"]:
        try:
            message = json.loads(record["body"])
            table.put_item(TableName=os.environ["TABLE_NAME"], Item={
                "testId": {"S": message["testId"]}, "timestamp": {"N": str(message["timestamp"])},
                "receives": {"N": record["attributes"]["ApproximateReceiveCount"]},
            })
        except ValueError:
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


runtime.serve(handle)
