"""An API that takes signed requests only. What it takes is what botocore, which shares no code with us, signs alike."""

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_to_bytes

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<day>\d{8})/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request, "
    r"SignedHeaders=(?P<names>[a-z0-9;-]+), Signature=(?P<signature>[0-9a-f]{64})"
)
TOLERANCE = timedelta(minutes=5)


class Refused(Exception):
    """Why a request is not taken."""


@dataclass
class SignedAPI:
    """Whose keys are good, and what came in."""

    keys: dict[str, tuple[str, str | None]]
    service: str = "execute-api"
    region: str = "eu-central-1"
    url: str = ""
    taken: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def judge(self, method: str, target: str, headers: list[tuple[str, str]], body: bytes) -> None:
        """Raises `Refused` unless the signature is the one that botocore computes of what arrived."""

        def values(name: str) -> list[str]:
            return [value for key, value in headers if key.lower() == name]

        if len(values("authorization")) != 1 or not (claim := AUTHORIZATION.fullmatch(values("authorization")[0])):
            raise Refused(f"not one signature: {values('authorization')}")
        names = claim["names"].split(";")
        must = {"host"} | {key.lower() for key, _ in headers if key.lower() in ("content-type",) or key.lower().startswith("x-amz-")}
        if missing := must - set(names):
            raise Refused(f"not signed: {missing}")
        if (claim["service"], claim["region"]) != (self.service, self.region):
            raise Refused(f"signed for {claim['service']} in {claim['region']}")
        stamps = values("x-amz-date")
        if len(stamps) != 1 or stamps[0][:8] != claim["day"]:
            raise Refused(f"dates {stamps} and {claim['day']}")
        moment = datetime.strptime(stamps[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
        if abs(datetime.now(timezone.utc) - moment) > TOLERANCE:
            raise Refused(f"signed at {moment}")
        if claim["key"] not in self.keys:
            raise Refused(f"unknown key {claim['key']}")
        secret, token = self.keys[claim["key"]]
        if values("x-amz-security-token") != ([token] if token else []):
            raise Refused("not the key's token")

        path, _, query = target.partition("?")
        request = AWSRequest(method=method, url=f"http://{values('host')[0]}{path}", data=body)
        # As AWS takes a query: decoded, whatever was encoded on the wire. A plus sign is one.
        request.params = [
            tuple(unquote_to_bytes(part) for part in pair.partition("=")[::2]) for pair in query.split("&") if pair
        ]
        request.params = [(name.decode(), value.decode()) for name, value in request.params]
        for name, value in headers:
            if name.lower() in names:
                request.headers.add_header(name, value)
        request.context["timestamp"] = stamps[0]
        signer = SigV4Auth(Credentials(claim["key"], secret, token), self.service, self.region)
        canonical = signer.canonical_request(request)
        if signer.signed_headers(signer.headers_to_sign(request)) != claim["names"]:
            raise Refused(f"{claim['names']} are not the headers that botocore signs")
        if signer.signature(signer.string_to_sign(request, canonical), request) != claim["signature"]:
            raise Refused(f"another signature than botocore's of\n{canonical}")


@contextmanager
def serving(api: SignedAPI):
    """Serves `api` on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, text = 200, b'{"id":"1/2 +\xc3\xa9&x"}'
            try:
                api.judge(self.command, self.path, self.headers.items(), body)
                with api.lock:
                    api.taken.append((self.command, self.path))
            except Refused as why:
                status, text = 403, str(why).encode()
                with api.lock:
                    api.refused.append(str(why))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else text)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = take

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
