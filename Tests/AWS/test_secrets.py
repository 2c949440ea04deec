"""Secrets are where they are needed and nowhere else: no log, no message, no item, no override, no process list."""

import json
import threading
from pathlib import Path

import pytest

from bench.emulator import ROOT
from bench.results_table import HEADER
from bench.task_credentials import STATIC
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
    processes = ProcessList()
    url = target.url().replace("http://", f"http://{USER}:{PASSWORD}@")
    answer = chain.launch({
        "testId": "secret", "taskCount": 2, "targetUrl": url, "vus": 4, "rate": 10, "duration": 3,
        "headers": {"X-Api-Key": BEARER},
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
        # The header holds the plan, which is what a worker needs to authenticate itself to the target.
        "items": str([item.attributes for item in chain.items("secret") if item.kind != HEADER]),
        "output of tasks": "\n".join(chain.account.fleet.output(task.arn) for task in chain.tasks("secret")),
        "logs of functions": logs(chain),
    }
    assert len(target.records()) == 30
    head = target.records()[0].head
    assert BEARER in head and "authorization: basic " in head.lower(), f"the target was not sent them: {head}"
    for place, text in places.items():
        for secret in (PASSWORD, BEARER, STATIC.secret, STATIC.token, ROOT.secret):
            assert secret not in text, f"a secret ({secret[:6]}…) is in the {place}"


def test_the_header_item_holds_no_credentials_of_aws(deploy, server):
    chain, target = deploy(), server(Schedule())
    chain.launch({"testId": "plain", "taskCount": 1, "targetUrl": target.url(), "vus": 1, "rate": 5, "duration": 1})
    items = str([item.attributes for item in chain.wait_for_end("plain", tasks=1)])
    assert STATIC.secret not in items and STATIC.token not in items and ROOT.secret not in items


def logs(chain) -> str:
    client, text = chain.account.client("logs"), []
    for name in (chain.stack.names.launcher, chain.stack.names.processor):
        events = client.filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
        text += [event["message"] for event in events]
    return "\n".join(text) + chain.account.emulator.process.output()
