"""The reader of the table judged: histograms are found and decoded wherever an item holds them."""

import base64

from boto3.dynamodb.types import TypeSerializer
from hdrh.histogram import HdrHistogram

from bench.results_table import FINAL, HEADER, WINDOW, Item, merged, of_kind, query, total


def payload(*values: int) -> bytes:
    histogram = HdrHistogram(1, 3_600_000_000, 3)
    for value in values:
        histogram.record_value(value)
    return base64.b64decode(histogram.encode())


class Pages:
    """A table whose query answers with two items at a time."""

    def __init__(self, items: list[dict]):
        self._items = items

    def query(self, ExclusiveStartKey: dict | None = None, **_: object) -> dict:
        start = ExclusiveStartKey["at"] if ExclusiveStartKey else 0
        pair = self._items[start:start + 2]
        page = [{key: TypeSerializer().serialize(value) for key, value in item.items()} for item in pair]
        more = {"LastEvaluatedKey": {"at": start + 2}} if start + 2 < len(self._items) else {}
        return {"Items": page} | more


def test_windows_are_told_from_the_rest_and_added_up_over_all_pages():
    second = 1_795_578_000
    window = {"requests": 3, "message": {"endpoints": [
        {"name": "GET /a", "responseTime": payload(1000, 2000), "exact": {"responseTime": {"max": 2000}}},
        {"name": "GET /b", "responseTime": payload(900_000), "serviceTime": payload(7)},
    ]}}
    items = query(Pages([
        {"testId": "t", "timestamp": 0},
        *({"testId": "t", "timestamp": (second + i) * 1_000_000 + 12 * 10 + WINDOW} | window for i in range(3)),
        {"testId": "t", "timestamp": (second + 3) * 1_000_000 + 12 * 10 + FINAL, "requests": 9},
    ]), "LoadTestResults", "t")
    assert [item.kind for item in items] == [HEADER, WINDOW, WINDOW, WINDOW, FINAL]
    assert {item.task for item in of_kind(items, WINDOW)} == {12}
    assert total(items) == 9
    histogram = merged(items, "responseTime")
    assert histogram.get_total_count() == 9
    assert abs(histogram.get_max_value() - 900_000) <= 900
    assert merged(items, "serviceTime").get_total_count() == 3


def test_an_attribute_that_is_no_number_is_said():
    item = Item({"testId": "t", "timestamp": 13, "requests": "3"})
    try:
        item.number("requests")
    except AssertionError as error:
        assert "'requests'" in str(error)
    else:
        raise AssertionError("a string was taken for a number")
