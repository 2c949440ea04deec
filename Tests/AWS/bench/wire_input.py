"""A request's input as botocore's models describe it: types, required and unknown members, lengths, enumerations."""

import base64
import binascii
import datetime
import json
from urllib.parse import parse_qs, unquote

from botocore.model import Shape
from botocore.validate import ParamValidator

from bench.exchange import Request
from bench.wire_operation import Call


def faults(request: Request, call: Call) -> list[str]:
    """What is wrong with the input; empty where nothing is."""
    shape = call.operation.input_shape
    if shape is None:
        return []
    found: list[str] = []
    values = _values(request, call, shape, found)
    if values is None:
        return found
    parameters = _decoded(shape, values, "input", found)
    if not found:
        report = ParamValidator().validate(parameters, shape).generate_report()
        found += report.splitlines()
    return found


def parameters(request: Request, call: Call) -> dict:
    """The input as boto3 would take it; meaningful where there are no faults."""
    values = _values(request, call, call.operation.input_shape, [])
    return _decoded(call.operation.input_shape, values or {}, "input", [])


def _values(request: Request, call: Call, shape: Shape, found: list[str]) -> dict | None:
    """The members by their names on the wire, wherever they were sent."""
    payload = shape.serialization.get("payload")
    in_body = request.body and not payload
    values = _json_object(request.body, found) if in_body else {}
    if values is None:
        return None
    query = parse_qs(request.target.partition("?")[2], keep_blank_values=True)
    located = {name: member for name, member in shape.members.items() if member.serialization.get("location")}
    for name, member in located.items():
        wire, location = member.serialization.get("name", name), member.serialization["location"]
        if location == "uri" and wire in call.uri:
            values[name] = unquote(call.uri[wire])
        elif location == "querystring" and wire in query:
            values[name] = query[wire][0]
        elif location == "header" and request.header(wire) is not None:
            values[name] = request.header(wire)
    if payload and request.body:
        blob = shape.members[payload].type_name == "blob"
        values[payload] = base64.b64encode(request.body).decode() if blob else _json_object(request.body, found)
    return values


def _json_object(body: bytes, found: list[str]) -> dict | None:
    def without_doubles(pairs: list[tuple[str, object]]) -> dict:
        names = [name for name, _ in pairs]
        found.extend(f"member '{name}' twice" for name in set(names) if names.count(name) > 1)
        return dict(pairs)

    try:
        value = json.loads(body, object_pairs_hook=without_doubles)
    except ValueError as error:
        found.append(f"body is not JSON: {error}")
        return None
    if not isinstance(value, dict):
        found.append(f"body is a {type(value).__name__}, not an object")
        return None
    return value


def _decoded(shape: Shape, value: object, path: str, found: list[str]) -> object:
    """JSON turned into the Python types that botocore's validator expects; what has none is a fault."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        return _structure(shape, value, path, found)
    if kind == "list" and isinstance(value, list):
        _limit(shape, len(value), "entries", path, found)
        return [_decoded(shape.member, item, f"{path}[{i}]", found) for i, item in enumerate(value)]
    if kind == "map" and isinstance(value, dict):
        return {key: _decoded(shape.value, item, f"{path}.{key}", found) for key, item in value.items()}
    if kind == "string" and isinstance(value, str):
        _limit(shape, len(value), "characters", path, found)
        if shape.enum and value not in shape.enum:
            found.append(f"{path}: '{value}' is none of {shape.enum}")
        return value
    if kind in ("integer", "long") and isinstance(value, int) and not isinstance(value, bool):
        _limit(shape, value, "as value", path, found)
        return value
    if kind in ("float", "double") and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if kind == "boolean" and isinstance(value, bool):
        return value
    if kind == "timestamp" and isinstance(value, (int, float)):
        return datetime.datetime.fromtimestamp(value, datetime.UTC)
    if kind == "blob" and isinstance(value, str):
        return _blob(value, path, found)
    found.append(f"{path}: {json.dumps(value)[:80]} is no {kind}")
    return value


def _structure(shape: Shape, value: dict, path: str, found: list[str]) -> dict:
    # A member's name on the wire may differ from its name in the model.
    names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
    names |= {name: name for name, member in shape.members.items() if member.serialization.get("location")}
    decoded = {}
    for wire, item in value.items():
        if wire not in names:
            found.append(f"{path}: unknown member '{wire}' of {shape.name}")
            continue
        decoded[names[wire]] = _decoded(shape.members[names[wire]], item, f"{path}.{wire}", found)
    return decoded


def _blob(value: str, path: str, found: list[str]) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        found.append(f"{path}: not base64")
        return b""


def _limit(shape: Shape, size: float, what: str, path: str, found: list[str]) -> None:
    largest = shape.metadata.get("max")
    if largest is not None and size > largest:
        found.append(f"{path}: {size} {what}, at most {largest}")
