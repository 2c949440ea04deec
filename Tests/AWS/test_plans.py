"""A whole plan on AWS: the same file, the same verdict as on one machine."""

import sys
import threading
from pathlib import Path

import pytest

from bench.task_credentials import STATIC
from reference.loadtester import PASSED, THRESHOLD_FAILED
from reference.schedule import Schedule

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/DemoAPI"))
import demo_api  # noqa: E402
from signed_api import SignedAPI, serving  # noqa: E402

pytestmark = pytest.mark.product
BUCKET = "plans"


@pytest.fixture
def shop():
    server = demo_api.serve()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.shop = server.RequestHandlerClass.shop
    yield server
    server.shutdown()
    server.server_close()


def run(chain, shop, test_id: str, *arguments: object):
    shop.shop.forget()
    return chain.run(
        ROOT / "examples/checkout.yaml", "--target", shop.url, "--tasks", 2, "--test-id", test_id,
        "--plan-bucket", BUCKET, *arguments,
    ).wait(150)


def test_the_checkout_has_the_verdict_that_it_has_on_one_machine(deploy, shop):
    chain = deploy()
    chain.account.client("s3").create_bucket(Bucket=BUCKET)
    summary = run(chain, shop, "checkout").expect(PASSED)
    counts = shop.shop.counts
    assert counts["logins"] == counts["orders"] == 250 and counts["conflicts"] == counts["refused"] == 0
    assert shop.shop.rows == {str(row) for row in range(1, 251)}, "two tasks drew the same row, or one was left out"
    assert summary["requests"]["completed"] == counts["requests"] == 1000
    assert [group["name"] for group in summary["groups"]] == ["order"]
    assert summary["groups"][0]["completed"] == 250

    broken = run(chain, shop, "broken", "--threshold", "count < 10").expect(THRESHOLD_FAILED)
    assert [t["expression"] for t in broken["thresholds"] if not t["passed"]] == ["count < 10"]


ORDERS = """\
target: {url}
steps:
  - group: order
    steps: [get: /, get: /menu]
profile: {{rate: 20, for: 2s}}
thresholds: [error_rate < 1%]
"""


def test_a_plan_without_data_needs_no_bucket(deploy, server, tmp_path):
    """Nor do flags that the payload has no field for."""
    chain, target, plan = deploy(), server(Schedule(holds=[0.005])), tmp_path / "plan.yaml"
    plan.write_text(ORDERS.format(url=target.url()))
    chain.account.front.forget()
    summary = chain.run(plan, "--tasks", 2, "--test-id", "orders", "--timeout", "5s").wait(150).expect(PASSED)
    assert summary["requests"]["completed"] == 80 == len(target.records())
    assert summary["groups"][0]["completed"] == 40
    assert not chain.account.front.exchanges("s3.PutObject")


def test_a_plan_with_data_and_no_bucket_says_what_is_missing(deploy, shop):
    result = deploy().run(ROOT / "examples/checkout.yaml", "--target", shop.url).wait(30)
    assert result.exit_code == 64 and "--plan-bucket" in result.stderr, result
    assert shop.shop.counts["requests"] == 0


SIGNED = """\
target: {url}
auth: {{sigv4: {{service: {service}, region: eu-central-1}}}}
steps:
  - get: /orders?state=open & paid
  - post: /orders
    json: {{n: "${{counter}}"}}
profile: {{vus: 4, for: 30s}}
iterations: 10
thresholds: [error_rate < 1%]
"""


def test_requests_are_signed_with_the_credentials_of_the_tasks_role(deploy, tmp_path):
    chain, plan = deploy(), tmp_path / "plan.yaml"
    chain.account.client("s3").create_bucket(Bucket=BUCKET)

    def run(test_id: str, service: str):
        plan.write_text(SIGNED.format(url=api.url, service=service))
        return chain.run(plan, "--tasks", 2, "--test-id", test_id, "--plan-bucket", BUCKET).wait(150)

    with serving(SignedAPI({STATIC.key: (STATIC.secret, STATIC.token)})) as api:
        summary = run("signed", "execute-api").expect(PASSED)
        assert api.refused == [] and len(api.taken) == summary["requests"]["completed"] == 20
        barred = run("barred", "sqs")
        assert barred.exit_code != PASSED and "not lent to plans" in barred.stdout + barred.stderr, barred
        assert api.refused == [] and len(api.taken) == 20
    kept = str([item.attributes for test_id in ("signed", "barred") for item in chain.items(test_id)])
    output = "\n".join(chain.account.fleet.output(task.arn) for task in chain.tasks("signed"))
    for text in (kept, output):
        assert STATIC.secret not in text and STATIC.token not in text
