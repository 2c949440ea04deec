"""The commands of the original's README, by the real `aws`, on a stack with the original's names."""

import json
import os
import shutil
import subprocess

import pytest

from bench.emulator import REGION, ROOT
from bench.results_table import WINDOW
from reference.schedule import Schedule

pytestmark = [
    pytest.mark.product,
    pytest.mark.skipif(not shutil.which("aws"), reason="the `aws` command is not installed (PyPI: awscli)"),
]


def aws(chain, *arguments: str) -> dict:
    environment = {
        "PATH": os.environ["PATH"], "HOME": "/nonexistent", "AWS_ACCESS_KEY_ID": ROOT.key,
        "AWS_SECRET_ACCESS_KEY": ROOT.secret, "AWS_DEFAULT_REGION": REGION, "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": chain.account.emulator.front_url, "AWS_PAGER": "",
    }
    done = subprocess.run(["aws", *arguments], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"aws {' '.join(arguments)}: {done.stderr}"
    return json.loads(done.stdout or "{}")


def test_invoke_then_query(deploy, server, tmp_path):
    chain, target = deploy(), server(Schedule(holds=[0.005]))
    payload = {"taskCount": 2, "targetUrl": target.url(), "vus": 100, "rate": 10, "duration": 3}
    output = tmp_path / "response.json"
    invoked = aws(
        chain, "lambda", "invoke", "--function-name", "EcsLoadTestLauncher", "--payload", json.dumps(payload),
        str(output),
    )
    assert invoked["StatusCode"] == 200 and "FunctionError" not in invoked, output.read_text()
    test_id = json.loads(output.read_text())["testId"]
    chain.wait_for_end(test_id, tasks=2)
    queried = aws(
        chain, "dynamodb", "query", "--table-name", "LoadTestResults", "--key-condition-expression",
        "testId = :testId", "--expression-attribute-values", json.dumps({":testId": {"S": test_id}}),
    )
    windows = [item for item in queried["Items"] if int(item["timestamp"]["N"]) % 10 == WINDOW]
    assert sum(int(item["requests"]["N"]) for item in windows) == len(target.records()) == 30


def test_the_queue_is_seen_to_run_empty(deploy, server):
    chain, target = deploy(), server(Schedule())
    chain.launch({"testId": "empty", "taskCount": 1, "targetUrl": target.url(), "vus": 1, "rate": 5, "duration": 1})
    chain.wait_for_end("empty", tasks=1)
    answer = aws(
        chain, "sqs", "get-queue-attributes", "--queue-url", chain.stack.queue_url, "--attribute-names",
        "ApproximateNumberOfMessages", "--endpoint-url", chain.account.emulator.front_url,
    )
    assert answer["Attributes"]["ApproximateNumberOfMessages"] == "0"
