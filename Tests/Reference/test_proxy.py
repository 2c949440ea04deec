"""Load through an HTTP proxy that knows nothing of the product: absolute-form, tunnels, credentials, refusals."""

import itertools
import ssl

import pytest

from reference import certificates
from reference.hostile_load import LOAD, assert_all_failed
from reference.http_proxy import Proxy
from reference.loadtester import INVALID, PASSED, THRESHOLD_FAILED, USAGE
from reference.mutual_tls import MutualServer

pytestmark = pytest.mark.product
NUMBERS = itertools.count()


@pytest.fixture
def proxy():
    """`proxy(credentials=, delay=, behaviour=)` → Proxy."""
    started = []

    def start(*arguments, **named) -> Proxy:
        started.append(Proxy(*arguments, **named))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> certificates.Authority:
    return certificates.Authority(tmp_path_factory.mktemp("certificates") / "authority")


@pytest.fixture
def secure(hostile, authority):
    """An https target whose certificate is for the name shop.example, which nothing but the proxy knows."""
    server = hostile("good", certificate=authority.leaf(f"shop-{next(NUMBERS)}", "DNS:shop.example"))
    server.trust = ("--ca-file", authority.certificate)
    server.address = server.url(scheme="https", host="shop.example")
    return server


def test_plain_requests_go_by_the_proxy_on_kept_connections(hostile, run_loadtester, proxy):
    server, way = hostile("good"), proxy()
    summary = run_loadtester(server.url(host="shop.example"), *LOAD, "--vus", 4, "--proxy", way.url()).expect(PASSED, INVALID)
    assert summary["statusCodes"] == {"200": 40}
    assert way.count("GET") == 40 and way.count("CONNECT") == 0
    assert set(way.lines) == {f"GET http://shop.example:{server.port}/ HTTP/1.1"}
    assert way.connections == summary["connect"]["count"] <= 4


def test_tunnels_lead_to_the_target_that_the_certificate_names(secure, run_loadtester, proxy):
    way = proxy()
    summary = run_loadtester(secure.address, *LOAD, "--vus", 4, *secure.trust, "-x", way.url()).expect(PASSED, INVALID)
    assert summary["statusCodes"] == {"200": 40}
    # One for each connection, not one for each request.
    assert set(way.lines) == {f"CONNECT shop.example:{secure.port} HTTP/1.1"}
    assert way.count("CONNECT") == way.connections == summary["connect"]["count"] <= 4


def test_every_connection_has_a_tunnel_of_its_own(secure, run_loadtester, proxy):
    way = proxy()
    summary = run_loadtester(secure.address, *LOAD, *secure.trust, "-x", way.url(), "--no-keepalive").expect(PASSED, INVALID)
    assert way.count("CONNECT") == 40 and summary["connect"]["count"] == 40


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_credentials(hostile, secure, run_loadtester, proxy, scheme):
    way = proxy("ada:p@ss word")
    target = secure if scheme == "https" else hostile("good")
    arguments = (target.url(scheme=scheme, host="shop.example"), *LOAD, *secure.trust)
    summary = run_loadtester(*arguments, "--proxy", way.url("ada:p%40ss%20word")).expect(PASSED, INVALID)
    assert summary["statusCodes"] == {"200": 40}
    for place in (way.url(), way.url("ada:wrong")):
        summary = run_loadtester(*arguments, "--proxy", place, "--test-id", f"no-{len(place)}").expect(THRESHOLD_FAILED, INVALID)
        if scheme == "http":
            assert summary["statusCodes"] == {"407": 40}
        else:
            assert_all_failed(summary, "^proxy_authentication$")


@pytest.mark.parametrize(
    ("behaviour", "label"),
    [
        ("502 Bad Gateway", "proxy_refused"), ("403 Forbidden", "proxy_refused"), ("garbage", "proxy_invalid"),
        ("reset", "proxy_closed"), ("silence", "proxy_timeout"),
    ],
)
def test_a_proxy_that_opens_no_tunnel_is_a_named_error(secure, run_loadtester, proxy, behaviour, label):
    way = proxy(behaviour=behaviour)
    arguments = (secure.address, *LOAD, *secure.trust, "--connect-timeout", "500ms", "--proxy", way.url())
    summary = run_loadtester(*arguments).expect(THRESHOLD_FAILED, INVALID)
    assert_all_failed(summary, f"^{label}$")
    assert summary["connect"]["count"] == 0


def test_the_time_for_a_tunnel_is_in_connect_and_not_in_the_service_time(secure, run_loadtester, proxy):
    """400 ms for each tunnel; the schedule says of the first requests that they were late, which they were."""
    way = proxy(delay=0.4)
    arguments = ("--vus", 4, "--rate", 20, "--duration", "2s", "--tasks", 1)
    summary = run_loadtester(secure.address, *arguments, *secure.trust, "--proxy", way.url()).expect(PASSED, INVALID)
    assert summary["connect"]["count"] == way.count("CONNECT") <= 4
    assert summary["connect"]["min"] >= 400
    assert summary["serviceTime"]["max"] < 400 <= summary["responseTime"]["max"]


def test_a_client_certificate_goes_through_the_tunnel(run_loadtester, authority, proxy):
    ada = authority.leaf("ada", "DNS:ada.example")
    server = MutualServer(authority.leaf("target", "DNS:shop.example"), authority.certificate, ssl.TLSVersion.TLSv1_3)
    way = proxy()
    url = f"https://shop.example:{server.port}/"
    arguments = (*LOAD, "--ca-file", authority.certificate, "--cert", ada.certificate, "--key", ada.key)
    assert run_loadtester(url, *arguments, "--proxy", way.url()).expect(PASSED, INVALID)["statusCodes"] == {"200": 40}
    assert set(server.names) == {"ada"} and way.count("CONNECT") == len(server.names)
    server.close()


PLAN = """\
target: {url}
secrets: {{proxy: 'env:PROXY_PASSWORD'}}
profile: {{rate: 20, for: 1s}}
client: {{proxy: {{url: "{proxy}", user: ada, password: '${{secret:proxy}}'}}}}
steps: [{{get: /a}}, {{get: "/b?c=d"}}]
"""


def test_a_plan_with_a_secret_shows_it_nowhere(hostile, start_loadtester, run_loadtester, proxy, tmp_path, data_dir):
    server, way = hostile("good"), proxy("ada:hunter2-hunter2")
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.format(url=server.url(host="shop.example"), proxy=way.url()))
    environment = {"PROXY_PASSWORD": "hunter2-hunter2"}
    result = run_loadtester(path, environment=environment)
    assert result.expect(PASSED, INVALID)["statusCodes"] == {"200": 40}
    assert way.count("GET") == 40
    debug = start_loadtester("run", path, "--debug", "--data-dir", data_dir, environment=environment).wait(60)
    assert debug.exit_code == 0, debug
    assert f"> GET http://shop.example:{server.port}/a HTTP/1.1" in debug.stdout
    assert "> Proxy-Authorization: [redacted]" in debug.stdout
    preview = start_loadtester("run", path, "--dry-run").wait(60)
    assert f"Proxy      by way of {way.url()}, as ada" in preview.stdout.splitlines(), preview
    checked = start_loadtester("validate", path).wait(60)
    stored = [file.read_bytes().decode("latin-1") for file in data_dir.rglob("*") if file.is_file()]
    shown = [text for one in (result, debug, preview, checked) for text in (one.stdout, one.stderr)]
    encoded = "YWRhOmh1bnRlcjItaHVudGVyMg=="
    assert not any("hunter2" in text or encoded in text for text in stored + shown)


def test_a_password_in_the_url_is_shown_nowhere(hostile, run_loadtester, start_loadtester, proxy, tmp_path, data_dir):
    server, way = hostile("good"), proxy("ada:hunter2")
    page = tmp_path / "page.html"
    result = run_loadtester(server.url(), *LOAD, "--proxy", way.url("ada:hunter2"), "--report", page)
    assert result.expect(PASSED, INVALID)["statusCodes"] == {"200": 40}
    for text in (result.stdout, result.stderr, page.read_text()):
        assert "hunter2" not in text
    assert way.url() in page.read_text()
    for url in ("socks5://ada:hunter2@p", "https://ada:hunter2@p", "http://ada:hunter2@p/path", "ada:hunter2@p:1"):
        refused = run_loadtester(server.url(), "--proxy", url)
        assert refused.exit_code == USAGE and "--proxy" in refused.stderr and "hunter2" not in refused.stderr, refused


def test_the_environment_names_no_proxy(hostile, run_loadtester, proxy):
    server, way = hostile("good"), proxy()
    environment = {name: way.url() for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy")}
    assert run_loadtester(server.url(), *LOAD, environment=environment).expect(PASSED, INVALID)["statusCodes"] == {"200": 40}
    assert way.connections == 0


def test_addresses_by_hand_are_the_proxys(hostile, run_loadtester, proxy):
    server, way = hostile("good"), proxy()
    place = ("--proxy", f"http://proxy.example:{way.port}", "--resolve", f"proxy.example:{way.port}:127.0.0.1")
    assert run_loadtester(server.url(), *LOAD, *place).expect(PASSED, INVALID)["statusCodes"] == {"200": 40}
    assert way.count("GET") == 40
    refused = run_loadtester(server.url(host="shop.example"), *LOAD, *place, "--resolve", f"shop.example:{server.port}:127.0.0.1")
    assert refused.exit_code == USAGE and f"shop.example:{server.port}" in refused.stderr, refused


def test_metadata_addresses_are_refused_through_a_proxy_too(run_loadtester, proxy):
    way = proxy()
    for arguments in [("http://169.254.169.254/", "--proxy", way.url()), ("http://a.example/", "-x", "http://169.254.169.254:80")]:
        refused = run_loadtester(*arguments)
        assert refused.exit_code == USAGE and "metadata" in refused.stderr, refused
    assert way.connections == 0
