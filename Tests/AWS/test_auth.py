"""Signatures and policies enforced: the least roles suffice, and what is not allowed is refused and said."""

import itertools
import time

import pytest

from bench import results_table, roles, wire_check
from bench.identity import Credentials
from bench.wire_signature import Signature
from reference import identities
from reference.schedule import Schedule

pytestmark = pytest.mark.product


def operator(chain) -> Credentials:
    """Somebody who may do what a terminal needs, and no more."""
    iam = chain.account.client("iam")
    iam.create_user(UserName="operator")
    iam.put_user_policy(UserName="operator", PolicyName="least", PolicyDocument=roles.operator(chain.stack.names))
    key = iam.create_access_key(UserName="operator")["AccessKey"]
    return Credentials(key["AccessKeyId"], key["SecretAccessKey"])


def test_a_whole_run_needs_no_more_than_the_least_roles(deploy, server):
    chain, target = deploy(auth=True), server(Schedule(holds=[0.005]))
    who = operator(chain)
    arguments = ("--vus", 10, "--rate", 10, "--duration", "4s", "--tasks", 2, "--test-id", "least")
    summary = chain.run(target.url(), *arguments, credentials=who).wait(90).expect(0)
    identities.assert_consistent(summary)
    assert summary["requests"]["sent"] == len(target.records()) == 40
    assert results_table.total(chain.items("least")) == 40
    refused = [e for e in wire_check.of_product(chain.account.front.exchanges()) if e.answer.status in (401, 403)]
    refused += [e for e in chain.account.front.exchanges() if b"AccessDenied" in e.answer.body]
    assert not refused, [(e.request.operation, e.answer.body[:300]) for e in refused]


@pytest.mark.parametrize(("credentials", "code"), [
    (lambda who: Credentials(who.key, "not/the+secret"), "SignatureDoesNotMatch|InvalidSignature|signature"),
    (lambda who: Credentials("AKIANOBODYNOBODY0000", who.secret), "UnrecognizedClient|InvalidClientToken|token"),
    (lambda who: Credentials(who.key, who.secret, "made-up-token"), "Token|token"),
], ids=["wrong-secret", "unknown-key", "made-up-token"])
def test_credentials_that_are_not_good_are_named_and_not_shown(deploy, server, credentials, code):
    chain, target = deploy(auth=True), server(Schedule())
    bad = credentials(operator(chain))
    for command in (
        chain.run(target.url(), "--vus", 1, "--duration", "1s", credentials=bad),
        chain.command("results", "any", "--on", "aws", credentials=bad),
    ):
        result = command.wait(60)
        assert result.exit_code not in (0, 99, 105, 106), result
        assert any(word in result.stderr for word in code.split("|")), f"the cause is not named:\n{result}"
        assert bad.secret not in str(result) and (bad.token or "made-up") not in result.stderr + result.stdout
    assert target.records() == []


def test_a_role_that_may_not_run_tasks_is_said(deploy, server):
    chain, target = deploy(auth=True), server(Schedule())
    chain.account.client("iam").delete_role_policy(RoleName=chain.stack.names.role("launcher"), PolicyName="least")
    chain.account.client("iam").put_role_policy(
        RoleName=chain.stack.names.role("launcher"), PolicyName="less",
        PolicyDocument=roles.launcher(chain.stack.names).replace('"ecs:RunTask", ', ""),
    )
    result = chain.run(target.url(), "--vus", 1, "--duration", "1s").wait(90)
    assert result.exit_code == 70, result
    assert "RunTask" in result.stderr or "ACCESS_DENIED" in result.stderr, f"what is missing is not named:\n{result}"
    assert target.records() == []


def test_credentials_that_expire_during_the_run_are_renewed(deploy, server):
    """F35. Each set lives 4 s and is another key; nothing is signed with one that has expired, no window is lost."""
    chain, target = deploy(), server(Schedule())
    numbers, lives = itertools.count(), {}

    def issue() -> Credentials:
        key = f"ASIATASK{next(numbers):012d}"
        lives[key] = time.time() + 4
        return Credentials(key, f"secret-of/{key}", f"token-of-{key}==")

    chain.account.credentials.issue, chain.account.credentials.lifetime = issue, 4
    payload = {"testId": "expiry", "taskCount": 1, "targetUrl": target.url(), "vus": 10, "rate": 10, "duration": 10}
    chain.launch(payload)
    chain.wait_for_end("expiry", tasks=1)
    assert len(target.records()) == results_table.total(chain.items("expiry")) == 100
    signed = [(Signature.of(e.request), e.request.at) for e in chain.account.front.exchanges()]
    late = [(s.key, at - lives[s.key]) for s, at in signed if s and s.key in lives and at > lives[s.key] + 0.5]
    assert not late, f"signed with a key that had expired: {late}"
    used = {s.key for s, _ in signed if s and s.key in lives}
    assert len(used) >= 3, f"ten seconds on {len(used)} sets of credentials that live four"
