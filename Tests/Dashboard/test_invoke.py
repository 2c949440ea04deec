"""The launch endpoint: AWS's own command against it, and the payload of the contract."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.server import wait_until

PATH = "/2015-03-31/functions/EcsLoadTestLauncher/invocations"


def aws(server, tmp_path: Path, payload: dict | str, *arguments: str, key: str = "any") -> subprocess.CompletedProcess:
    command = Path(sys.executable).with_name("aws")
    if not command.exists():
        pytest.skip("awscli is not installed beside this python")
    return subprocess.run(
        [
            sys.executable, str(command), "lambda", "invoke", "--endpoint-url", server.url,
            "--function-name", "EcsLoadTestLauncher", "--payload",
            payload if isinstance(payload, str) else json.dumps(payload), *arguments, str(tmp_path / "out.json"),
        ],
        capture_output=True, text=True, timeout=60,
        env={
            **os.environ, "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
        },
    )


def test_the_command_of_the_readme_works(server, target, tmp_path):
    payload = {"targetUrl": target.url, "taskCount": 2, "vus": 4, "rate": 20, "duration": 3, "testId": "by-aws"}
    result = aws(server, tmp_path, payload)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["StatusCode"] == 200
    answer = json.loads((tmp_path / "out.json").read_text())
    assert answer["testId"] == "by-aws" and answer["status"] == "started" and len(answer["taskArns"]) == 2
    # Delivered again it is the same run.
    again = aws(server, tmp_path, payload)
    assert json.loads((tmp_path / "out.json").read_text())["taskArns"] == answer["taskArns"], again.stderr
    run = server.wait_for_end("by-aws")
    assert run["verdict"] in ("passed", "invalid") and run["requests"] == target.requests == 60


def test_a_refusal_is_a_function_error(server, tmp_path):
    result = aws(server, tmp_path, {"targetUrl": "http://169.254.169.254/", "vus": 1, "duration": 1, "userz": 3})
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["FunctionError"] == "Unhandled"
    answer = json.loads((tmp_path / "out.json").read_text())
    assert answer["errorType"] == "invalidPayload"
    assert "metadata" in answer["errorMessage"] and "userz" in answer["errorMessage"]


def test_an_event_is_taken_and_run_later(server, target, tmp_path):
    payload = {"targetUrl": target.url, "vus": 1, "rate": 10, "duration": 1, "testId": "event"}
    result = aws(server, tmp_path, payload, "--invocation-type", "Event")
    assert json.loads(result.stdout)["StatusCode"] == 202
    assert (tmp_path / "out.json").read_text() == ""
    assert server.ask("GET", "/api/runs").status == 200
    wait_until(lambda: server.ask("GET", "/api/runs/event").status == 200, 10, "the run exists")
    server.wait_for_end("event")


def test_a_dry_run_starts_nothing(server, target, tmp_path):
    payload = {"targetUrl": target.url, "vus": 1, "duration": 1}
    assert json.loads(aws(server, tmp_path, payload, "--invocation-type", "DryRun").stdout)["StatusCode"] == 204
    assert server.ask("GET", "/api/runs").json["runs"] == []


def test_what_lambda_itself_refuses(server):
    assert server.ask("POST", PATH.replace("Ecs", "Other"), b"{}").headers["x-amzn-errortype"] == "ResourceNotFoundException"
    arn = PATH.replace("EcsLoadTestLauncher", "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3AEcsLoadTestLauncher")
    assert server.ask("POST", arn, b"{}").status == 200
    bad = server.ask("POST", PATH, b"{not json")
    assert bad.status == 400 and bad.headers["x-amzn-errortype"] == "InvalidRequestContentException"
    kind = server.ask("POST", PATH, b"{}", x_amz_invocation_type="Sometime")
    assert kind.status == 400 and kind.headers["x-amzn-errortype"] == "InvalidParameterValueException"
    empty = server.ask("POST", PATH)
    assert empty.status == 200 and empty.headers["x-amz-function-error"] == "Unhandled"
    assert server.ask("GET", PATH).status == 405
    assert server.ask("POST", PATH, b"x" * (1024 * 1024 + 1)).status == 413
    assert all(len(a.headers["x-amzn-requestid"]) == 36 for a in (bad, kind, empty))


def test_the_token_as_access_key(serve, target, tmp_path):
    token = "a-token-of-the-tests-0123456789"
    server = serve("--bind", "0.0.0.0", environment={"LOADTESTER_TOKEN": token})
    payload = {"targetUrl": target.url, "vus": 1, "rate": 10, "duration": 1, "testId": "keyed"}
    assert aws(server, tmp_path, payload).returncode != 0
    assert aws(server, tmp_path, payload, key=token).returncode == 0
    answer = json.loads((tmp_path / "out.json").read_text())
    assert answer["status"] == "started"


def test_the_same_payload_by_the_api(server, target):
    payload = {"targetUrl": target.url, "vus": 2, "rate": 10, "duration": 2, "testId": "api"}
    answer = server.launch(**payload)
    assert answer.status == 201 and answer.headers["location"] == "/api/runs/api"
    assert server.launch(**payload).json["taskArns"] == answer.json["taskArns"]
    assert server.launch(**{**payload, "vus": 3}).status == 409
    unknown = server.launch(targetUrl=target.url, virtualUsers=3, duration=1)
    assert unknown.status == 400 and "did you mean vus" in unknown.json["message"]
    server.wait_for_end("api")


def test_the_same_run_from_several_pages_at_once_is_one(server, target):
    payload = {"targetUrl": target.url, "vus": 2, "rate": 10, "duration": 2, "testId": "tabs"}
    with ThreadPoolExecutor(4) as pages:
        answers = list(pages.map(lambda _: server.launch(**payload), range(4)))
    assert [answer.status for answer in answers] == [201] * 4, [answer.text for answer in answers]
    server.wait_for_end("tabs")
    assert target.requests == 20


def test_runs_beyond_the_limit_are_refused(server, target):
    assert server.launch(targetUrl=target.url, vus=1, rate=5, duration=60, testId="first").status == 201
    assert server.launch(targetUrl=target.url, duration=1).status == 400, "what is wrong is told first"
    second = server.launch(targetUrl=target.url, vus=1, rate=5, duration=1, testId="second")
    assert second.status == 429 and "max-runs" in second.json["message"]
    assert server.ask("POST", PATH, json.dumps({"targetUrl": target.url, "vus": 1, "duration": 1})).status == 429
    assert server.ask("POST", "/api/runs/first/stop", "", content_type="application/json").status == 202
    assert server.wait_for_end("first")["verdict"] in ("interrupted", "invalid")
    assert server.ask("POST", "/api/runs/first/stop", "", content_type="application/json").status == 409
    assert server.launch(targetUrl=target.url, vus=1, rate=5, duration=1, testId="second").status == 201
    server.wait_for_end("second")


def plan(target, **more) -> dict:
    return {"target": target.url, "profile": {"rate": 5, "for": "1s"}, "vus": 1, **more}


def test_a_whole_plan_is_taken(server, target):
    answer = server.launch(plan=plan(target, thresholds=["error_rate < 1%"]), testId="planned")
    assert answer.status == 201, answer.text
    server.wait_for_end("planned")
    assert target.requests == 5
    refused = server.launch(plan=plan(target, profil={}))
    assert refused.status == 400 and "profil" in refused.json["message"]


@pytest.mark.parametrize(
    "more",
    [
        {"headers": {"X-Key": "${secret:file:/etc/hostname}"}}, {"headers": {"X-Key": "${secret:env:PATH}"}},
        {"secrets": {"key": "env:PATH"}, "auth": {"bearer": "${secret:key}"}},
        {"steps": [{"post": "/", "body": "${secret:aws:key}"}]}, {"steps": [{"post": "/", "body": {"file": "/etc/hostname"}}]},
        {"data": {"rows": {"file": "/etc/passwd"}}}, {"headers": {"X-Key": "${env:PATH}"}},
    ],
    ids=["file", "environment", "named", "aws", "content", "data", "variable"],
)
def test_a_plan_does_not_have_this_machines_secrets_sent(server, target, more):
    answer = server.launch(plan=plan(target, **more), testId="thief")
    assert answer.status == 400, answer.text
    assert target.requests == 0 and server.ask("GET", "/api/runs").json["runs"] == []


def test_a_plan_is_signed_with_its_own_keys_and_never_with_this_machines(serve, target):
    server = serve(environment={"AWS_ACCESS_KEY_ID": "AKIDMACHINE", "AWS_SECRET_ACCESS_KEY": "of the machine"})

    def launch(test_id: str, **keys: str):
        sigv4 = {"service": "execute-api", "region": "eu-central-1", **keys}
        plan = {
            "target": target.url, "auth": {"sigv4": sigv4}, "steps": [{"get": "/"}], "profile": {"vus": 1, "for": "20s"},
            "iterations": 3,
        }
        return server.ask("POST", PATH, json.dumps({"plan": plan, "testId": test_id}).encode())

    refused = launch("machine")
    assert refused.json["errorType"] == "invalidPayload", refused
    assert "this machine's AWS credentials" in refused.json["errorMessage"]
    assert server.ask("GET", "/api/runs").json["runs"] == [] and target.requests == 0
    answer = launch("own", accessKeyId="AKIDPLAN", secretAccessKey="test")
    assert answer.json.get("status") == "started", answer
    assert server.wait_for_end("own")["verdict"] == "passed" and target.requests == 3
