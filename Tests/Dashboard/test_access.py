"""Who is let in, by requests that no browser would send, and by those that one would."""

import json
import signal
import socket

import pytest

TOKEN = "a-token-of-the-tests-0123456789"


FORMS = ("html", "json", "txt", "md", "csv", "endpoints.csv", "groups.csv", "xml", "hgrm", "hlog")


def test_credentials_of_a_run_are_on_no_page(server, target):
    """They are taken, as a run of this machine needs them; whoever looks at it does not see them."""
    url = target.url.replace("http://", "http://ada:pw-of-nobody@") + "?access_token=q-of-nobody"
    headers = {"X-Api-Key": "k3y-of-nobody", "Cookie": "session=k3y-of-nobody"}
    answer = server.launch(targetUrl=url, headers=headers, vus=1, rate=5, duration=1, testId="keyed")
    assert answer.status == 201, answer.text
    server.wait_for_end("keyed")
    paths = ["/", "/runs/keyed", "/api/runs", "/api/runs/keyed", "/api/runs/keyed/summary", "/metrics"]
    paths += [f"/runs/keyed/report.{form}" for form in FORMS]
    for path in paths:
        page = server.ask("GET", path)
        assert page.status == 200, path
        assert "of-nobody" not in page.text and "of-nobody" not in answer.text, path
    assert "access_token=[redacted]" in server.ask("GET", "/api/runs/keyed/summary").text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:1", "[::1]:8080", "127.8.9.10:80"])
def test_its_own_names_are_answered(server, host):
    assert server.ask("GET", "/api/runs", host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "", "a@127.0.0.1", "[::1"]
)
def test_any_other_name_is_refused(server, host):
    for path in ("/", "/api/runs", "/assets/app.js", "/metrics", "/healthz"):
        assert server.ask("GET", path, host=host).status in (400, 403)


def test_a_name_that_the_operator_gave_is_answered(serve):
    server = serve("--host-name", "load.example")
    assert server.ask("GET", "/api/runs", host="Load.example:8080").status == 200
    assert server.ask("GET", "/api/runs", host="other.example").status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"},
        {"origin": "https://evil.example", "sec_fetch_site": "cross-site"}, {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_pages_of_others_start_nothing(server, target, headers):
    payload = {"targetUrl": target.url, "vus": 1, "duration": 1}
    for path in ("/api/runs", "/2015-03-31/functions/EcsLoadTestLauncher/invocations"):
        assert server.ask("POST", path, payload, **headers).status == 403
    assert server.ask("GET", "/api/runs").json["runs"] == []


def test_a_form_wants_the_secret_of_its_page(server, target):
    form = f"targetUrl={target.url}&vus=1&duration=1"
    kind = "application/x-www-form-urlencoded"
    for body in (form, form + "&csrf=", form + "&csrf=" + "0" * 64):
        answer = server.ask("POST", "/runs", body, content_type=kind, origin=server.url)
        assert answer.status == 403, answer.text
    assert server.ask("POST", "/runs/x/stop", "", content_type=kind).status == 403
    assert server.ask("POST", "/runs", json.dumps({}), content_type="application/json").status == 415
    assert server.ask("POST", "/api/runs", form, content_type="text/plain").status == 415


def test_too_much_is_not_read(server):
    answer = server.ask("POST", "/api/runs", b"x" * (256 * 1024 + 1), content_type="application/json")
    assert answer.status == 413
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(
            b"POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        answer = b""
        try:
            for _ in range(100):
                connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        except OSError:
            pass
        try:
            answer = connection.recv(65536)
        except OSError:
            pass
        assert answer == b"" or b" 413 " in answer.split(b"\r\n")[0]
    assert server.ask("GET", "/", **{"x_large": "x" * 20_000}).status in (400, 431)
    assert server.ask("GET", "/healthz").status == 200


def test_every_answer_carries_the_policies(server):
    for path, method in (("/", "GET"), ("/nothing", "GET"), ("/assets/app.js", "GET"), ("/api/runs", "POST")):
        headers = server.ask(method, path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/../etc/passwd", "/assets/..%2f..%2fetc", "/runs/%2e%2e", "/runs/a%00b", "/api/runs/'"])
def test_paths_lead_nowhere_else(server, path):
    answer = server.ask("GET", path)
    assert answer.status == 404
    assert b"root:" not in answer.body


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "10.0.0.1"])
def test_beyond_loopback_a_token_is_wanted(serve, bind):
    server = serve("--bind", bind, expect=False)
    assert server.process.wait(20) == 64
    assert "--token" in server.log


def test_a_weak_token_is_refused(serve):
    server = serve("--bind", "0.0.0.0", "--token", "short", expect=False)
    assert server.process.wait(20) == 64
    assert "too weak" in server.log and "short" not in server.log.replace("at least", "")


def test_with_a_token_nothing_is_shown_without_it(serve, target):
    server = serve("--bind", "0.0.0.0", environment={"LOADTESTER_TOKEN": TOKEN})
    payload = {"targetUrl": target.url, "vus": 1, "duration": 1}
    for method, path in (("GET", "/api/runs"), ("GET", "/metrics"), ("GET", "/runs/x"), ("POST", "/api/runs")):
        answer = server.ask(method, path, payload if method == "POST" else None)
        assert answer.status == 401, path
    for wrong in ("", TOKEN[:-1], TOKEN + "x", TOKEN.upper()):
        assert server.ask("GET", "/api/runs", authorization=f"Bearer {wrong}").status == 401
    assert server.ask("GET", "/api/runs", authorization=f"Bearer {TOKEN}").status == 200
    assert server.ask("GET", "/", accept="text/html").headers["location"] == "/login"
    assert TOKEN not in server.log


def test_a_browser_logs_in_and_out(serve, page, target):
    server = serve("--bind", "0.0.0.0", environment={"LOADTESTER_TOKEN": TOKEN})
    page.goto(server.url)
    page.fill("[name=token]", "not the token at all")
    page.click("main button")
    assert page.locator("[role=alert]").inner_text() == "That is not the token."
    page.fill("[name=token]", TOKEN)
    page.click("main button")
    page.wait_for_selector("#empty")
    cookie, = page.context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict" and TOKEN not in cookie["value"]
    page.click("text=Log out")
    page.wait_for_selector("[name=token]")
    page.goto(server.url)
    assert page.url.endswith("/login")
    page.troubles = [t for t in page.troubles if "status of 401" not in t]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_its_end_stops_the_runs_and_keeps_their_results(serve, target, number):
    server = serve()
    assert server.launch(targetUrl=target.url, vus=2, rate=10, duration=300, testId="cut").status == 201
    stream = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    stream.sendall(b"GET /api/runs/cut/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    received = b""
    while b'"sent":1' not in received and b'"sent":2' not in received:
        received += stream.recv(65536)
    assert server.end(number) == 0
    while data := stream.recv(65536):
        received += data
    stream.close()
    again = serve("--data-dir", str(server.data))
    run = again.run("cut")
    assert run["verdict"] in ("interrupted", "invalid") and run["requests"] > 0
    reasons = " ".join(again.ask("GET", "/api/runs/cut/summary").json["reasons"])
    assert "the server was ended" in reasons and "missing" not in reasons


def test_a_port_that_is_taken_is_said(serve, server):
    second = serve("--port", str(server.port), expect=False)
    assert second.process.wait(20) == 64
    assert f"--port {server.port} cannot be listened at: Address already in use; choose another port" in second.log
