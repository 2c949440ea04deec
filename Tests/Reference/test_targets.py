"""Addresses that must not be put under load are refused wherever they come from: URL, flag, name, redirect.

A literal is refused before there is load; any other address when it would be connected to, as the counted error
`target_refused`. Where a network of its own may be made, a stand-in for the metadata service sees that nothing came.
"""

import subprocess
import sys

import pytest

from reference.hostile_load import LOAD, RATE, SECONDS, assert_all_failed
from reference.identities import errors
from reference.loadtester import PASSED, THRESHOLD_FAILED, USAGE
from reference.metadata_server import METADATA, beside, in_a_network_of_its_own
from reference.server_process import ServerProcess

pytestmark = pytest.mark.product

# host as written → address that the message names
LITERALS = {
    "169.254.169.254": METADATA, "169.254.169.254.": METADATA, "2852039166": METADATA, "0xa9fea9fe": METADATA,
    "0251.0376.0251.0376": METADATA, "0xA9.254.0251.254": METADATA, "169.254.43518": METADATA,
    "169.16689662": METADATA, "user:secret@169.254.169.254": METADATA, "example.com@169.254.169.254": METADATA,
    "%31%36%39.254.169.254": METADATA, "１６９.２５４.１６９.２５４": METADATA, "169。254。169。254": METADATA,
    "[::ffff:169.254.169.254]": METADATA, "[::ffff:a9fe:a9fe]": METADATA, "[0:0:0:0:0:FFFF:A9FE:A9FE]": METADATA,
    "[::169.254.169.254]": METADATA, "[64:ff9b::169.254.169.254]": METADATA, "[2002:a9fe:a9fe::1]": METADATA,
    "[64:ff9b:1::a9fe:a9fe]": METADATA, "169.254.170.2": "169.254.170.2", "169.254.170.23": "169.254.170.23",
    "[fd00:ec2::254]": "fd00:ec2::254", "[FD00:0EC2:0::23]": "fd00:ec2::23", "[fe80::1]": "fe80::1",
    "168.63.129.16": "168.63.129.16", "100.100.100.200": "100.100.100.200", "192.0.0.192": "192.0.0.192",
    "0": "0.0.0.0", "[::]": "::", "224.0.0.1": "224.0.0.1", "255.255.255.255": "255.255.255.255",
}
GIVEN_BY_HAND = [METADATA, "169.254.170.2", f"::ffff:{METADATA}", f"[64:ff9b::{METADATA}]", "fd00:ec2::254", "0.0.0.0"]


def _may_make_a_network() -> bool:
    command = [*in_a_network_of_its_own("/etc/hosts"), "true"]
    try:
        return subprocess.run(command, capture_output=True, timeout=10).returncode == 0
    except OSError:
        return False


own_network = pytest.mark.skipif(not _may_make_a_network(), reason="may not make a network namespace here")


@pytest.fixture
def metadata(tmp_path):
    """`metadata(prefix=None)` → its process; `came()` are the addresses that connections came in on."""
    started: list[ServerProcess] = []
    log = tmp_path / "came"

    def start(prefix: list[str] | None = None) -> ServerProcess:
        started.append(ServerProcess("reference.metadata_server", [str(log)], prefix))
        started[0].came = lambda: log.read_text().split()
        return started[0]

    yield start
    for process in started:
        process.stop()


@pytest.fixture
def own(metadata, tmp_path):
    """The stand-in in a network of its own, where it has the metadata address, and three names in /etc/hosts."""
    hosts = tmp_path / "hosts"
    hosts.write_text(
        f"127.0.0.1 localhost server.test both.test\n{METADATA} metadata.google.internal\n{METADATA} both.test\n"
    )
    return metadata(in_a_network_of_its_own(hosts))


@pytest.mark.parametrize("host", LITERALS, ids=ascii)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_literal_is_refused_before_there_is_load(start_run, scheme, host):
    result = start_run(f"{scheme}://{host}/latest/meta-data/", *LOAD).wait(15)
    assert result.exit_code == USAGE, result
    assert not result.stdout.strip(), "an error belongs on standard error"
    sentence = result.stderr.splitlines()[0]
    assert sentence.startswith("error: ") and LITERALS[host] in sentence, result.stderr
    assert "secret" not in result.stderr


@pytest.mark.parametrize("address", GIVEN_BY_HAND)
def test_an_address_given_for_a_name_is_refused_when_it_would_be_connected_to(run_loadtester, address):
    result = run_loadtester("http://x.test:81/", *LOAD, "--resolve", f"x.test:81:{address}")
    summary = result.expect(THRESHOLD_FAILED)
    assert_all_failed(summary, "^target_refused$")
    assert summary["connect"]["count"] == 0 and summary["bytes"]["sent"] == 0
    assert [reason for reason in summary["reasons"] if "x.test" in reason], summary["reasons"]


def test_a_redirect_is_not_followed_to_a_refused_address(run_loadtester, metadata):
    server = metadata()
    summary = run_loadtester(server.url(), *LOAD, "--follow-redirects", 3).expect(THRESHOLD_FAILED)
    assert_all_failed(summary, "^target_refused$")
    assert any(METADATA in reason for reason in summary["reasons"]), summary["reasons"]


def test_another_address_of_the_name_serves(run_loadtester, metadata):
    server = metadata()
    both = [item for a in (METADATA, "127.0.0.1") for item in ("--resolve", f"x.test:{server.port}:{a}")]
    summary = run_loadtester(server.url("/ok", host="x.test"), *LOAD, "--no-keepalive", *both).expect(PASSED)
    assert summary["statusCodes"] == {"200": RATE * SECONDS} and not errors(summary)
    assert sum(METADATA in reason for reason in summary["reasons"]) == 1, summary["reasons"]


@own_network
@pytest.mark.parametrize(
    ("host", "path", "flags"),
    [
        ("metadata.google.internal", "/", []),
        ("server.test", "/", ["--follow-redirects", 3]),
        ("x.test", "/", ["--resolve", f"x.test:PORT:::ffff:{METADATA}"]),
    ],
    ids=["name", "redirect", "resolve"],
)
def test_the_metadata_service_sees_nothing(own, run_loadtester, host, path, flags):
    flags = [str(flag).replace("PORT", str(own.port)) for flag in flags]
    prefix = beside(own.process.pid)
    summary = run_loadtester(own.url(path, host=host), *LOAD, *flags, prefix=prefix).expect(THRESHOLD_FAILED)
    assert_all_failed(summary, "^target_refused$")
    assert own.came() == []
    # It would have seen it.
    script = f"import socket; socket.create_connection(('{METADATA}', {own.port}), 5).close()"
    subprocess.run([*prefix, sys.executable, "-c", script], check=True, timeout=10)
    assert own.came() == [METADATA]


@own_network
def test_a_name_with_one_refused_address_is_served_by_the_other(own, run_loadtester):
    arguments = (own.url("/ok", host="both.test"), *LOAD, "--no-keepalive")
    summary = run_loadtester(*arguments, prefix=beside(own.process.pid)).expect(PASSED)
    assert summary["statusCodes"] == {"200": RATE * SECONDS} and not errors(summary)
    assert own.came() == []
    assert sum(METADATA in reason for reason in summary["reasons"]) == 1, summary["reasons"]
