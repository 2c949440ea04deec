"""A request of S3: members from path, query and headers, and a document of XML where the operation takes one."""

import base64
import xml.etree.ElementTree as ElementTree
import zlib
from urllib.parse import parse_qs, unquote

from botocore.model import Shape
from botocore.validate import ParamValidator

from bench.exchange import Request
from bench.wire_operation import Call

NAMESPACE = "{http://s3.amazonaws.com/doc/2006-03-01/}"


def faults(request: Request, call: Call) -> list[str]:
    """What is wrong with the request; empty where nothing is."""
    shape = call.operation.input_shape
    found: list[str] = []
    parameters = _located(request, call, shape)
    payload = shape.serialization.get("payload")
    if payload and request.body:
        member = shape.members[payload]
        if member.type_name == "structure":
            parameters[payload] = _document(request.body, member, found)
        else:
            parameters[payload] = request.body if member.type_name == "blob" else request.body.decode()
    elif request.body:
        found.append("a body that the operation does not take")
    if not found:
        found += ParamValidator().validate(parameters, shape).generate_report().splitlines()
    if request.header("X-Amz-Content-Sha256") is None:
        found.append("no X-Amz-Content-Sha256")
    return found + _checksum(request, call)


def _located(request: Request, call: Call, shape: Shape) -> dict:
    query = parse_qs(request.target.partition("?")[2], keep_blank_values=True)
    found = {}
    for name, member in shape.members.items():
        location, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri" and wire in call.uri:
            found[name] = unquote(call.uri[wire])
        elif location == "querystring" and wire in query:
            found[name] = _typed(member, query[wire][0])
        elif location == "header" and request.header(wire) is not None:
            found[name] = _typed(member, request.header(wire))
    return found


def _typed(shape: Shape, text: str) -> object:
    if shape.type_name in ("integer", "long"):
        return int(text)
    return {"true": True, "false": False}.get(text, text) if shape.type_name == "boolean" else text


def _document(body: bytes, shape: Shape, found: list[str]) -> dict:
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        found.append(f"body is no XML: {error}")
        return {}
    name = shape.serialization.get("name", shape.name)
    if root.tag not in (NAMESPACE + name, NAMESPACE + shape.name):
        found.append(f"root element is {root.tag}, not {NAMESPACE}{name}")
    return _element(root, shape, found)


def _element(element: ElementTree.Element, shape: Shape, found: list[str]) -> object:
    if shape.type_name == "structure":
        members = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        values: dict = {}
        for child in element:
            wire = child.tag.removeprefix(NAMESPACE)
            if wire not in members:
                found.append(f"unknown element {wire} in {shape.name}")
                continue
            member = shape.members[members[wire]]
            if member.type_name == "list" and member.serialization.get("flattened"):
                values.setdefault(members[wire], []).append(_element(child, member.member, found))
            else:
                values[members[wire]] = _element(child, member, found)
        return values
    if shape.type_name == "list":
        return [_element(child, shape.member, found) for child in element]
    return _typed(shape, element.text or "")


def _checksum(request: Request, call: Call) -> list[str]:
    sent = request.header("X-Amz-Checksum-Crc32")
    if sent is None:
        needs = (call.operation.http_checksum or {}).get("requestChecksumRequired")
        return ["the operation takes no request without a checksum"] if needs else []
    right = base64.b64encode(zlib.crc32(request.body).to_bytes(4, "big")).decode()
    return [] if sent == right else [f"X-Amz-Checksum-Crc32 is {sent}, and of the body {right}"]
