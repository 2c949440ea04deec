"""The roles of the shipped stack: with signatures and policies enforced a whole run works, and no statement is idle."""

import json

import pytest

from bench.least import Least
from reference.loadtester import PASSED
from reference.schedule import Schedule

pytestmark = pytest.mark.product

STATEMENTS = {
    "EcsLoadTestLauncher": [
        "KeepRuns", "StartTasks", "FindTasks", "WatchAndStopTasks", "HandOver", "WriteLogs", "SendFailedEvents",
    ],
    "LoadTestProcessor": ["StoreResults", "ConsumeMessages", "WriteLogs", "SendFailedEvents"],
    "TaskRole": ["SendResults", "TakePartInRun"],
    "ExecutionRole": ["PullImage", "SignInToRegistry", "WriteLogs"],
}
NOT_ENFORCED = {
    # The emulator passes any role to a task; the template's tests hold the statement to its condition.
    ("EcsLoadTestLauncher", "PassRolesToTasks"),
}
"""What is not judged here, and why."""


@pytest.fixture(scope="module")
def least(open_shipped, tmp_path_factory):
    """Deployed once, by an administrator."""
    shipped, end = open_shipped(tmp_path_factory.mktemp("least"), auth=True)
    try:
        yield Least(shipped)
    finally:
        end()


def test_there_are_no_other_statements(least):
    found = {(role, statement["Sid"]) for role, policy in least.policies.items() for statement in policy.statements}
    assert found - NOT_ENFORCED == {(role, sid) for role, sids in STATEMENTS.items() for sid in sids}


def test_a_whole_run_works(least, server):
    target = server(Schedule(holds=[0.005]))
    summary = least.run(target.url()).expect(PASSED)
    assert summary["requests"]["sent"] == len(target.records()) == 40
    refused = [e for e in least.shipped.account.front.exchanges() if b"AccessDenied" in e.answer.body]
    assert not refused, [(e.request.operation, e.answer.body[:300]) for e in refused]


def sweep(least) -> tuple[dict, bool]:
    """What the launcher answers to what the deployed schedule sends it, and whether it failed."""
    events = least.shipped.account.client("events")
    (rule,) = events.list_rules()["Rules"]
    (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    functions = least.shipped.account.client("lambda")
    answer = functions.invoke(FunctionName=target["Arn"].rsplit(":", 1)[-1], Payload=target["Input"])
    return json.load(answer["Payload"]), "FunctionError" in answer


def test_the_schedule_sweeps_with_the_launcher_s_rights(least):
    report, failed = sweep(least)
    assert not failed and report["isComplete"], report
    with least.policies["EcsLoadTestLauncher"].without("FindTasks"):
        error, failed = sweep(least)
    assert failed and "ListTasks" in error["errorMessage"], error


@pytest.mark.parametrize(("role", "sid"), [(role, sid) for role, sids in STATEMENTS.items() for sid in sids])
def test_without_the_statement_its_actions_are_refused(least, role, sid):
    policy = least.policies[role]
    (statement,) = [s for s in policy.statements if s["Sid"] == sid]
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    resource = statement["Resource"][0] if isinstance(statement["Resource"], list) else statement["Resource"]
    client = least.client_of(policy.role)
    assert [a for a in actions if not least.probes.allowed(a, client, resource)] == [], "refused with the statement"
    with policy.without(sid):
        allowed = [a for a in actions if least.probes.allowed(a, client, resource)]
    assert allowed == [], f"{role} may do this without {sid}"


@pytest.mark.parametrize(("role", "sid", "said"), [
    ("EcsLoadTestLauncher", "KeepRuns", "dynamodb"), ("EcsLoadTestLauncher", "StartTasks", "RunTask"),
    ("EcsLoadTestLauncher", "FindTasks", "ListTasks"),
])
def test_a_run_without_the_statement_fails_and_says_so(least, server, role, sid, said):
    with least.policies[role].without(sid):
        ended = least.run(server(Schedule()).url())
    assert ended.exit_code == 70, str(ended)
    assert said.lower() in ended.stderr.lower() or "denied" in ended.stderr.lower(), str(ended)
