"""What the real `cdk` command deployed from the same checkout, with the image that `push-image` sent: a run works on it."""

import json
import shutil
import subprocess

import pytest

from bench import inventory
from bench.emulated_template import of_type
from bench.emulator import HOST
from judge import fetched
from judge.command import Checkout
from reference.loadtester import PASSED, binary
from reference.schedule import Schedule

pytestmark = pytest.mark.product

NEVER = ("--require-approval", "never", "--progress", "events")


@pytest.fixture
def cdk(tmp_path):
    """`cdk(shipped)` → Checkout whose command and whose application see the account of `shipped`."""
    if not shutil.which("node"):
        pytest.skip("Node is not installed, which the cdk command needs")
    return lambda shipped: Checkout(
        tmp_path / "checkout", fetched.cdk(), shipped.package, shipped.account.emulator.front_url
    )


def test_a_run_on_what_the_cdk_command_deployed(ship, cdk, server):
    shipped = ship()
    place = cdk(shipped)
    # Past the front, whose rules read the product's templates: that of the toolkit is YAML.
    place.cdk("bootstrap", AWS_ENDPOINT_URL=f"http://{HOST}:{shipped.account.emulator.port}")
    before = inventory.of(shipped.account.client)
    place.cdk("deploy", *NEVER, *shipped.context)

    image = shipped.command("push-image", "--package", shipped.package)
    assert image.exit_code == PASSED and "Pushing the image" in image.stderr, str(image)
    target = server(Schedule(holds=[0.01]))
    summary = shipped.command(
        "run", target.url(), "--on", "aws", "--tasks", 2, "--vus", 20, "--rate", 10, "--duration", 4,
        "--format", "json",
    ).expect(PASSED)
    assert summary["requests"]["completed"] == 40 == len(target.records())
    assert summary["tasks"]["reported"] == 2

    place.cdk("destroy", "--force", *shipped.context)
    assert inventory.more(before, inventory.of(shipped.account.client)) == {}


def test_both_commands_make_the_same_of_one_cdk_json(tmp_path, shipped_package):
    if not shutil.which("node"):
        pytest.skip("Node is not installed, which the cdk command needs")
    place = Checkout(tmp_path / "checkout", fetched.cdk(), shipped_package, None)
    settings = json.loads((place.folder / "cdk.json").read_text())
    settings["context"] = {
        "stackName": "Mine", "visibilityTimeout": 400, "dashboard": False, "planBuckets": ["one-bucket", "another"],
        "launcherMemory": "512", "@aws-cdk/core:newStyleStackSynthesis": True,
    }
    (place.folder / "cdk.json").write_text(json.dumps(settings))
    place.cdk("synth", "--quiet", "-c", "launcherMemory=1024")
    by_cdk = json.loads(place.assembly()["Mine.template.json"])
    done = subprocess.run(
        [binary(), "synth", "-c", "launcherMemory=1024"], cwd=place.folder, env=place.environment, capture_output=True,
        text=True, timeout=60,
    )
    assert done.returncode == PASSED, done.stderr
    ours = json.loads(done.stdout)
    for template in (by_cdk, ours):
        # Each keeps code in a bucket of its own.
        for function in of_type(template, "AWS::Lambda::Function"):
            assert function["Properties"].pop("Code")
    assert ours == by_cdk
