"""The launcher refuses what it cannot carry out, by name, before anything is started."""

import pytest

from bench.account import Account
from bench.chain import Chain, Refused

pytestmark = pytest.mark.product

GOOD = {"taskCount": 1, "targetUrl": "http://127.0.0.1:9/", "vus": 1, "rate": 1, "duration": 1}
METADATA = [
    # Instance metadata, credentials of tasks, EKS Pod Identity: in every spelling that a resolver or a parser takes.
    "169.254.169.254", "169.254.170.2", "169.254.170.23", "169.254.0.1", "169.254.169.254.", "169.254.169.254:80",
    "2852039166", "0xA9FEA9FE", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "025177524776", "169.16689662",
    "169.254.43518", "user@169.254.169.254", "a:b@169.254.169.254:80",
    "[fd00:ec2::254]", "[fd00:ec2::23]", "[fd00:0ec2:0:0:0:0:0:254]", "[fe80::1]",
    "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[0:0:0:0:0:ffff:a9fe:a9fe]", "[::169.254.169.254]",
    "[64:ff9b::169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[2002:a9fe:a9fe::1]",
    # Other clouds' and what stands for this machine or for all.
    "168.63.129.16", "100.100.100.200", "0.0.0.0", "224.0.0.1", "[ff02::1]",
]


@pytest.fixture(scope="module")
def chain(product, tmp_path_factory):
    folder = tmp_path_factory.mktemp("payload")
    account = Account(folder / "account", product, None)
    try:
        yield Chain(account, account.deploy(), folder / "commands")
    finally:
        account.stop()


def refusal(chain: Chain, payload: dict | str | bytes) -> str:
    chain.account.front.forget()
    with pytest.raises(Refused) as refused:
        answer = chain.launch(payload)
        raise AssertionError(f"launched: {answer}")
    assert not chain.account.front.exchanges("ecs.RunTask"), "tasks were asked for"
    return refused.value.text


@pytest.mark.parametrize(("changes", "named"), [
    ({"taskCount": 0}, "taskCount"), ({"taskCount": 1001}, "taskCount"), ({"taskCount": "2"}, "taskCount"),
    ({"taskCount": 1.5}, "taskCount"), ({"taskCount": -1}, "taskCount"),
    ({"vus": 0}, "vus"), ({"vus": None}, "vus"), ({"vus": 10**12}, "vus"),
    ({"rate": -1}, "rate"), ({"rate": "10"}, "rate"), ({"rate": 1e300}, "rate"),
    ({"duration": 0}, "duration"), ({"duration": -5}, "duration"), ({"duration": None}, "duration"),
    ({"duration": "soon"}, "duration"), ({"duration": 10**9}, "duration"),
    ({"targetUrl": None}, "targetUrl"), ({"targetUrl": "ftp://example.com/"}, "targetUrl"),
    ({"targetUrl": "http://"}, "targetUrl"), ({"targetUrl": "example.com"}, "targetUrl"),
    ({"targetUrl": "http://exa mple.com/"}, "targetUrl"), ({"targetUrl": 5}, "targetUrl"),
    ({"testId": ""}, "testId"), ({"testId": "a" * 65}, "testId"), ({"testId": "a b"}, "testId"),
    ({"testId": "../x"}, "testId"), ({"testId": "a\n"}, "testId"),
    ({"method": "GET\r\nX: y"}, "method"), ({"headers": {"X-A": "b\r\nc: d"}}, "header"),
    ({"headers": {"X A": "b"}}, "header"),
    ({"minTasks": 2}, "minTasks"), ({"minTasks": 0}, "minTasks"), ({"spot": "yes"}, "spot"),
    ({"concurrency": 5}, "concurrency"), ({"TaskCount": 5}, "TaskCount"),
    ({"sweepTasks": True}, "sweepTasks"),
])
def test_a_payload_that_cannot_be_carried_out_is_refused_by_name(chain, changes, named):
    text = refusal(chain, {key: value for key, value in (GOOD | changes).items() if value is not None})
    assert named in text, f"'{named}' is not named: {text}"


@pytest.mark.parametrize("payload", ["[]", '"text"', "17", "null", "{}", '{"sweepTasks": false}'])
def test_what_is_no_payload_is_refused(chain, payload):
    refusal(chain, payload)


@pytest.mark.parametrize("host", METADATA)
def test_metadata_addresses_are_never_a_target(chain, host):
    """Even where private targets are allowed."""
    text = refusal(chain, GOOD | {"targetUrl": f"http://{host}/latest/meta-data/"})
    assert "targetUrl" in text or "address" in text or "target" in text, text


def test_private_targets_are_refused_unless_they_are_allowed(open_account, product, tmp_path):
    account = open_account(product, None)
    guarded = Chain(account, account.deploy(launcher_environment={"ALLOW_PRIVATE_TARGETS": "false"}), tmp_path / "c")
    for host in ("127.0.0.1:9", "10.0.0.1", "172.16.0.1", "192.168.0.1", "[::1]", "[fd00::1]", "localhost"):
        refusal(guarded, GOOD | {"targetUrl": f"http://{host}/"})
