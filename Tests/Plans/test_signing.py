"""Plans that sign their requests for AWS, run by the command against an API that verifies each signature with botocore."""

import json

import pytest

from signed_api import SignedAPI, serving

pytestmark = pytest.mark.product

KEY, SECRET, TOKEN = "AKIDPLANKEY", "p1an/Secret+k3y/that+nobody0has", "IQoJ//plan+token/that+nobody==has"

# Every place of a request in which AWS's way of writing it differs from the wire's, or from that of other programs.
STEPS = """\
setup:
  - post: /sessions
    capture: {session: $.id}
scenarios:
  - name: all
    steps:
      - get: /
      - get: /items/a b/é/%2F/..//c/./d/~user?plain&empty=&z=1&a=2&a=10&a=%20&plus=a+b&enc=%2b%2F&quote='(x)*,;:@
      - get: /items/${session}
        query: {q: "${session}", tag: ["b=c", "a&d"], n: "${counter}"}
        headers: {X-Tag: [second, "  first   with  blanks "], X-Amz-Meta-Id: "${uuid}", Content-Type: text/plain}
        check: {status: 200}
      - post: /orders
        json: {id: "${session}", text: "é\\n"}
        check: {status: 200}
      - put: /orders/1
        form: {user: "ada & co", n: "${counter}"}
      - delete: /orders/1
      - head: /orders/${counter}
thresholds: [error_rate < 1%]
profile: {vus: 4, for: 30s}
iterations: 10
"""
REQUESTS = 1 + 7 * 10

OWN = "auth: {sigv4: {service: execute-api, region: eu-central-1}}\n"


def keyed(id: str, secret: str, token: str | None = None) -> str:
    rest = f", sessionToken: \"{token}\"" if token else ""
    return (
        "auth:\n  sigv4: {service: execute-api, region: eu-central-1, "
        f"accessKeyId: \"{id}\", secretAccessKey: \"{secret}\"{rest}}}\n"
    )


@pytest.fixture
def api():
    with serving(SignedAPI({KEY: (SECRET, None), "AKIDTEMPORARY": (SECRET, TOKEN)})) as api:
        yield api


@pytest.fixture
def nowhere(tmp_path):
    """An environment in which no AWS credentials are to be found, nor looked for outside of this machine's files."""
    return {
        "AWS_CONFIG_FILE": str(tmp_path / "none"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none"),
        "AWS_EC2_METADATA_DISABLED": "true", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SESSION_TOKEN": "",
        "AWS_PROFILE": "", "AWS_REGION": "", "AWS_DEFAULT_REGION": "", "AWS_WEB_IDENTITY_TOKEN_FILE": "",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "",
    }


@pytest.fixture
def patient(command, api, nowhere):
    """The command. A run that says itself that this machine was too busy is tried again, twice at most."""

    def run(*arguments: object, environment: dict, **options):
        for _ in range(3):
            api.taken.clear()
            api.refused.clear()
            result = command("run", *arguments, environment={**nowhere, **environment}, **options)
            if "the generator was the bottleneck" not in result.out:
                break
        return result

    return run


@pytest.fixture
def run(patient, api, tmp_path):
    """`run(auth, *arguments, **environment)`: the plan with that authentication."""

    def run(auth: str, *arguments: object, **environment: str):
        (tmp_path / "plan.yaml").write_text(f"target: {api.url}\n{auth}{STEPS}", encoding="utf-8")
        return patient("plan.yaml", *arguments, environment=environment)

    return run


def holds_no_secret(folder, *texts: str) -> None:
    """Neither the texts nor any file in the folder, reports, logs and the table of results among them, holds a secret."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "plan.yaml"]
    for name, content in [("output", text.encode()) for text in texts] + [(path.name, path.read_bytes()) for path in files]:
        for secret in (SECRET, TOKEN):
            for form in (secret, secret.replace("/", "\\/")):
                assert form.encode() not in content, f"a secret is in {name}"


PLAN_KEYS = [
    (KEY, "${secret:env:API_SECRET}", None),
    ("${env:API_KEY}", "${env:API_SECRET}", None),
    ("${secret:env:TEMPORARY_KEY}", "${secret:env:API_SECRET}", "${env:API_TOKEN}"),
    ("AKIDTEMPORARY", "${env:API_SECRET:-none}", "${secret:file:token.txt}"),
]


@pytest.mark.parametrize("keys", PLAN_KEYS)
def test_the_plans_keys_sign_what_aws_would(run, api, tmp_path, keys):
    (tmp_path / "token.txt").write_text(TOKEN)
    keys = [key and key.replace("file:token.txt", f"file:{tmp_path}/token.txt") for key in keys]
    result = run(
        keyed(*keys), "--tasks", 2, "--format", "json",
        API_KEY=KEY, TEMPORARY_KEY="AKIDTEMPORARY", API_SECRET=SECRET, API_TOKEN=TOKEN,
    )
    assert api.refused == [] and result.status == 0, (api.refused[:3], result)
    assert json.loads(result.out)["requests"]["completed"] == REQUESTS - 1, "the setup's request is no load"
    assert len(api.taken) == REQUESTS
    (tmp_path / "token.txt").unlink()
    holds_no_secret(tmp_path, result.out, result.err)


@pytest.mark.parametrize(("key", "token"), [(KEY, ""), ("AKIDTEMPORARY", TOKEN)])
def test_without_keys_in_the_plan_the_environments_sign(run, api, tmp_path, key, token):
    result = run(
        OWN, "--tasks", 2, "--report", "report.html", "--out", "json=report.json", "--out", "csv=report.csv",
        AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=SECRET, AWS_SESSION_TOKEN=token,
    )
    assert api.refused == [] and result.status == 0, (api.refused[:3], result)
    assert len(api.taken) == REQUESTS
    holds_no_secret(tmp_path, result.out, result.err)


def test_a_profile_of_the_shared_files_signs(run, api, tmp_path):
    (tmp_path / "credentials").write_text(f"[load]\naws_access_key_id={KEY}\naws_secret_access_key={SECRET}\n")
    result = run(OWN, AWS_PROFILE="load", AWS_SHARED_CREDENTIALS_FILE=str(tmp_path / "credentials"))
    assert api.refused == [] and result.status == 0, (api.refused[:3], result)


def test_a_setup_that_is_signed_wrongly_ends_the_run(run, api, tmp_path):
    result = run(keyed(KEY, "${secret:env:API_SECRET}"), API_SECRET="wrong" + SECRET)
    assert result.status == 106 and "the setup failed" in result.out, result
    assert api.taken == [] and len(api.refused) == 1 and "another signature" in api.refused[0]
    holds_no_secret(tmp_path, result.out, result.err)


def test_a_wrong_secret_fails_under_load(patient, api):
    plan = f"target: {api.url}\n{OWN}steps: [{{get: /}}]\nprofile: {{vus: 2, for: 30s}}\niterations: 20\n"
    result = patient(
        "-", "--tasks", 2, "--threshold", "error_rate < 1%", text=plan,
        environment={"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": "wrong" + SECRET},
    )
    assert result.status == 99, result
    assert api.taken == [] and len(api.refused) == 20


def test_without_any_keys_nothing_is_sent_and_the_error_says_what_to_do(run, api):
    for arguments in [("--tasks", 2), ("--debug",)]:
        result = run(OWN, *arguments)
        assert result.status == 70, result
        for part in ["auth: sigv4", "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "accessKeyId and secretAccessKey"]:
            assert part in result.err, (part, result)
    assert api.taken == api.refused == []


BROKEN = {"AWS_PROFILE": "nobody", "AWS_ACCESS_KEY_ID": "half of a pair"}


def test_a_plan_that_signs_nothing_looks_for_no_keys(patient, shop):
    plan = f"target: {shop.url}\nsteps: [{{get: /stats}}]\nprofile: {{vus: 1, for: 10s}}\niterations: 2\n"
    for flag in [("--quiet",), ("--debug",), ("--dry-run",)]:
        result = patient("-", *flag, text=plan, environment=BROKEN)
        assert result.status == 0, result


def test_a_plan_with_keys_of_its_own_looks_for_no_others(run, api):
    result = run(keyed(KEY, "${secret:env:API_SECRET}"), API_SECRET=SECRET, **BROKEN)
    assert result.status == 0 and api.refused == [], result
    assert run(OWN, **BROKEN).status == 70, "what is broken here is looked at where it is needed"


def test_debug_shows_signed_requests_without_their_signature(run, api, tmp_path):
    result = run(OWN, "--debug", AWS_ACCESS_KEY_ID="AKIDTEMPORARY", AWS_SECRET_ACCESS_KEY=SECRET, AWS_SESSION_TOKEN=TOKEN)
    assert result.status == 0 and api.refused == [], (api.refused[:3], result)
    sent = [line.lower() for line in result.out.splitlines() if line.startswith(">")]
    assert sent.count("> authorization: [redacted]") == sent.count("> x-amz-security-token: [redacted]") == 8
    assert "Signature=" not in result.out
    holds_no_secret(tmp_path, result.out, result.err)


def test_dry_run_says_what_signs_and_looks_for_no_keys(run, api, tmp_path):
    own = run(OWN, "--dry-run", **BROKEN)
    assert own.status == 0, own
    assert "signed for execute-api in eu-central-1 (AWS Signature Version 4) with the task's own credentials" in own.out
    keys = run(keyed("${env:API_KEY}", "${env:API_SECRET}", "${env:API_TOKEN}"), "--dry-run",
               API_KEY=KEY, API_SECRET=SECRET, API_TOKEN=TOKEN)
    assert keys.status == 0 and f"by {KEY}" in keys.out, keys
    holds_no_secret(tmp_path, keys.out, keys.err)
    assert api.taken == []
