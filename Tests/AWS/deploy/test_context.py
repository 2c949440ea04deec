"""`cdk.json` of the folder: what it says of the stack counts for the command as it does for `cdk`, flags before it."""

import json
import os
import subprocess

import pytest

from bench.shipped import package
from reference.loadtester import PASSED, USAGE, binary

pytestmark = pytest.mark.product

OURS = "./scripts/cdk-app"


@pytest.fixture
def command(tmp_path, product):
    """`command(cdk_json, *arguments)` → the process, ended, in a folder that holds that file."""
    def run(content: dict | str, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
        (tmp_path / "cdk.json").write_text(content if isinstance(content, str) else json.dumps(content))
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **variables}
        return subprocess.run(
            [binary(), *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
        )

    return run


def synthesized(done: subprocess.CompletedProcess) -> dict[str, dict]:
    """Properties of the stack's functions and queues by their names."""
    assert done.returncode == PASSED, done.stderr
    names = {"AWS::Lambda::Function": "FunctionName", "AWS::SQS::Queue": "QueueName"}
    resources = [resource for resource in json.loads(done.stdout)["Resources"].values() if resource["Type"] in names]
    return {resource["Properties"][names[resource["Type"]]]: resource["Properties"] for resource in resources}


def test_properties_of_the_file_count_and_flags_go_before_them(command):
    content = {"app": OURS, "context": {
        "visibilityTimeout": 400, "launcherMemory": "512", "@aws-cdk/core:newStyleStackSynthesis": True,
    }}
    done = command(content, "synth", "--context", "launcherMemory=1024")
    found = synthesized(done)
    assert found["LoadTestQueue"]["VisibilityTimeout"] == 400
    assert found["EcsLoadTestLauncher"]["MemorySize"] == 1024
    assert "note: cdk.json gives visibilityTimeout\n" in done.stderr
    assert synthesized(command({"app": OURS}, "synth"))["LoadTestQueue"]["VisibilityTimeout"] == 300


def test_the_stack_s_name_and_package_are_those_of_the_file_unless_they_are_given(command, tmp_path):
    content = {"app": OURS, "context": {"stackName": "Mine", "package": str(package())}}

    def written(*arguments: str, **variables: str) -> list[str]:
        done = command(content, "synth", "--output", "out", *arguments, **variables)
        assert done.returncode == PASSED and "without functions" not in done.stderr, done.stderr
        names = [path.name for path in (tmp_path / "out").iterdir()]
        for path in (tmp_path / "out").iterdir():
            path.unlink()
        return names

    assert written() == ["Mine.template.json"]
    assert written(LOADTESTER_STACK="Theirs") == ["Theirs.template.json"]
    assert written("--stack-name", "Other", LOADTESTER_STACK="Theirs") == ["Other.template.json"]


def test_estimates_are_of_that_stack(command):
    def total(content: dict) -> float:
        done = command(content, "estimate", "http://a/", "--vus", "1", "--duration", "1h", "--tasks", "10", "--json")
        assert done.returncode == PASSED, done.stderr
        return json.loads(done.stdout)["totalUSD"]

    assert total({"app": OURS, "context": {"taskCpu": 4096, "taskMemory": 8192}}) > total({"app": OURS})


def test_a_file_of_another_application_is_passed_over_and_that_is_said(command):
    content = {"app": "npx ts-node bin/shop.ts", "context": {"stackName": "Shop", "network": "none"}}
    done = command(content, "synth")
    assert synthesized(done)["LoadTestQueue"]["VisibilityTimeout"] == 300
    assert "cdk.json is of another application" in done.stderr


@pytest.mark.parametrize(("content", "said"), [
    ("{", "cdk.json"), ('{"context": 5}', "cdk.json"),
    ({"app": OURS, "context": {"visibilityTimeut": 1}}, "did you mean 'visibilityTimeout'"),
    ({"app": OURS, "context": {"visibilityTimeout": "x"}}, "visibilityTimeout"),
    ({"app": OURS, "context": {"stackName": "1x"}}, "1x"),
])
def test_what_is_wrong_in_the_file_is_refused_by_name(command, content, said):
    done = command(content, "synth")
    assert done.returncode == USAGE and said in done.stderr and done.stdout == "", done
