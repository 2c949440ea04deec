"""Credentials that a plan of a local run holds: the tasks get them from the one file of the run, and nobody else gets to see them."""

import json
import threading
from pathlib import Path

import pytest

pytestmark = pytest.mark.product

SECRETS = ("k3y-of-nobody", "pw-of-nobody", "tok-of-nobody", "q-of-nobody", "cookie-of-nobody", "proxy-of-nobody")
KEY, PASSWORD, TOKEN, QUERY, COOKIE, PROXY = SECRETS

PLAN = f"""\
target: URL
variables: {{token: {TOKEN}}}
headers: {{X-Api-Key: {KEY}}}
setup:
  - get: /stats
    auth: {{basic: {{user: ada, password: {PASSWORD}}}}}
steps:
  - get: /stats?api_key={QUERY}
    auth: {{bearer: "${{token}}"}}
    headers: {{Cookie: "session={COOKIE}"}}
profile: {{rate: 10, for: 1s}}
"""


def holds_none(what: str, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    for secret in SECRETS:
        assert secret.encode() not in data, f"{secret} is in {what}"


@pytest.fixture
def arguments_seen():
    """Arguments of all processes that were seen meanwhile."""
    seen, end = set(), threading.Event()

    def watch() -> None:
        while not end.wait(0.05):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(path.read_bytes())
                except OSError:
                    continue

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    yield seen
    end.set()
    thread.join()


def test_a_local_run_shows_none_and_keeps_them_from_others(command, shop, tmp_path, arguments_seen):
    (tmp_path / "plan.yaml").write_text(PLAN.replace("URL", shop.url))
    forms = ["text", "json", "html", "markdown", "csv", "junit"]
    outputs = [part for form in forms for part in ("--out", f"{form}=report.{form}")]
    result = command(
        "run", "plan.yaml", "--tasks", "2", "--test-id", "literal", "--format", "json", "--allow-partial", *outputs,
    )
    assert json.loads(result.out)["requests"]["completed"] == 10, result
    holds_none("output", result.out + result.err)
    for form in forms:
        holds_none(form, (tmp_path / f"report.{form}").read_bytes())
    again = command("results", "literal")
    holds_none("results", again.out + again.err)
    workers = [line for line in arguments_seen if b"--task-index" in line and str(tmp_path).encode() in line]
    assert workers, "no worker was seen"
    holds_none("process list", b"".join(arguments_seen))

    data = tmp_path / "data"
    database = data / "loadtester.db"
    assert data.stat().st_mode & 0o777 == 0o700 and database.stat().st_mode & 0o777 == 0o600
    for path in data.rglob("*"):
        if path.is_file() and not path.name.startswith("loadtester.db"):
            holds_none(path.name, path.read_bytes())


@pytest.mark.parametrize("flag", ["--dry-run", "--debug"])
def test_previews_show_none(command, shop, tmp_path, flag):
    proxy = f"client: {{proxy: 'http://ada:{PROXY}@127.0.0.1:9'}}\n" if flag == "--dry-run" else ""
    (tmp_path / "plan.yaml").write_text(PLAN.replace("URL", shop.url) + proxy)
    result = command("run", "plan.yaml", flag)
    assert result.status == 0, result
    assert "X-Api-Key: " in result.out and "api_key=[redacted]" in result.out, result
    holds_none(flag, result.out + result.err)


def test_a_url_of_one_request_is_shown_without_them(command, shop):
    url = shop.url.replace("http://", f"http://ada:{PASSWORD}@") + f"/stats?access_token={QUERY}"
    run = command(
        "run", url, "-H", f"X-Auth-Token: {TOKEN}", "--duration", "1s", "--rate", "5", "--format", "json", "--report", "page.html",
        "--out", "text=page.txt", "--test-id", "url",
    )
    summary = json.loads(run.out)
    assert summary["targetUrl"] == f"{shop.url}/stats?access_token=[redacted]"
    page = command("report", "url", "--out", "html=page.html")
    for what, text in [("output", run.out + run.err), ("report", page.out + page.err)]:
        holds_none(what, text)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((f"https://ada:{PASSWORD}@exa mple.com/?token={TOKEN}",), "…@exa mple.com"),
        (("http://127.0.0.1:9/", "-H", f"Authorization Bearer {TOKEN}"), "'Authorization…'"),
        (("http://127.0.0.1:9/", "-x", f"socks5://ada:{PROXY}@127.0.0.1:9"), "…@127.0.0.1:9"),
        (("http://127.0.0.1:9/", "--otlp", f"http://ada:{PASSWORD}@127.0.0.1:9/"), "…@127.0.0.1:9"),
    ],
)
def test_a_refusal_repeats_none(command, arguments, shown):
    result = command("run", *arguments)
    assert result.status == 64 and shown in result.err, result
    holds_none("refusal", result.out + result.err)
