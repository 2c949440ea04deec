"""The results table as anybody reads it: one query, boto3's types, and an independent decoder of histograms."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from boto3.dynamodb.types import Binary, TypeDeserializer
from hdrh.histogram import HdrHistogram

HEADER, STARTED, WINDOW, FINAL = 0, 1, 2, 3
RETENTION = 90 * 24 * 3600
_PLAIN = TypeDeserializer()


@dataclass(frozen=True)
class Item:
    attributes: dict

    @property
    def timestamp(self) -> int:
        return int(self.attributes["timestamp"])

    @property
    def kind(self) -> int:
        """The last digit of the sort key; the header's key is 0."""
        return self.timestamp % 10 if self.timestamp else HEADER

    @property
    def task(self) -> int:
        return self.timestamp % 1_000_000 // 10

    def number(self, name: str) -> float:
        value = self.attributes.get(name)
        assert isinstance(value, Decimal), f"attribute '{name}' is {value!r} in {self}"
        return float(value)

    def histograms(self, name: str) -> list[HdrHistogram]:
        """Every histogram called `name`, one per endpoint, in microseconds."""
        payloads = [data for path, data in _binaries(self.attributes) if name in path and "exact" not in path]
        return [HdrHistogram.decode(base64.b64encode(data)) for data in payloads]

    def __str__(self) -> str:
        return f"item {self.timestamp} of {self.attributes.get('testId')}: {sorted(self.attributes)}"


def query(dynamodb, table: str, test_id: str) -> list[Item]:
    """As the contract has it: `testId = :testId` and nothing else."""
    items, start = [], {}
    while True:
        page = dynamodb.query(
            TableName=table, KeyConditionExpression="testId = :testId",
            ExpressionAttributeValues={":testId": {"S": test_id}}, **start,
        )
        items += [Item({key: _PLAIN.deserialize(value) for key, value in raw.items()}) for raw in page["Items"]]
        if "LastEvaluatedKey" not in page:
            return items
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def of_kind(items: list[Item], kind: int) -> list[Item]:
    return [item for item in items if item.kind == kind]


def total(items: list[Item], name: str = "requests") -> int:
    """The sum over all windows."""
    return int(sum(item.number(name) for item in of_kind(items, WINDOW)))


def merged(items: list[Item], name: str) -> HdrHistogram:
    """All histograms of that name over all windows, merged by the independent library."""
    histogram = HdrHistogram(1, 3_600_000_000, 3)
    for item in of_kind(items, WINDOW):
        for part in item.histograms(name):
            histogram.add(part)
    return histogram


def _binaries(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bytes]]:
    if isinstance(value, Binary):
        yield path, bytes(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _binaries(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from _binaries(item, path)


def message_of(body: str) -> dict:
    """A result message as it was sent."""
    message = json.loads(body)
    assert message.get("schemaVersion") == 1, f"message without schemaVersion 1: {body[:200]}"
    return message
