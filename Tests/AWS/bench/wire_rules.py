"""Limits that the services document and the models do not hold, per operation."""

import json
import re

_NUMBER = re.compile(r"-?(\d+)(\.(\d+))?([eE][+-]?\d+)?")
_BATCH_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
_MESSAGE_LIMIT = 1_048_576
_ITEM_LIMIT = 400 * 1024


def faults(name: str, parameters: dict) -> list[str]:
    """`name` as in `sqs.SendMessage`; `parameters` as boto3 takes them."""
    check = _CHECKS.get(name)
    found = check(parameters) if check else []
    return found + (_attribute_values(parameters, "input") if name.startswith("dynamodb.") else [])


def _send_message(parameters: dict) -> list[str]:
    return _body(parameters["MessageBody"], "MessageBody")


def _send_batch(parameters: dict) -> list[str]:
    entries = parameters["Entries"]
    ids = [entry["Id"] for entry in entries]
    found = [f"batch id '{i}' is not 1 to 80 of A-Za-z0-9_-" for i in ids if not _BATCH_ID.fullmatch(i)]
    if len(set(ids)) < len(ids):
        found.append(f"batch ids are not distinct: {ids}")
    if not 1 <= len(entries) <= 10:
        found.append(f"{len(entries)} entries, 1 to 10 are taken")
    if sum(len(entry["MessageBody"].encode()) for entry in entries) > _MESSAGE_LIMIT:
        found.append(f"batch is larger than {_MESSAGE_LIMIT} bytes")
    for entry in entries:
        found += _body(entry["MessageBody"], entry["Id"])
    return found


def _body(text: str, what: str) -> list[str]:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html, MessageBody."""
    allowed = "\t\n\r"
    found = []
    if not 1 <= len(text.encode("utf-8", "surrogatepass")) <= _MESSAGE_LIMIT:
        found.append(f"{what}: {len(text)} characters")
    for character in text:
        code = ord(character)
        legal = character in allowed or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
        if not legal:
            found.append(f"{what}: U+{code:04X} is not taken by the queue")
            break
    return found


def _batch_write(parameters: dict) -> list[str]:
    found, requests = [], [r for table in parameters["RequestItems"].values() for r in table]
    if not 1 <= len(requests) <= 25:
        found.append(f"{len(requests)} requests in a batch, 1 to 25 are taken")
    keys = [_key(request) for request in requests]
    if len(set(keys)) < len(keys):
        found.append("the same key twice in one batch")
    return found


def _key(request: dict) -> str:
    item = request.get("PutRequest", {}).get("Item") or request.get("DeleteRequest", {}).get("Key", {})
    return json.dumps([item.get("testId"), item.get("timestamp")], sort_keys=True, default=str)


def _run_task(parameters: dict) -> list[str]:
    count = parameters.get("count", 1)
    found = [] if 1 <= count <= 10 else [f"count {count}, 1 to 10 are taken"]
    if len(parameters.get("clientToken", "")) > 64:
        found.append("clientToken is longer than 64 characters")
    return found


def _attribute_values(value: object, path: str) -> list[str]:
    """DynamoDB: numbers of at most 38 digits, no empty sets, items of at most 400 KB."""
    if isinstance(value, list):
        return [fault for i, item in enumerate(value) for fault in _attribute_values(item, f"{path}[{i}]")]
    if not isinstance(value, dict):
        return []
    found = []
    if isinstance(value.get("N"), str) and len(value) == 1:
        match = _NUMBER.fullmatch(value["N"])
        digits = (match[1] + (match[3] or "")).strip("0") if match else ""
        if not match or len(digits) > 38:
            found.append(f"{path}: '{value['N']}' is no number of DynamoDB")
    for name, item in value.items():
        if name in ("SS", "NS", "BS") and item == []:
            found.append(f"{path}: an empty set")
        if name == "Item" and _size(item) > _ITEM_LIMIT:
            found.append(f"{path}: item of {_size(item)} bytes, at most {_ITEM_LIMIT}")
        found += _attribute_values(item, f"{path}.{name}")
    return found


def _size(value: object) -> int:
    if isinstance(value, dict):
        return sum(len(str(key)) + _size(item) for key, item in value.items())
    if isinstance(value, list):
        return sum(map(_size, value))
    return len(value) if isinstance(value, bytes) else len(str(value).encode())


_CHECKS = {
    "sqs.SendMessage": _send_message, "sqs.SendMessageBatch": _send_batch,
    "dynamodb.BatchWriteItem": _batch_write, "ecs.RunTask": _run_task,
}
