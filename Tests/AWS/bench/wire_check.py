"""The verdict on what went over the wire: every request is one that AWS would take, signed as botocore signs it."""

from collections.abc import Iterable

from bench import wire_form, wire_input, wire_rules, wire_signature, wire_xml
from bench.emulator import REGION
from bench.exchange import Exchange, Request
from bench.identity import Credentials
from bench.wire_operation import NotAnOperation, identify

_OWN = ("boto3/", "aws-cli/", "aws-sdk-js/")
_NOT_AWS = ("/v2/", "/v4/", "/_")


def of_product(exchanges: Iterable[Exchange]) -> list[Exchange]:
    """Without what the bench itself, or a command of AWS, asked for, and without what is no API: credentials and metadata
    of a container, and the registry."""
    def counts(request: Request) -> bool:
        agent = (request.header("User-Agent") or "").lower()
        return not agent.startswith(_OWN) and not request.path.startswith(_NOT_AWS)

    return [exchange for exchange in exchanges if counts(exchange.request)]


def faults(request: Request, known: dict[str, Credentials]) -> list[str]:
    """Everything that is wrong with one request; empty where nothing is."""
    found = wire_signature.faults(request, known, REGION)
    signature = wire_signature.Signature.of(request)
    if signature is None:
        return found
    try:
        call = identify(request, signature.service)
    except NotAnOperation as error:
        return [*found, str(error)]
    protocol = call.service.metadata["protocol"]
    if protocol in ("query", "ec2"):
        return [*found, *(f"{call.name}: {fault}" for fault in wire_form.faults(request, call))]
    if protocol == "rest-xml":
        return [*found, *(f"{call.name}: {fault}" for fault in wire_xml.faults(request, call))]
    if protocol == "json":
        expected = f"application/x-amz-json-{call.service.metadata['jsonVersion']}"
        if request.header("Content-Type") != expected:
            found.append(f"Content-Type is {request.header('Content-Type')!r}, not {expected}")
    wrong_input = wire_input.faults(request, call)
    if not wrong_input and call.operation.input_shape is not None:
        wrong_input = wire_rules.faults(call.name, wire_input.parameters(request, call))
    return [*found, *(f"{call.name}: {fault}" for fault in wrong_input)]


def assert_clean(exchanges: Iterable[Exchange], known: dict[str, Credentials], at_least: int = 1) -> set[str]:
    """Every exchange of the product is right, and there were `at_least` so many. The operations seen are the answer."""
    seen = of_product(exchanges)
    assert len(seen) >= at_least, f"only {len(seen)} requests of the product went through the front"
    wrong: dict[str, tuple[int, Request]] = {}
    for exchange in seen:
        for fault in faults(exchange.request, known):
            count, example = wrong.get(fault, (0, exchange.request))
            wrong[fault] = (count + 1, example)
    report = [f"{count} × {fault}\n    {_shown(example)}" for fault, (count, example) in sorted(wrong.items())]
    assert not report, "requests that AWS would refuse:\n" + "\n".join(report)
    return {exchange.request.operation for exchange in seen}


def _shown(request: Request) -> str:
    headers = {name: value for name, value in request.headers if name.lower() != "authorization"}
    return f"{request.method} {request.target} {headers} {request.body[:400]!r}"
