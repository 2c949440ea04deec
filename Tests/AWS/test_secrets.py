"""Secrets are where they are needed and nowhere else: no log, no message, no item, no override, no process list."""

import json
import threading
from pathlib import Path

import pytest

from bench.chain import Refused
from bench.emulator import ROOT
from bench.task_credentials import STATIC
from reference.loadtester import PASSED
from reference.schedule import Schedule

pytestmark = pytest.mark.product

USER, PASSWORD, BEARER = "alice-the-tester", "p4ssw0rd-of-alice", "bearer-0123456789abcdef"


class ProcessList:
    """All command lines that were seen while the run went on."""

    def __init__(self):
        self.seen: set[str] = set()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._end.wait(0.2):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    self.seen.add(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
                except OSError:
                    continue

    def stop(self) -> set[str]:
        self._end.set()
        self._thread.join()
        return self.seen


def test_secrets_are_nowhere(deploy, server):
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    # As the refusal of a credential that is written out advises.
    chain.account.client("ssm").put_parameter(Name="/loadtester/password", Type="SecureString", Value=PASSWORD)
    chain.account.client("secretsmanager").create_secret(Name="shop", SecretString=json.dumps({"key": BEARER}))
    processes = ProcessList()
    answer = chain.launch({
        "testId": "secret", "taskCount": 2,
        "plan": {
            "target": target.url(), "vus": 4, "profile": {"rate": 10, "for": "3s"},
            "auth": {"basic": {"user": USER, "password": "${secret:ssm:/loadtester/password}"}},
            "headers": {"X-Api-Key": "${secret:aws:shop#key}"},
        },
    })
    chain.wait_for_end("secret", tasks=2)
    report = chain.command("results", "secret", "--on", "aws").wait(30)
    as_json = chain.command("results", "secret", "--on", "aws", "--format", "json").wait(30)
    places = {
        "process list": "\n".join(processes.stop()),
        "launcher's answer": json.dumps(answer),
        "report": f"{report}{as_json}",
        "overrides": str([e.request.body for e in chain.account.front.exchanges("ecs.RunTask")]),
        "messages": str([
            e.request.body for e in chain.account.front.exchanges("sqs.SendMessage", "sqs.SendMessageBatch")
        ]),
        "items": str([item.attributes for item in chain.items("secret")]),
        "output of tasks": "\n".join(chain.account.fleet.output(task.arn) for task in chain.tasks("secret")),
        "logs of functions": logs(chain, chain.stack.names.launcher, chain.stack.names.processor),
    }
    assert len(target.records()) == 30
    head = target.records()[0].head
    assert BEARER in head and "authorization: basic " in head.lower(), f"the target was not sent them: {head}"
    for place, text in places.items():
        for secret in (PASSWORD, BEARER, STATIC.secret, STATIC.token, ROOT.secret):
            assert secret not in text, f"a secret ({secret[:6]}…) is in the {place}"


def test_a_credential_that_is_written_out_is_refused_and_lies_nowhere(deploy, server):
    """Whichever way it is given; the refusal names the field, and how it is done instead."""
    chain, target = deploy(), server(Schedule())
    url, load = target.url(), {"vus": 1, "rate": 1, "duration": 1}
    bucket = chain.account.client("s3")
    bucket.create_bucket(Bucket="plans")
    plan = {"target": url, "profile": {"rate": 1, "for": "1s"}}
    stored = plan | {"setup": [{"post": "/login", "headers": {"x-api-key": PASSWORD}}]}
    bucket.put_object(Bucket="plans", Key="plan.json", Body=json.dumps(stored).encode())
    payloads = {
        "headers.authorization": {"targetUrl": url, **load, "headers": {"authorization": f"Bearer {PASSWORD}"}},
        "headers.Authorization": {"targetUrl": url.replace("http://", f"http://{USER}:{PASSWORD}@"), **load},
        "targetUrl.query.access_token": {"targetUrl": f"{url}?access_token={PASSWORD}", **load},
        "scenarios[0].steps[1].headers.X-Api-Key": {
            "plan": plan | {"steps": [{"get": "/"}, {"get": "/a", "headers": {"X-Api-Key": PASSWORD}}]},
        },
        "scenarios[0].steps[0].auth.bearer": {"plan": plan | {
            "variables": {"word": PASSWORD}, "auth": {"bearer": "${word}"}, "steps": [{"get": "/"}],
        }},
        "setup[0].headers.x-api-key": {"plan": {"s3": "s3://plans/plan.json"}},
    }
    for field, payload in payloads.items():
        with pytest.raises(Refused) as refused:
            answer = chain.launch({"testId": "literal", "taskCount": 1, **payload})
            raise AssertionError(f"launched: {answer}")
        text = refused.value.text
        assert field in text and "secretArns=" in text and "${secret:ssm:/loadtester/" in text, text
        assert "invalidPayload" in text and PASSWORD not in text, text
    assert chain.items("literal") == [] and chain.items("#runs") == []
    front = chain.account.front
    assert not front.exchanges("ecs.RunTask") and not front.exchanges("dynamodb.PutItem")
    assert PASSWORD not in logs(chain, chain.stack.names.launcher)
    assert not target.records(), "something was sent to the target"


def test_header_fields_of_a_flag_and_of_a_payload_may_name_secrets(deploy, server):
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    chain.account.client("secretsmanager").create_secret(Name="shop", SecretString=json.dumps({"key": BEARER}))
    field, load = "Bearer ${secret:aws:shop#key}", {"vus": 2, "rate": 10, "duration": 1}
    chain.run(target.url(), "--rate", 10, "--duration", "1s", "--vus", 2, "-H", f"Authorization: {field}",
              "--test-id", "flag").wait(150).expect(PASSED)
    chain.launch({"testId": "payload", "taskCount": 1, "targetUrl": target.url(), **load,
                  "headers": {"Authorization": field}})
    items = str([item.attributes for item in chain.wait_for_end("payload", tasks=1) + chain.items("flag")])
    heads = [record.head.lower() for record in target.records()]
    assert len(heads) == 20 and all(f"authorization: bearer {BEARER}" in head for head in heads), heads[:1]
    assert BEARER not in items
    with pytest.raises(Refused) as refused:
        chain.launch({"testId": "local", "taskCount": 1, "targetUrl": target.url(), **load,
                      "headers": {"Authorization": "Bearer ${secret:env:HOME}"}})
    assert "from this machine" in refused.value.text, refused.value.text


def test_the_command_refuses_one_before_it_asks_aws_for_anything(deploy, server, tmp_path):
    chain, target = deploy(), server(Schedule())
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"target: {target.url()}\nsteps: [{{get: /, auth: {{bearer: '${{env:TOKEN}}'}}}}]\n")
    chain.account.front.forget()
    for arguments, field in [
        ((target.url(), "-H", f"X-Auth-Token: {PASSWORD}"), "headers.X-Auth-Token"),
        ((plan, "--plan-bucket", "plans"), "scenarios[0].steps[0].auth.bearer"),
    ]:
        result = chain.run(*arguments, "--test-id", "literal", environment={"TOKEN": PASSWORD}).wait(30)
        assert result.exit_code == 64 and field in result.stderr and "secretArns=" in result.stderr, result
        assert PASSWORD not in result.stdout + result.stderr
    assert chain.account.front.exchanges() == []
    assert not target.records()


def test_the_header_item_holds_no_credentials_of_aws(deploy, server):
    chain, target = deploy(), server(Schedule())
    chain.launch({"testId": "plain", "taskCount": 1, "targetUrl": target.url(), "vus": 1, "rate": 5, "duration": 1})
    items = str([item.attributes for item in chain.wait_for_end("plain", tasks=1)])
    assert STATIC.secret not in items and STATIC.token not in items and ROOT.secret not in items


def logs(chain, *functions: str) -> str:
    client, text = chain.account.client("logs"), []
    for name in functions:
        events = client.filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
        text += [event["message"] for event in events]
    return "\n".join(text) + chain.account.emulator.process.output()
