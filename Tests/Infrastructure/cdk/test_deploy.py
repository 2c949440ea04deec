"""`cdk bootstrap`, `deploy`, `diff` and `destroy` of the shipped template, into an emulated account."""

import base64
import hashlib
import io
import urllib.request
import zipfile
from pathlib import Path

STACK = "ApiLoadTesterCdkStack"
NEVER = ("--require-approval", "never", "--progress", "events")
OUTPUTS = {"LoadTestResultsTableName", "LoadTestResultsTableArn", "LoadTestQueueUrl", "LoadTestQueueArn"}


def outputs(account) -> dict[str, str]:
    (stack,) = account.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def test_deployed_in_a_bootstrapped_account_and_destroyed_without_a_trace(checkout, endpoint, account, package: Path):
    place = checkout(endpoint)
    place.cdk("bootstrap")
    before = account.everything()

    place.cdk("deploy", *NEVER)

    assert OUTPUTS <= set(outputs(account))
    functions = account.client("lambda")
    for name in ("EcsLoadTestLauncher", "LoadTestProcessor"):
        deployed = functions.get_function(FunctionName=name)
        assert deployed["Configuration"]["Runtime"] == "provided.al2023"
        zipped = (package / f"{name}.zip").read_bytes()
        assert deployed["Configuration"]["CodeSha256"] == base64.b64encode(hashlib.sha256(zipped).digest()).decode()
        with urllib.request.urlopen(deployed["Code"]["Location"]) as code:
            content = zipfile.ZipFile(io.BytesIO(code.read()))
        assert content.namelist() == ["bootstrap"]
    during = account.everything()
    assert "load-test-repository" in during["repositories"]
    left = {kind for kind, names in during.items() if names != before[kind]}
    assert left >= {"functions", "mappings", "queues", "tables", "clusters", "definitions", "roles", "rules", "VPCs"}

    assert "There were no differences" in place.cdk("diff")
    assert "no changes" in place.cdk("deploy", *NEVER)

    place.cdk("destroy", "--force")
    assert account.everything() == before


def test_a_changed_property_is_shown_and_alone_deployed(checkout, endpoint, account):
    place = checkout(endpoint)
    place.cdk("bootstrap")
    place.cdk("deploy", *NEVER)
    changed = ("--context", "processorMemory=1024")

    shown = place.cdk("diff", *changed)
    assert "AWS::Lambda::Function" in shown and "MemorySize" in shown
    assert "AWS::DynamoDB::Table" not in shown and "AWS::SQS::Queue" not in shown
    # No change is made, and none is shown again, by looking.
    assert account.client("lambda").get_function_configuration(FunctionName="LoadTestProcessor")["MemorySize"] == 512

    table = outputs(account)["LoadTestResultsTableArn"]
    place.cdk("deploy", *NEVER, *changed)
    assert account.client("lambda").get_function_configuration(FunctionName="LoadTestProcessor")["MemorySize"] == 1024
    assert account.client("lambda").get_function_configuration(FunctionName="EcsLoadTestLauncher")["MemorySize"] == 256
    assert outputs(account)["LoadTestResultsTableArn"] == table
    assert "There were no differences" in place.cdk("diff", *changed)


def test_a_bucket_of_one_s_own_needs_no_bootstrap(checkout, endpoint, account):
    place = checkout(endpoint)
    account.client("s3").create_bucket(Bucket="my-code")
    before = account.everything()
    own = ("--context", "assetBucket=my-code", "--context", "stackName=MyLoadTests")
    place.cdk("deploy", *NEVER, *own)
    objects = account.client("s3").list_objects_v2(Bucket="my-code")["Contents"]
    assert any(entry["Key"].endswith(".zip") for entry in objects)
    assert account.client("lambda").list_functions()["Functions"]
    place.cdk("destroy", "--force", *own)
    assert account.everything() == before


def test_code_that_changes_is_another_object_and_an_update(checkout, endpoint, account, package: Path):
    place = checkout(endpoint)
    place.cdk("bootstrap")
    place.cdk("deploy", *NEVER)
    functions = account.client("lambda")
    old = functions.get_function_configuration(FunctionName="LoadTestProcessor")["CodeSha256"]

    other = place.folder / "other"
    other.mkdir()
    for path in package.iterdir():
        (other / path.name).symlink_to(path)
    (other / "LoadTestProcessor.zip").unlink()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("bootstrap", "#!/bin/sh\n")
    (other / "LoadTestProcessor.zip").write_bytes(buffer.getvalue())
    place.cdk("deploy", *NEVER, "--context", f"package={other}")
    assert functions.get_function_configuration(FunctionName="LoadTestProcessor")["CodeSha256"] != old
