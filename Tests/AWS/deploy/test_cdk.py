"""What the real `cdk` command deployed from the same checkout, with the image that `push-image` sent: a run works on it."""

import shutil

import pytest

from bench import inventory
from bench.emulator import HOST
from judge import fetched
from judge.command import Checkout
from reference.loadtester import PASSED
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
