"""Which operation of which service a request asks for, by botocore's service models."""

import functools
import re
from dataclasses import dataclass
from urllib.parse import parse_qs

import botocore.session
from botocore.model import OperationModel, ServiceModel

from bench.exchange import Request

_SIGNING_NAMES = {"servicequotas": "service-quotas"}
_MEMBER = re.compile(r"\{(\w+)(\+?)\}")


class NotAnOperation(Exception):
    pass


@dataclass(frozen=True)
class Call:
    service: ServiceModel
    operation: OperationModel
    uri: dict[str, str]
    """Members bound to the path."""

    @property
    def name(self) -> str:
        return f"{self.service.service_name}.{self.operation.name}"


@functools.cache
def service_model(name: str) -> ServiceModel:
    return botocore.session.get_session().get_service_model(_SIGNING_NAMES.get(name, name))


def identify(request: Request, signing_name: str) -> Call:
    """The call that `request` makes to the service it is signed for."""
    try:
        service = service_model(signing_name)
    except Exception:
        raise NotAnOperation(f"signed for '{signing_name}', which is no service") from None
    protocol = service.metadata["protocol"]
    if protocol == "json":
        return _by_target(request, service)
    if protocol in ("rest-json", "rest-xml"):
        return _by_path(request, service)
    action = parse_qs(request.body.decode()).get("Action", [""])[0]
    if action not in service.operation_names:
        raise NotAnOperation(f"Action '{action}' is none of {signing_name}")
    return Call(service, service.operation_model(action), {})


def _by_target(request: Request, service: ServiceModel) -> Call:
    prefix, _, name = (request.header("X-Amz-Target") or "").partition(".")
    expected = service.metadata["targetPrefix"]
    if prefix != expected or name not in service.operation_names:
        target = request.header("X-Amz-Target")
        raise NotAnOperation(f"X-Amz-Target '{target}' is no operation of {expected}")
    if (request.method, request.target) != ("POST", "/"):
        raise NotAnOperation(f"{request.method} {request.target}: the JSON protocol takes POST / only")
    return Call(service, service.operation_model(name), {})


def _by_path(request: Request, service: ServiceModel) -> Call:
    path, _, query = request.target.partition("?")
    asked = parse_qs(query, keep_blank_values=True)
    found = []
    for name in service.operation_names:
        operation = service.operation_model(name)
        template, _, fixed = operation.http["requestUri"].partition("?")
        match = _pattern(template).fullmatch(path)
        fixed = parse_qs(fixed, keep_blank_values=True)
        if not match or operation.http["method"] != request.method:
            continue
        # S3 tells operations of one path apart by a part of the query, and by headers that one of them needs.
        if all(asked.get(key) == value for key, value in fixed.items()) and _has_needed(operation, request, asked):
            needed = operation.input_shape.required_members if operation.input_shape else []
            found.append(((len(fixed), len(template), len(needed)), Call(service, operation, match.groupdict())))
    if not found:
        raise NotAnOperation(f"{request.method} {request.path} is no operation of {service.service_name}")
    return max(found, key=lambda pair: pair[0])[1]


def _has_needed(operation: OperationModel, request: Request, asked: dict) -> bool:
    for name in operation.input_shape.required_members if operation.input_shape else []:
        member = operation.input_shape.members[name].serialization
        wire = member.get("name", name)
        if member.get("location") == "header" and request.header(wire) is None:
            return False
        if member.get("location") == "querystring" and wire not in asked:
            return False
    return True


@functools.cache
def _pattern(template: str) -> re.Pattern:
    parts, end = [], 0
    for match in _MEMBER.finditer(template):
        parts.append(re.escape(template[end:match.start()]))
        parts.append(f"(?P<{match[1]}>.+)" if match[2] else f"(?P<{match[1]}>[^/]+)")
        end = match.end()
    return re.compile("".join(parts) + re.escape(template[end:]))
