"""A request's signature, made again with botocore's signer from the bytes that were sent."""

import datetime
import hashlib
import re
from dataclasses import dataclass

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as Signer

from bench.exchange import Request
from bench.identity import Credentials

_HEADER = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<date>\d{8})/(?P<region>[a-z0-9-]+)/(?P<service>[a-z0-9-]+)"
    r"/aws4_request, ?SignedHeaders=(?P<headers>[a-z0-9;_-]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)
_SKEW = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Signature:
    key: str
    date: str
    region: str
    service: str
    headers: list[str]
    signature: str

    @staticmethod
    def of(request: Request) -> "Signature | None":
        """None where there is no Authorization header of Signature Version 4."""
        match = _HEADER.fullmatch(request.header("Authorization") or "")
        if not match:
            return None
        parts = match.groupdict()
        return Signature(**parts | {"headers": parts["headers"].split(";")})


def faults(request: Request, known: dict[str, Credentials], region: str) -> list[str]:
    """What is wrong with the signature. `known`: by access key; a key that is not in it is a fault."""
    signature = Signature.of(request)
    if signature is None:
        return [f"no Authorization header of Signature Version 4: {request.header('Authorization')!r}"]
    found = _form(request, signature, region)
    credentials = known.get(signature.key)
    if credentials is None:
        return [*found, f"access key {signature.key} is none that was given out"]
    if request.header("X-Amz-Security-Token") != credentials.token:
        found.append("X-Amz-Security-Token is not the one that was given out with the access key")
    if not found and _again(request, signature, credentials.secret) != signature.signature:
        found.append("the signature is not the one that botocore makes of the same request")
    return found


def _form(request: Request, signature: Signature, region: str) -> list[str]:
    found = []
    date = request.header("X-Amz-Date") or ""
    try:
        signed_at = datetime.datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
        arrived = datetime.datetime.fromtimestamp(request.at, datetime.UTC)
        if abs(arrived - signed_at) > _SKEW:
            found.append(f"signed at {date}, arrived at {arrived:%Y%m%dT%H%M%SZ}")
    except ValueError:
        found.append(f"X-Amz-Date is {date!r}")
    if signature.date != date[:8]:
        found.append(f"scope is of {signature.date}, X-Amz-Date {date}")
    if signature.region != region:
        found.append(f"scope is of region {signature.region}, not {region}")
    if signature.headers != sorted(signature.headers):
        found.append(f"signed headers are not sorted: {signature.headers}")
    names = [name.lower() for name, _ in request.headers]
    for name in names:
        # AWS asks for the host, the content type and every x-amz- header.
        if (name in ("host", "content-type") or name.startswith("x-amz-")) and name not in signature.headers:
            found.append(f"header {name} is not signed")
    found += [f"signed header {name} was not sent" for name in signature.headers if name not in names]
    found += [f"header {name} was sent twice" for name in signature.headers if names.count(name) > 1]
    digest = request.header("X-Amz-Content-Sha256")
    if digest is not None and digest != hashlib.sha256(request.body).hexdigest():
        found.append("X-Amz-Content-Sha256 is not the body's")
    return found


def _again(request: Request, signature: Signature, secret: str) -> str:
    signer = (S3SigV4Auth if signature.service == "s3" else SigV4Auth)(
        Signer(signature.key, secret), signature.service, signature.region
    )
    url = f"http://{request.header('Host')}{request.target}"
    headers = {name: value for name, value in request.headers if name.lower() in signature.headers}
    again = AWSRequest(method=request.method, url=url, headers=headers, data=request.body)
    again.context["timestamp"] = request.header("X-Amz-Date")
    return signer.signature(signer.string_to_sign(again, signer.canonical_request(again)), again)
