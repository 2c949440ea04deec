"""Calls as boto3 puts them on the wire, to hold the judge of requests against."""

import boto3
import pytest
from botocore.config import Config

from bench import ports, wire_check
from bench.capture import Front
from bench.emulator import REGION
from bench.exchange import Answer, Request
from bench.identity import Credentials

KEY, SECRET, TOKEN = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "a/session+token=="


def requests(calls: dict[str, tuple[str, str, dict]]) -> dict[str, Request]:
    """`calls` names (service, operation, arguments)."""
    front = Front("127.0.0.1", port := ports.free_port(), ("127.0.0.1", 1))
    front.rules.append(lambda request, forward: Answer(500, [], b""))
    session = boto3.session.Session(KEY, SECRET, TOKEN, REGION)
    config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
    captured = {}
    for name, (service, operation, arguments) in calls.items():
        client = session.client(service, endpoint_url=f"http://127.0.0.1:{port}", config=config)
        with pytest.raises(client.exceptions.ClientError):
            getattr(client, operation)(**arguments)
        captured[name] = front.exchanges()[-1].request
        front.forget()
    front.stop()
    return captured


def faults(request: Request) -> str:
    """What the judge finds, a line each."""
    return "\n".join(wire_check.faults(request, {KEY: Credentials(KEY, SECRET, TOKEN)}))
