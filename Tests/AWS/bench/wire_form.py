"""A request of the query protocol: its form turned into parameters, validated, and serialised again by botocore."""

from urllib.parse import parse_qsl

from botocore.model import Shape
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator

from bench.exchange import Request
from bench.wire_operation import Call


def faults(request: Request, call: Call) -> list[str]:
    """What is wrong with the form; empty where nothing is."""
    if (request.method, request.target) != ("POST", "/"):
        return [f"{request.method} {request.target}: the query protocol takes POST / only"]
    content_type = request.header("Content-Type") or ""
    found = []
    if not content_type.startswith("application/x-www-form-urlencoded"):
        found.append(f"Content-Type is '{content_type}', no form")
    pairs = parse_qsl(request.body.decode(), keep_blank_values=True, strict_parsing=True)
    form = dict(pairs)
    if len(form) < len(pairs):
        found.append("a field of the form twice")
    version = call.service.metadata["apiVersion"]
    if form.get("Version") != version:
        found.append(f"Version is {form.get('Version')!r}, not {version}")
    shape = call.operation.input_shape
    parameters = _structure(shape, form, "", _is_ec2(call)) if shape else {}
    if shape:
        found += ParamValidator().validate(parameters, shape).generate_report().splitlines()
    return found + _against_botocore(form, parameters, call)


def _against_botocore(form: dict, parameters: dict, call: Call) -> list[str]:
    serializer = create_serializer(call.service.metadata["protocol"], include_validation=False)
    again = serializer.serialize_to_request(parameters, call.operation)["body"]
    expected = {key: str(value) for key, value in again.items()}
    return [
        f"field '{key}' is {form.get(key)!r}, and of botocore's {expected.get(key)!r}"
        for key in sorted(form.keys() | expected.keys()) if form.get(key) != expected.get(key)
    ]


def _is_ec2(call: Call) -> bool:
    return call.service.metadata["protocol"] == "ec2"


def _value(shape: Shape, form: dict, prefix: str, ec2: bool) -> object:
    if shape.type_name == "structure":
        return _structure(shape, form, prefix + ".", ec2)
    if shape.type_name == "list":
        flat = ec2 or shape.serialization.get("flattened")
        prefix = prefix if flat else f"{prefix}.{shape.member.serialization.get('name', 'member')}"
        steps = {key[len(prefix) + 1:].partition(".")[0] for key in form if key.startswith(prefix + ".")}
        # What is no number stays in the form, where botocore's has no such field.
        numbers = sorted(int(step) for step in steps if step.isdecimal())
        return [_value(shape.member, form, f"{prefix}.{number}", ec2) for number in numbers]
    text = form[prefix]
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        return {"true": True, "false": False}.get(text, text)
    return text


def _structure(shape: Shape, form: dict, prefix: str, ec2: bool) -> dict:
    found = {}
    for name, member in shape.members.items():
        wire = prefix + _wire_name(name, member, ec2)
        if wire in form or any(key.startswith(wire + ".") for key in form):
            found[name] = _value(member, form, wire, ec2)
    return found


def _wire_name(name: str, member: Shape, ec2: bool) -> str:
    if not ec2:
        return member.serialization.get("name", name)
    given = member.serialization.get("queryName")
    if given is None:
        given = member.serialization.get("name", name)
        given = given[0].upper() + given[1:]
    return given
