"""`loadtester deploy`, `run`, `destroy` with no other tool within reach: what they leave, and what they leave behind."""

import json

import pytest

from bench import inventory
from bench.shipped import STACK
from reference.loadtester import PASSED
from reference.schedule import Schedule

pytestmark = pytest.mark.product

CONTRACT_OUTPUTS = {
    "LoadTestResultsTableName", "LoadTestResultsTableArn", "LoadTestQueueUrl", "LoadTestQueueArn",
}


def outputs(result) -> dict[str, str]:
    return dict(line.split(" = ", 1) for line in result.stdout.splitlines())


def test_deploy_run_update_and_destroy(ship, server):
    shipped = ship()
    before = inventory.of(shipped.account.client)

    deployed = shipped.deploy()
    assert deployed.exit_code == PASSED, str(deployed)
    assert CONTRACT_OUTPUTS <= outputs(deployed).keys()
    assert "CREATE_COMPLETE" in deployed.stderr and "Pushing the image" in deployed.stderr

    again = shipped.deploy()
    assert again.exit_code == PASSED and "nothing to do" in again.stderr, str(again)
    assert outputs(again) == outputs(deployed)
    assert "no differences" in shipped.diff("--exit-code").stdout

    image = shipped.command("push-image", "--package", shipped.package)
    assert image.exit_code == PASSED and "nothing to do" in image.stderr, str(image)

    target = server(Schedule(holds=[0.01]))
    run = shipped.command(
        "run", target.url(), "--on", "aws", "--tasks", 2, "--vus", 20, "--rate", 10, "--duration", 4,
        "--format", "json",
    )
    summary = run.expect(PASSED)
    assert summary["requests"]["completed"] == 40 == len(target.records())
    assert summary["tasks"]["reported"] == 2
    assert "Cost of the run" in run.stderr

    changed = ["--context", "visibilityTimeout=600"]
    diff = shipped.diff(*changed)
    lines = diff.stdout.splitlines()
    assert [line for line in lines if line.startswith("    ")] == ["    ~ Properties.VisibilityTimeout: 300 → 600"]
    assert shipped.diff(*changed, "--exit-code").exit_code != PASSED
    update = shipped.deploy(*changed)
    assert update.exit_code == PASSED, str(update)
    listed = [line for line in update.stderr.splitlines() if line.startswith("  [")]
    certain = [line for line in listed if "only if what it refers to" not in line]
    assert len(certain) == 1 and certain[0].endswith(": VisibilityTimeout"), str(update)
    queue = outputs(update)["LoadTestQueueUrl"]
    attributes = shipped.account.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert attributes["VisibilityTimeout"] == "600"

    refused = shipped.command("destroy")
    assert refused.exit_code == 64 and "--yes" in refused.stderr, str(refused)
    gone = shipped.command("destroy", "--yes", "--everything")
    assert gone.exit_code == PASSED, str(gone)
    assert inventory.more(before, inventory.of(shipped.account.client)) == {}
    once_more = shipped.command("destroy", "--yes")
    assert once_more.exit_code == PASSED and "nothing to delete" in once_more.stderr


def test_a_failed_change_is_rolled_back_with_the_reason_of_the_first(ship):
    """One resource is made into one that CloudFormation begins to make, and cannot: the others go with it."""
    shipped = ship()
    before = inventory.of(shipped.account.client)

    def secret(template: dict) -> None:
        parameter = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "SecureString", "Value": "x"}}
        template["Resources"]["DeadLettersAlarm3F8DE0AC"] = parameter

    shipped.template.changes.append(secret)
    failed = shipped.deploy()
    assert failed.exit_code == 70, str(failed)
    error = failed.stderr.splitlines()[-1]
    assert error.startswith(f"error: the stack {STACK} could not be created: DeadLettersAlarm"), error
    assert "SecureString" in error
    left = inventory.more(before, inventory.of(shipped.account.client))
    assert left.keys() <= {"buckets"}, left

    shipped.template.changes.remove(secret)
    mended = shipped.deploy()
    assert mended.exit_code == PASSED and "earlier try" in mended.stderr, str(mended)


def test_the_results_can_outlive_the_stack(ship):
    shipped = ship()
    deployed = shipped.deploy("--context", "removal=retain")
    assert deployed.exit_code == PASSED, str(deployed)
    gone = shipped.command("destroy", "--yes")
    assert gone.exit_code == PASSED, str(gone)
    table = outputs(deployed)["LoadTestResultsTableName"]
    assert f"Kept: AWS::DynamoDB::Table {table}" in gone.stderr
    assert table in shipped.account.client("dynamodb").list_tables()["TableNames"]


def test_everything_goes_when_told_so_whatever_the_stack_would_keep(ship):
    shipped = ship()
    before = inventory.of(shipped.account.client)
    assert shipped.deploy("--context", "removal=retain").exit_code == PASSED
    gone = shipped.command("destroy", "--yes", "--everything")
    assert gone.exit_code == PASSED and "Letting the stack delete" in gone.stderr, str(gone)
    assert inventory.more(before, inventory.of(shipped.account.client)) == {}


def test_doctor_names_what_is_missing_and_how_to_mend_it(ship):
    shipped = ship()
    before = shipped.command("doctor")
    assert before.exit_code == 99 and "loadtester deploy" in before.stdout, str(before)

    assert shipped.deploy().exit_code == PASSED
    healthy = shipped.command("doctor", "--json")
    findings = {finding["check"]: finding for finding in json.loads(healthy.stdout)}
    assert [f for f in findings.values() if f["outcome"] == "failed"] == [], str(healthy)
    assert healthy.exit_code == PASSED
    for check in ("credentials", "stack", "launcher", "image", "queue", "results table"):
        assert findings[check]["outcome"] == "ok"

    ecr = shipped.account.client("ecr")
    images = ecr.list_images(repositoryName="load-test-repository")["imageIds"]
    ecr.batch_delete_image(repositoryName="load-test-repository", imageIds=images)
    sick = shipped.command("doctor")
    assert sick.exit_code == 99 and "push-image" in sick.stdout, str(sick)
    assert shipped.command("push-image", "--package", shipped.package).exit_code == PASSED
    assert shipped.command("doctor").exit_code == PASSED


def test_nothing_works_without_keys_and_that_is_said(ship):
    shipped = ship()
    nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    for arguments in (["doctor"], ["deploy", "--package", shipped.package], ["destroy", "--yes"]):
        ended = shipped.command(*arguments, environment=nobody)
        assert ended.exit_code in (70, 99)
        assert "AWS_ACCESS_KEY_ID" in ended.stdout + ended.stderr


@pytest.mark.parametrize(("arguments", "said"), [
    (["deploy", "--context", "visibilityTimeout=5"], "visibilityTimeout"),
    (["deploy", "--context", "visibiltyTimeout=600"], "did you mean 'visibilityTimeout'"),
    (["deploy", "--context", "removal"], "name=value"),
    (["synth", "--stack-name", "1x"], "--stack-name"),
    (["estimate", "--context", "taskCpu=5"], "taskCpu"),
    (["doctor", "--tasks", "0"], "--tasks"),
])
def test_a_bad_flag_is_named(ship, arguments, said):
    shipped = ship()
    package = ["--package", shipped.package] if arguments[0] in ("deploy", "synth") else []
    ended = shipped.command(*arguments, *package)
    assert ended.exit_code == 64 and said in ended.stderr, str(ended)
