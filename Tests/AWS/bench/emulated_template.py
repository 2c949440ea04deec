"""A rule of the front: the shipped template reaches the emulator with those few values changed that it cannot carry out.

The product sends its template, and is answered with its template; only between front and emulator it is another:

- tasks use this machine's network instead of `awsvpc`, which has no counterpart there (see strict_ecs.py);
- tasks are told their region, which Fargate does by itself.

A request whose body is another is signed anew, as the emulator checks signatures where `auth` is on.
"""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as Signer

from bench.exchange import Answer, Forward, Request
from bench.identity import Credentials

_FORM = "application/x-www-form-urlencoded"


class EmulatedTemplate:
    """`client(service)`: boto3, past the front. `changes` are applied to the template, in order."""

    def __init__(self, client, root: Credentials, *changes: Callable[[dict], None]):
        self._client, self._root = client, root
        self.changes = [host_network, region_of_tasks, *changes]
        self.sent: list[dict] = []
        """Templates as the product sent them."""
        self._originals: dict[str, str] = {}

    def __call__(self, request: Request, forward: Forward) -> Answer | None:
        if not (request.header("Content-Type") or "").startswith(_FORM):
            return None
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        if form.get("Action") == "CreateChangeSet":
            return forward(self._signed(request, self._changed(form)))
        if form.get("Action") == "GetTemplate":
            return self._as_it_was_sent(forward(request))
        return None

    def _changed(self, form: dict) -> bytes:
        url = form.pop("TemplateURL", None)
        text = self._object(url) if url else form["TemplateBody"]
        template = json.loads(text)
        self.sent.append(json.loads(text))
        for change in self.changes:
            change(template)
        changed = json.dumps(template, separators=(",", ":"))
        self._originals[changed] = text
        if url:
            form["TemplateURL"] = self._put(url, changed)
        else:
            form["TemplateBody"] = changed
        return urlencode(form).encode()

    def _object(self, url: str) -> str:
        bucket, _, key = urlsplit(url).path.lstrip("/").partition("/")
        return self._client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()

    def _put(self, url: str, text: str) -> str:
        bucket, _, key = urlsplit(url).path.lstrip("/").partition("/")
        self._client("s3").put_object(Bucket=bucket, Key=f"{key}.emulated", Body=text.encode())
        return f"{url}.emulated"

    def _as_it_was_sent(self, answer: Answer) -> Answer:
        if answer.status != 200:
            return answer
        root = ElementTree.fromstring(answer.body)
        body = next(element for element in root.iter() if element.tag.endswith("TemplateBody"))
        body.text = self._originals.get(body.text, body.text)
        return Answer(answer.status, answer.headers, ElementTree.tostring(root))

    def _signed(self, request: Request, body: bytes) -> Request:
        kept = ("host", "content-type", "user-agent")
        headers = {name: value for name, value in request.headers if name.lower() in kept}
        again = AWSRequest("POST", f"http://{request.header('Host')}{request.target}", headers, body)
        root = self._root
        SigV4Auth(Signer(root.key, root.secret, root.token), "cloudformation", "us-east-1").add_auth(again)
        return Request("POST", request.target, list(again.headers.items()), body, request.at)


def host_network(template: dict) -> None:
    for resource in of_type(template, "AWS::ECS::TaskDefinition"):
        resource["Properties"] |= {"NetworkMode": "host", "RequiresCompatibilities": ["EC2"]}


def region_of_tasks(template: dict) -> None:
    """Fargate sets it; the emulator does not."""
    for resource in of_type(template, "AWS::ECS::TaskDefinition"):
        for container in resource["Properties"]["ContainerDefinitions"]:
            container.setdefault("Environment", []).append({"Name": "AWS_REGION", "Value": "us-east-1"})


def of_type(template: dict, kind: str) -> list[dict]:
    return [resource for resource in template["Resources"].values() if resource["Type"] == kind]
